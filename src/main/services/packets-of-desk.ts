import type { PacketId } from '../../core/ids.ts';
import { packetFileName } from '../../core/packets/bag-names.ts';
import { targetLabel } from '../../core/packets/target.ts';
import type { Verification } from '../../core/packets/packet.ts';
import { receiptSchema, type Receipt } from '../../core/packets/receipt.ts';
import { fail, ok, type Result } from '../../core/result.ts';
import type { OutboxRow } from '../store/outbox-store.ts';
import type { StoredPacket } from '../store/packet-store.ts';
import { notFound } from './change-case.ts';
import type { CallContext, OpenDesk } from './context.ts';
import type { Failure } from './failure.ts';
import { recordAudit } from './record-audit.ts';
import { blobSource, type PacketTools } from './seal-case.ts';

const LIST_LIMIT = 1_000;

/** A packet with its way, as lists show it. */
export const packetRow = (packet: StoredPacket, outbox: OutboxRow | null) => ({
  packetId: packet.id,
  caseId: packet.caseId,
  caseNumber: packet.caseNumber,
  title: packet.title,
  revision: packet.revision,
  sizeBytes: packet.sizeBytes,
  fileCount: packet.fileCount,
  sealed: { byName: packet.sealedByName, atMs: packet.sealedAtMs },
  outbox: outbox && {
    state: outbox.state,
    sentBytes: outbox.sentBytes,
    attempts: outbox.attempts,
    nextAtMs: outbox.nextAtMs,
    problem: outbox.problem,
    targetLabel: targetLabel(outbox.target),
  },
});

/** Every packet of the desk, newest first, with where it stands. */
export const listPackets = async (desk: OpenDesk) => {
  const ways = new Map((await desk.stores.outbox.list()).map((row) => [row.packetId, row]));
  return (await desk.stores.packets.list(LIST_LIMIT)).map((packet) => packetRow(packet, ways.get(packet.id) ?? null));
};

/** A packet with everything that is known about it. `fingerprintOf` is the SHA-256 of a certificate, for people to compare. */
export const packetDetail = async (desk: OpenDesk, packetId: PacketId, fingerprintOf: (pem: string) => string) => {
  const packet = await desk.stores.packets.find(packetId);
  const submission = packet && (await desk.stores.approvedSubmissions.find(packet.submissionId));
  if (!packet || !submission) return fail(notFound('packet'));
  const outbox = await desk.stores.outbox.find(packetId);
  return ok({
    ...packetRow(packet, outbox),
    zipSha256: packet.zipSha256,
    submitted: { byName: submission.submitted.byName, atMs: submission.submitted.atMs },
    approved: { byName: submission.approved.byName, atMs: submission.approved.atMs },
    verification: packet.verification,
    events: outbox ? await desk.stores.outbox.events(packetId) : [],
    receipt: outbox?.receiptJson ? receiptView(receiptSchema.parse(JSON.parse(outbox.receiptJson)), outbox.state === 'receipted') : null,
    rootCertificateFingerprint: fingerprintOf(desk.rootCertificatePem),
    commands: verifyCommands(),
  });
};

const receiptView = (receipt: Receipt, verified: boolean) => ({
  packetId: receipt.packet_id as PacketId,
  zipSha256: receipt.zip_sha256,
  sizeBytes: receipt.size_bytes,
  storedAtMs: receipt.stored_at_ms,
  storeId: receipt.store_id,
  prevReceipt: receipt.prev_receipt,
  verified,
});

/** The commands of VERIFY.md, to be run in the packet's folder; `root.pem` is the organisation's root, from outside the packet. */
const verifyCommands = (): string[] => [
  'sha512sum -c manifest-sha512.txt tagmanifest-sha512.txt',
  'bagit.py --validate .',
  'openssl cms -verify -binary -inform DER -in signatures/seal.p7s -content tagmanifest-sha512.txt -CAfile root.pem -purpose any -out /dev/null',
];

