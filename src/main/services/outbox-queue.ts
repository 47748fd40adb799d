import { isClosed, nextStatus, type CaseEvent } from '../../core/cases/case-life.ts';
import type { PacketId } from '../../core/ids.ts';
import { packetIdSchema } from '../../core/ids.ts';
import type { OutboxStep } from '../../core/packets/outbox.ts';
import type { LeasedPacket, OutboxQueue } from '../sync/outbox-worker.ts';
import type { StoredPacket } from '../store/packet-store.ts';
import type { Stores } from '../store/stores.ts';
import { moveCase } from './change-case.ts';
import type { OpenDesk } from './context.ts';
import { recordAudit } from './record-audit.ts';

/** The desk's outbox as the delivery worker uses it: each call one transaction, with its trace in the case and the audit log. */
export const createOutboxQueue = (desk: OpenDesk): OutboxQueue => ({
  lease: (nowMs, leaseUntilMs, except) =>
    desk.transaction(async (stores): Promise<LeasedPacket | null> => {
      if ((await stores.settings.read()).outboxPaused) return null;
      const row = await stores.outbox.lease(nowMs, leaseUntilMs, except);
      const packet = row && (await stores.packets.find(row.packetId));
      if (!row || !packet) return null;
      return {
        packetId: row.packetId,
        target: row.target,
        state: row.state,
        attempts: row.attempts,
        problem: row.problem,
        uploadUrl: row.uploadUrl,
        packet: {
          packetId: packet.id,
          caseNumber: packet.caseNumber,
          revision: packet.revision,
          zipSha256: packet.zipSha256,
          sizeBytes: packet.sizeBytes,
          open: (start, end) => streamOf(desk, packet, start, end),
        },
      };
    }),
  note: async (packetId, progress) => {
    await desk.stores.outbox.change(packetIdSchema.parse(packetId), progress, desk.now());
    desk.emit({ topics: ['packets', 'jobs'] });
  },
  settle: async (packetId, step) => {
    const id = packetIdSchema.parse(packetId);
    const caseId = await desk.transaction((stores) => settle(desk, stores, id, step));
    desk.emit({ topics: ['packets', 'cases', 'desk', 'jobs'], ...(caseId === null ? {} : { caseId }) });
  },
  nextDueAtMs: async () => ((await desk.stores.settings.read()).outboxPaused ? null : desk.stores.outbox.nextDueAtMs()),
});

async function* streamOf(desk: OpenDesk, packet: StoredPacket, start = 0, end = packet.sizeBytes): AsyncIterable<Uint8Array> {
  const blob = await desk.blobs.open(packet.zipSha256);
  yield* blob.stream(start, end) as AsyncIterable<Uint8Array>;
}

const settle = async (desk: OpenDesk, stores: Stores, packetId: PacketId, step: OutboxStep): Promise<string | null> => {
  const nowMs = desk.now();
  await stores.outbox.change(packetId, step.change, nowMs);
  if (step.event !== null) await stores.outbox.addEvent(packetId, nowMs, step.event);
  const packet = await stores.packets.find(packetId);
  if (!packet) return null;
  if (step.change.state === 'stored') await follow(desk, stores, packet, 'stored');
  if (step.change.state === 'receipted') {
    await follow(desk, stores, packet, 'receipted');
    await recordAudit(desk, stores, {
      actor: null,
      action: 'packet.receipted',
      subjectKind: 'packet',
      subjectId: packetId,
      caseId: packet.caseId,
      summary: `The receipt for packet ${packetId.slice(0, 12)} of ${packet.caseNumber} r${packet.revision} arrived and its signature verified`,
      after: { receipt: step.change.receiptJson },
    });
  }
  if (step.change.state === 'held') {
    await recordAudit(desk, stores, {
      actor: null,
      action: 'packet.held',
      subjectKind: 'packet',
      subjectId: packetId,
      caseId: packet.caseId,
      summary: `Packet ${packetId.slice(0, 12)} is held: ${step.change.problem ?? 'a person must decide'}`,
    });
  }
  return packet.caseId;
};

/** Moves the case on with its packet, unless a newer revision is being worked on. */
const follow = async (
  desk: OpenDesk,
  stores: Stores,
  packet: StoredPacket,
  event: Extract<CaseEvent, 'stored' | 'receipted'>,
): Promise<void> => {
  const legalCase = await stores.cases.get(packet.caseId);
  if (!legalCase || legalCase.revision !== packet.revision || !isClosed(legalCase.status)) return;
  if (nextStatus(legalCase.status, event) !== null) await moveCase(stores, legalCase, event, desk.now());
};
