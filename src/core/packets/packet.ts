import { z } from 'zod';

/** Where a packet stands on its way to the central system. `held` needs a person. */
export const OUTBOX_STATES = ['queued', 'uploading', 'stored', 'receipted', 'held'] as const;
export const outboxStateSchema = z.enum(OUTBOX_STATES);
export type OutboxState = z.infer<typeof outboxStateSchema>;

/** One named check of a packet, with what was found. */
export const packetCheckSchema = z
  .object({
    name: z.string(),
    title: z.string(),
    passed: z.boolean(),
    detail: z.string(),
    files: z.array(z.string()).readonly(),
  })
  .readonly();
export type PacketCheck = z.infer<typeof packetCheckSchema>;

/** What the verifier found: valid only if every check passed. */
export const verificationSchema = z
  .object({
    valid: z.boolean(),
    packetId: z.string().optional(),
    caseNumber: z.string().optional(),
    revision: z.int().optional(),
    fileCount: z.int(),
    sizeBytes: z.int(),
    checks: z.array(packetCheckSchema).readonly(),
  })
  .readonly();
export type Verification = z.infer<typeof verificationSchema>;
