import { BlobError } from '../../core/evidence/blob-error.ts';
import type { CaseId, PacketId, Sha256 } from '../../core/ids.ts';
import { packetIdSchema } from '../../core/ids.ts';
import type { Verification } from '../../core/packets/packet.ts';
import { targetLabel } from '../../core/packets/target.ts';
import { fail, ok, type Result } from '../../core/result.ts';
import type { SealFailure, SealInput, SealProgress } from '../packets/seal-packet.ts';
import type { StoredZip } from '../packets/store-packet.ts';
import type { PacketSource } from '../packets/packet-source.ts';
import type { ApprovedSubmission } from '../store/approved-submission-store.ts';
import type { StoredPacket } from '../store/packet-store.ts';
import type { Stores } from '../store/stores.ts';
import type { OpenBlob } from '../vault/blob-store.ts';
import { findCase, moveCase } from './change-case.ts';
import { changedSinceSubmission } from './changed-since-submission.ts';
import type { CallContext, OpenDesk } from './context.ts';
import type { Failure } from './failure.ts';
import { recordAudit } from './record-audit.ts';

/** The parts that seal and verify, handed in by `compose.ts`. */
export interface PacketTools {
  readonly storePacket: (
    input: SealInput,
    put: (bytes: AsyncIterable<Uint8Array>) => Promise<{ readonly sha256: Sha256; readonly sizeBytes: number }>,
    onProgress?: (progress: SealProgress) => void,
  ) => Promise<Result<StoredZip, SealFailure>>;
  readonly verifyPacketSource: (source: PacketSource, options: { readonly rootPems: readonly string[] }) => Promise<Verification>;
  readonly organisation: string;
}

export type SealCaseFailure = Failure<'not-found' | 'not-approved' | 'changed-since' | 'verification-failed' | 'disk'> & {
  readonly details?: readonly { readonly name: string; readonly text: string }[];
};

/**
 * Seals the approved submission of a case's present revision, checks the packet as a stranger would, keeps it, and, where `queue` asks and a
 * target is set, queues it in the same transaction. Refused when the case says something else by now than what was signed off. Sealing again gives
 * the packet that is there.
 */
export const sealCase = async (
  context: CallContext,
  input: { readonly caseId: CaseId; readonly queue: boolean },
  tools: PacketTools,
): Promise<Result<{ readonly packetId: PacketId; readonly queued: boolean }, SealCaseFailure>> => {
  const { desk } = context;
  const found = await findCase(desk.stores, input.caseId);
  if (!found.ok) return found;
  const submission = await desk.stores.approvedSubmissions.newestOfCase(input.caseId, found.value.revision);
  if (!submission) {
    return fail({
      kind: 'not-approved',
      message: `${found.value.number} is not signed off in its present revision. Submit the response and let a supervisor sign it off; then it can be sealed.`,
    });
  }
  const existing = await desk.stores.packets.ofSubmission(submission.submissionId);
  if (existing) return ok({ packetId: existing.id, queued: (await desk.stores.outbox.find(existing.id)) !== null });
  if (found.value.status !== 'approved') {
    return fail({
      kind: 'not-approved',
      message: `${found.value.number} was changed after its sign-off. Submit it again and let a supervisor sign it off; then it can be sealed.`,
    });
  }
  const changed = await changedSinceSubmission(desk, { caseId: input.caseId, submissionId: submission.submissionId });
  if (changed.length > 0) return fail(changedSince(changed));

  const stored = await tools
    .storePacket(sealInput(context, submission, tools.organisation), (bytes) => desk.blobs.put(bytes))
    .catch((error: unknown) => fail(diskFull(error)));
  if (!stored.ok)
    return fail({ kind: stored.failure.kind === 'not-written' ? 'disk' : 'verification-failed', message: stored.failure.message });
  const verification = await tools.verifyPacketSource(blobSource(await desk.blobs.open(stored.value.zipSha256)), {
    rootPems: [desk.rootCertificatePem],
  });
  if (!verification.valid) {
    return fail({
      kind: 'verification-failed',
      message:
        'The new packet did not pass its own verification, so it was not kept as sealed. The case is still signed off and unchanged.',
      details: verification.checks.filter((check) => !check.passed).map((check) => ({ name: check.title, text: check.detail })),
    });
  }
  const packetId = packetIdSchema.parse(stored.value.packetId);
  const sealed = await desk.transaction(async (stores): Promise<Result<boolean, SealCaseFailure>> => {
    const now = await stores.cases.get(input.caseId);
    // Sealing takes a while; whoever worked on the case meanwhile must not find it closed over other words.
    if (now?.status !== 'approved' || now.revision !== found.value.revision || now.changedAtMs !== found.value.changedAtMs)
      return fail(changedSince(['it was worked on while it was sealed']));
    await keep(context, stores, { packetId, submission, caseId: input.caseId, zip: stored.value, verification });
    await moveCase(stores, now, 'sealed', desk.now());
    const { target } = await stores.settings.read();
    const queue = input.queue && target !== null;
    if (queue) {
      await stores.outbox.enqueue(packetId, target, desk.now());
      await stores.outbox.addEvent(packetId, desk.now(), `Queued for ${targetLabel(target)} in the same step as the seal`);
    }
    return ok(queue);
  });
  if (!sealed.ok) return sealed;
  desk.emit({ topics: ['cases', 'packets', 'desk'], caseId: input.caseId });
  return ok({ packetId, queued: sealed.value });
};

