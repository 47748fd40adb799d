import { z } from 'zod';
import { caseIdSchema } from '../core/ids.ts';
import { caseKindSchema, caseStatusSchema } from '../core/cases/case.ts';
import { deskSettingsSchema } from '../core/desk/settings.ts';
import { call, nothing } from './call.ts';
import { userSchema } from './session.ts';

/** Work that goes on in the background, with what a progress row needs. Units are pages, files or bytes, as `unit` says. */
export const jobRowSchema = z.object({
  id: z.string(),
  kind: z.enum(['import-file', 'read-document', 'sync']),
  label: z.string(),
  state: z.enum(['waiting', 'running', 'done', 'failed', 'cancelled']),
  doneUnits: z.number(),
  totalUnits: z.number().optional(),
  unit: z.enum(['pages', 'files', 'bytes']),
  problem: z.string().optional(),
  startedAtMs: z.int().optional(),
});

/** What the frame shows all the time: badges, jobs and the outbox. */
export const deskStatusSchema = z.object({
  deskName: z.string(),
  counts: z.object({ intake: z.int(), openCases: z.int(), review: z.int(), toSeal: z.int() }),
  pagesIndexed: z.int(),
  jobs: z.array(jobRowSchema).readonly(),
  outbox: z.object({ waiting: z.int(), held: z.int(), online: z.enum(['unknown', 'reached', 'unreachable', 'no-target']) }),
});

/** One record of the audit log. */
export const auditRecordSchema = z.object({
  seq: z.int(),
  atMs: z.int(),
  actorName: z.string(),
  action: z.string(),
  summary: z.string(),
  subjectKind: z.string(),
  subjectId: z.string(),
  caseId: caseIdSchema.nullable(),
  hash: z.string(),
});
export type AuditRecord = z.infer<typeof auditRecordSchema>;

export const sampleDeskSchema = z.object({
  users: z.array(userSchema).readonly(),
  cases: z
    .array(z.object({ id: caseIdSchema, number: z.string(), kind: caseKindSchema, status: caseStatusSchema, title: z.string() }))
    .readonly(),
});
export type SampleDesk = z.infer<typeof sampleDeskSchema>;

export const desk = {
  status: call({ access: 'signed-in', input: nothing, output: deskStatusSchema }),
  settings: call({ access: 'signed-in', input: nothing, output: deskSettingsSchema }),
  /** Replaces the settings. A target is checked for shape here and for reach at the next delivery. */
  saveSettings: call({ access: 'desk.configure', input: deskSettingsSchema, output: deskSettingsSchema, failures: ['bad-target'] }),
  /** Fills an empty desk with synthetic people, documents and cases, one of each kind. Everyone signs in with `passphrase`. */
  openSample: call({
    access: 'user.manage',
    input: z.object({ passphrase: z.string().min(1) }),
    output: sampleDeskSchema,
    failures: ['not-empty', 'wrong-passphrase'],
  }),
  audit: call({
    access: 'audit.read',
    input: z.object({ caseId: caseIdSchema.optional(), beforeSeq: z.int().optional(), limit: z.int().min(1).max(500).default(100) }),
    output: z.object({ records: z.array(auditRecordSchema).readonly(), total: z.int() }),
  }),
  /** Walks the whole chain; names the first broken link. */
  checkAudit: call({
    access: 'audit.read',
    input: nothing,
    output: z.object({ intact: z.boolean(), records: z.int(), brokenAtSeq: z.int().optional(), head: z.string() }),
  }),
  cancelJob: call({ access: 'document.import', input: z.object({ jobId: z.string() }), output: nothing }),
  /** Numbers for the Insights screen; each row can open the cases behind it. */
  insights: call({
    access: 'case.read',
    input: nothing,
    output: z.object({
      byStatus: z.array(z.object({ status: caseStatusSchema, count: z.int() })).readonly(),
      byKind: z.array(z.object({ kind: caseKindSchema, open: z.int(), closed: z.int() })).readonly(),
      overdue: z.int(),
      dueThisWeek: z.int(),
      openedLast30Days: z.int(),
      receiptedLast30Days: z.int(),
      medianTurnaroundMs: z.int().nullable(),
      returnedShare: z.number().nullable(),
      documents: z.int(),
      pages: z.int(),
    }),
  }),
};
