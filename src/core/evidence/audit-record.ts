import { z } from 'zod';
import { sha256Schema } from '../ids.ts';

/**
 * What an entry of the audit log says, as it is hashed: the canonical JSON of exactly these keys (absent values are `null`) follows the
 * previous hash in `chainHash`.
 */
export const auditRecordSchema = z
  .strictObject({
    seq: z.int().min(1),
    atMs: z.int(),
    deskId: z.string(),
    actorId: z.string().nullable(),
    actorName: z.string(),
    action: z.string(),
    subjectKind: z.string(),
    subjectId: z.string(),
    caseId: z.string().nullable(),
    summary: z.string(),
    beforeSha256: sha256Schema.nullable(),
    afterSha256: sha256Schema.nullable(),
  })
  .readonly();
export type AuditRecord = z.infer<typeof auditRecordSchema>;