const changedSince = (changed: readonly string[]): SealCaseFailure => ({
  kind: 'changed-since',
  message: `The case was changed after it was signed off: ${changed.join(', ')}. Nothing was sealed. Submit it again as it stands now, and let a supervisor sign it off.`,
  details: changed.map((name) => ({ name, text: 'changed since the sign-off' })),
});

const diskFull = (error: unknown): SealFailure => {
  if (!(error instanceof BlobError) || error.kind !== 'disk-full') throw error;
  return {
    kind: 'not-written',
    message:
      'The disk is full, so the packet was not kept. The case is still signed off and unchanged. Make room on the vault’s disk and seal again.',
  };
};

/** What the packets module seals, from what was submitted and approved. */
export const sealInput = (context: CallContext, submission: ApprovedSubmission, organisation: string): SealInput => ({
  organisation,
  payload: submission.files.map((file) => ({
    path: file.path,
    sha256: file.sha256,
    sha512: file.sha512,
    sizeBytes: file.sizeBytes,
    open: () => streamBlob(context.desk, file.sha256),
  })),
  tagFiles: submission.tagFiles,
  submit: { json: submission.submitted.json, p7s: submission.submitted.p7s },
  approve: { json: submission.approved.json, p7s: submission.approved.p7s },
  sealer: context.signer,
});

async function* streamBlob(desk: OpenDesk, sha256: Sha256): AsyncIterable<Uint8Array> {
  yield* (await desk.blobs.open(sha256)).stream() as AsyncIterable<Uint8Array>;
}

/** A stored packet as the verifier reads it. */
export const blobSource = (blob: OpenBlob): PacketSource => ({
  sizeBytes: blob.sizeBytes,
  read: async (position, length) => Buffer.from(await blob.readRange(position, position + length)),
});

const keep = async (
  { desk, actor }: CallContext,
  stores: Stores,
  sealed: { packetId: PacketId; submission: ApprovedSubmission; caseId: CaseId; zip: StoredZip; verification: Verification },
): Promise<void> => {
  const atMs = desk.now();
  const packet: Omit<StoredPacket, 'sealedByName' | 'title'> = {
    id: sealed.packetId,
    caseId: sealed.caseId,
    submissionId: sealed.submission.submissionId,
    caseNumber: sealed.submission.caseNumber,
    revision: sealed.submission.revision,
    zipSha256: sealed.zip.zipSha256,
    sizeBytes: sealed.zip.sizeBytes,
    fileCount: sealed.zip.fileCount,
    verification: sealed.verification,
    sealedBy: actor.userId,
    sealedAtMs: atMs,
  };
  await stores.packets.insert(packet);
  for (const document of await stores.caseDocuments.list(sealed.caseId)) {
    await stores.custody.append({
      documentId: document.documentId,
      caseId: sealed.caseId,
      atMs,
      actorId: actor.userId,
      action: 'sealed',
      reason: `Sealed into packet ${sealed.packetId.slice(0, 12)} of ${sealed.submission.caseNumber} r${sealed.submission.revision}`,
      sha256Before: document.sha256,
      sha256After: document.sha256,
    });
  }
  await recordAudit(desk, stores, {
    actor,
    action: 'packet.sealed',
    subjectKind: 'packet',
    subjectId: sealed.packetId,
    caseId: sealed.caseId,
    summary: `Sealed ${sealed.submission.caseNumber} r${sealed.submission.revision} as packet ${sealed.packetId.slice(0, 12)}`,
    after: { packetId: sealed.packetId, zipSha256: sealed.zip.zipSha256 },
    atMs,
  });
};
