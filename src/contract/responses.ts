import { z } from 'zod';
import { anchorSchema } from '../core/evidence/anchor.ts';
import { caseIdSchema, documentIdSchema, responseVersionIdSchema, submissionIdSchema } from '../core/ids.ts';
import { responseBlockSchema, SUPPORTS } from '../core/responses/response.ts';
import { call, nothing } from './call.ts';
import { caseRowSchema } from './cases.ts';
import { factSchema } from './evidence.ts';

export const templateRowSchema = z.object({
  id: z.string(),
  version: z.string(),
  name: z.string(),
  description: z.string(),
  fits: z.boolean(),
  /** Required fields that no confirmed fact fills yet. */
  missing: z.array(z.object({ field: z.string(), label: z.string() })).readonly(),
});

/** How each sentence is supported, in reading order; keys are sentence ids. */
export const supportMapSchema = z.record(z.string(), z.enum(SUPPORTS));

export const responseVersionSchema = z.object({
  id: responseVersionIdSchema,
  caseId: caseIdSchema,
  versionNo: z.int(),
  templateId: z.string(),
  templateName: z.string(),
  blocks: z.array(responseBlockSchema).readonly(),
  support: supportMapSchema,
  writtenByName: z.string(),
  writtenAtMs: z.int(),
  submitted: z.boolean(),
});
export type ResponseVersion = z.infer<typeof responseVersionSchema>;

export const reviewCommentSchema = z.object({
  id: z.string(),
  submissionId: submissionIdSchema,
  sentenceId: z.string().nullable(),
  text: z.string(),
  madeByName: z.string(),
  madeAtMs: z.int(),
});
export type ReviewComment = z.infer<typeof reviewCommentSchema>;

/** One round of review: who submitted which version, and how it ended. */
export const reviewRoundSchema = z.object({
  submissionId: submissionIdSchema,
  roundNo: z.int(),
  versionNo: z.int(),
  submittedByName: z.string(),
  submittedAtMs: z.int(),
  outcome: z.enum(['waiting', 'approved', 'returned']),
  reviewerName: z.string().optional(),
  decidedAtMs: z.int().optional(),
  comment: z.string().optional(),
  comments: z.array(reviewCommentSchema).readonly(),
});
export type ReviewRound = z.infer<typeof reviewRoundSchema>;

/** A line of the sign-off checklist. `blocks` = sign-off stays closed until it holds. */
export const checklistLineSchema = z.object({
  id: z.string(),
  group: z.enum(['validity', 'scope', 'response']),
  text: z.string(),
  holds: z.boolean(),
  blocks: z.boolean(),
  detail: z.string(),
  sentenceIds: z.array(z.string()).readonly(),
  anchor: anchorSchema.nullable(),
});
export type ChecklistLine = z.infer<typeof checklistLineSchema>;

/** A piece of text in a comparison of two versions. */
export const diffPartSchema = z.object({ text: z.string(), change: z.enum(['same', 'added', 'removed']) });

const caseInput = z.object({ caseId: caseIdSchema });

export const responses = {
  templates: call({ access: 'case.read', input: caseInput, output: z.object({ templates: z.array(templateRowSchema).readonly() }) }),
  /** Fills a template from confirmed facts as version 1 (or a new version). A missing field is named. */
  draft: call({
    access: 'response.write',
    input: caseInput.extend({ templateId: z.string() }),
    output: responseVersionSchema,
    failures: ['missing-fields', 'bad-template', 'case-closed', 'in-review'],
  }),
  get: call({
    access: 'case.read',
    input: caseInput.extend({ versionNo: z.int().optional() }),
    output: z.object({
      version: responseVersionSchema.nullable(),
      rounds: z.array(reviewRoundSchema).readonly(),
      versions: z.array(z.object({ versionNo: z.int(), writtenByName: z.string(), writtenAtMs: z.int() })).readonly(),
    }),
  }),
  /** Saves an edited draft as the next version; refused when someone else saved since `baseVersionNo`. */
  save: call({
    access: 'response.write',
    input: caseInput.extend({ baseVersionNo: z.int(), blocks: z.array(responseBlockSchema).min(1).max(2_000) }),
    output: responseVersionSchema,
    failures: ['newer-version', 'case-closed', 'in-review', 'bad-anchor'],
  }),
  /** Freezes the case's content, signs it as the submitter and puts it before the supervisors. */
  submit: call({
    access: 'response.submit',
    input: caseInput.extend({ versionNo: z.int(), note: z.string().max(2_000).default('') }),
    output: z.object({ submissionId: submissionIdSchema, roundNo: z.int() }),
    failures: ['newer-version', 'in-review', 'no-response', 'case-closed', 'documents-unread', 'bad-template', 'missing-fields'],
  }),
};

export const reviews = {
  queue: call({
    access: 'case.read',
    input: nothing,
    output: z.object({ rows: z.array(z.object({ case: caseRowSchema, round: reviewRoundSchema, mine: z.boolean() })).readonly() }),
  }),
  /** Everything the review screen shows for the newest submission of a case. */
  get: call({
    access: 'case.read',
    input: caseInput,
    output: z.object({
      case: caseRowSchema,
      version: responseVersionSchema,
      rounds: z.array(reviewRoundSchema).readonly(),
      facts: z.array(factSchema).readonly(),
      checklist: z.array(checklistLineSchema).readonly(),
      /** Word-level changes by block since the version submitted before; null on the first round. */
      changes: z
        .object({
          sinceVersionNo: z.int(),
          blocks: z.array(z.object({ blockId: z.string(), parts: z.array(diffPartSchema).readonly() })).readonly(),
        })
        .nullable(),
      documents: z.array(z.object({ documentId: documentIdSchema, label: z.string(), name: z.string(), sha256: z.string() })).readonly(),
      signOff: z.object({ allowed: z.boolean(), reasons: z.array(z.string()).readonly() }),
    }),
    failures: ['nothing-submitted'],
  }),
  comment: call({
    access: 'review.decide',
    input: z.object({ submissionId: submissionIdSchema, sentenceId: z.string().nullable(), text: z.string().trim().min(1).max(4_000) }),
    output: reviewCommentSchema,
    failures: ['own-work', 'already-decided'],
  }),
  returnToAuthor: call({
    access: 'review.decide',
    input: z.object({ submissionId: submissionIdSchema, comment: z.string().trim().min(1).max(4_000) }),
    output: nothing,
    failures: ['own-work', 'already-decided'],
  }),
  /** Signs the frozen content as a second person. The author is refused, here and by the database. */
  approve: call({
    access: 'review.decide',
    input: z.object({ submissionId: submissionIdSchema, comment: z.string().max(4_000).default('') }),
    output: nothing,
    failures: ['own-work', 'already-decided', 'blocked', 'changed-since'],
  }),
};
