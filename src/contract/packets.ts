import { z } from 'zod';
import { caseIdSchema, packetIdSchema } from '../core/ids.ts';
import { outboxStateSchema, verificationSchema } from '../core/packets/packet.ts';
import { call, nothing } from './call.ts';
import { caseRowSchema } from './cases.ts';

const step = z.object({ byName: z.string(), atMs: z.int() });

export const packetRowSchema = z.object({
  packetId: packetIdSchema,
  caseId: caseIdSchema,
  caseNumber: z.string(),
  title: z.string(),
  revision: z.int(),
  sizeBytes: z.int(),
  fileCount: z.int(),
  sealed: step,
  /** Null while the packet is not queued. */
  outbox: z
    .object({
      state: outboxStateSchema,
      sentBytes: z.int(),
      attempts: z.int(),
      nextAtMs: z.int(),
      problem: z.string().nullable(),
      targetLabel: z.string(),
    })
    .nullable(),
});
export type PacketRow = z.infer<typeof packetRowSchema>;

export const receiptSchema = z.object({
  packetId: packetIdSchema,
  zipSha256: z.string(),
  sizeBytes: z.int(),
  storedAtMs: z.int(),
  storeId: z.string(),
  prevReceipt: z.string().nullable(),
  verified: z.boolean(),
});

export const packetDetailSchema = packetRowSchema.extend({
  zipSha256: z.string(),
  submitted: step,
  approved: step,
  verification: verificationSchema,
  events: z.array(z.object({ atMs: z.int(), text: z.string() })).readonly(),
  receipt: receiptSchema.nullable(),
  rootCertificateFingerprint: z.string(),
  commands: z.array(z.string()).readonly(),
});
export type PacketDetail = z.infer<typeof packetDetailSchema>;

const byId = z.object({ packetId: packetIdSchema });

export const packets = {
  list: call({
    access: 'case.read',
    input: nothing,
    output: z.object({ packets: z.array(packetRowSchema).readonly(), toSeal: z.array(caseRowSchema).readonly() }),
  }),
  get: call({ access: 'case.read', input: byId, output: packetDetailSchema }),
  /** Seals an approved case and, when a target is set and `queue` asks for it, queues the packet in the same transaction. */
  seal: call({
    access: 'packet.seal',
    input: z.object({ caseId: caseIdSchema, queue: z.boolean().default(true) }),
    output: z.object({ packetId: packetIdSchema, queued: z.boolean() }),
    failures: ['not-approved', 'changed-since', 'verification-failed', 'disk'],
  }),
  verify: call({ access: 'case.read', input: byId, output: verificationSchema }),
  queue: call({ access: 'packet.send', input: byId, output: nothing, failures: ['no-target', 'already-queued'] }),
  /** Puts a held packet back in the queue after a person decided. */
  retry: call({ access: 'packet.send', input: byId, output: nothing, failures: ['not-held'] }),
  /** Tries to deliver what is due now. */
  syncNow: call({
    access: 'packet.send',
    input: nothing,
    output: z.object({ delivered: z.int(), waiting: z.int(), problem: z.string().nullable() }),
    failures: ['no-target'],
  }),
  setPaused: call({ access: 'packet.send', input: z.object({ paused: z.boolean() }), output: nothing }),
};