/** Verifies a kept packet anew, from its stored bytes. */
export const verifyKeptPacket = async (
  desk: OpenDesk,
  packetId: PacketId,
  tools: PacketTools,
): Promise<Result<Verification, Failure<'not-found'>>> => {
  const packet = await desk.stores.packets.find(packetId);
  if (!packet) return fail(notFound('packet'));
  const blob = await desk.blobs.open(packet.zipSha256);
  return ok(await tools.verifyPacketSource(blobSource(blob), { rootPems: [desk.rootCertificatePem] }));
};

/** A kept packet's bytes and the name of its file. */
export const openPacketZip = async (desk: OpenDesk, packetId: PacketId) => {
  const packet = await desk.stores.packets.find(packetId);
  if (!packet) return null;
  const blob = await desk.blobs.open(packet.zipSha256);
  return { name: packetFileName(packet.caseNumber, packet.revision), blob };
};

/** Puts a sealed packet into the outbox, for the target that is set. */
export const queuePacket = async (
  { desk, actor }: CallContext,
  packetId: PacketId,
): Promise<Result<Record<string, never>, Failure<'not-found' | 'no-target' | 'already-queued'>>> => {
  const result = await desk.transaction(async (stores) => {
    const packet = await stores.packets.find(packetId);
    if (!packet) return fail(notFound('packet'));
    const { target } = await stores.settings.read();
    if (target === null)
      return fail({
        kind: 'no-target' as const,
        message:
          'There is no place to send packets to. Set a folder or an intake server under Settings, Outbox; the packet stays sealed here.',
      });
    if (await stores.outbox.find(packetId))
      return fail({ kind: 'already-queued' as const, message: 'This packet is in the outbox already.' });
    await stores.outbox.enqueue(packetId, target, desk.now());
    await stores.outbox.addEvent(packetId, desk.now(), `Queued for ${targetLabel(target)} by ${actor.name}`);
    await recordAudit(desk, stores, {
      actor,
      action: 'packet.queued',
      subjectKind: 'packet',
      subjectId: packetId,
      caseId: packet.caseId,
      summary: `Queued packet ${packetId.slice(0, 12)} for ${targetLabel(target)}`,
    });
    return ok(packet.caseId);
  });
  if (!result.ok) return result;
  desk.emit({ topics: ['packets', 'desk'], caseId: result.value });
  return ok({});
};

/** Puts a held packet back into the queue: a person decided that it shall be tried again. */
export const retryPacket = async (
  { desk, actor }: CallContext,
  packetId: PacketId,
): Promise<Result<Record<string, never>, Failure<'not-found' | 'not-held'>>> => {
  const result = await desk.transaction(async (stores) => {
    const packet = await stores.packets.find(packetId);
    const row = await stores.outbox.find(packetId);
    if (!packet || !row) return fail(notFound('packet'));
    if (row.state !== 'held') return fail({ kind: 'not-held' as const, message: 'This packet is not held; it goes on by itself.' });
    await stores.outbox.change(
      packetId,
      { state: 'queued', attempts: 0, nextAtMs: desk.now(), problem: null, uploadUrl: null, sentBytes: 0 },
      desk.now(),
    );
    await stores.outbox.addEvent(packetId, desk.now(), `${actor.name} put it back into the queue`);
    await recordAudit(desk, stores, {
      actor,
      action: 'packet.retried',
      subjectKind: 'packet',
      subjectId: packetId,
      caseId: packet.caseId,
      summary: `Put the held packet ${packetId.slice(0, 12)} back into the queue`,
    });
    return ok(packet.caseId);
  });
  if (!result.ok) return result;
  desk.emit({ topics: ['packets', 'desk'], caseId: result.value });
  return ok({});
};

/** Stops or resumes all deliveries; what is queued stays queued. */
export const pauseOutbox = async ({ desk, actor }: CallContext, paused: boolean): Promise<void> => {
  await desk.transaction(async (stores) => {
    const settings = await stores.settings.read();
    await stores.settings.write({ ...settings, outboxPaused: paused });
    await recordAudit(desk, stores, {
      actor,
      action: paused ? 'outbox.paused' : 'outbox.resumed',
      subjectKind: 'desk',
      subjectId: desk.deskId,
      summary: paused ? 'Paused the outbox' : 'Resumed the outbox',
    });
  });
  desk.emit({ topics: ['packets', 'desk'] });
};
