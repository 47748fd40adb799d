import { z } from 'zod';
import { anchorSchema } from '../core/evidence/anchor.ts';
import { caseIdSchema, calendarDateSchema, documentIdSchema, itemIdSchema, userIdSchema } from '../core/ids.ts';
import { caseKindSchema, caseStatusSchema, dispositionSchema, severitySchema } from '../core/cases/case.ts';
import { factFieldSchema, factValueSchema, suggestedFactSchema, summarySentenceSchema } from '../core/facts/fact.ts';
import { requestTypeSchema } from '../core/requests/request-types.ts';
import { timeZoneSchema } from '../core/timeline/entry.ts';
import { call, nothing } from './call.ts';

export const caseRowSchema = z.object({
  id: caseIdSchema,
  number: z.string(),
  kind: caseKindSchema,
  requestType: requestTypeSchema,
  title: z.string(),
  status: caseStatusSchema,
  severity: severitySchema,
  holder: z.object({ id: userIdSchema, name: z.string() }),
  /** The next deadline: end of this calendar date in `dueZone`; `dueAtMs` is that instant. */
  dueOn: calendarDateSchema.nullable(),
  dueZone: timeZoneSchema,
  dueAtMs: z.int().nullable(),
  openedAtMs: z.int(),
  changedAtMs: z.int(),
});
export type CaseRow = z.infer<typeof caseRowSchema>;

/** An item asked for, with its answer. */
export const itemSchema = z.object({
  id: itemIdSchema,
  position: z.int(),
  text: z.string(),
  anchor: anchorSchema.nullable(),
  disposition: dispositionSchema,
  reason: z.string(),
});
export type Item = z.infer<typeof itemSchema>;

/** The one next step of a case and who can take it; `blocked` says why it is closed. */
export const nextActionSchema = z.object({
  action: z.enum(['confirm-facts', 'draft-response', 'submit', 'review', 'revise', 'seal', 'send', 'wait', 'none']),
  label: z.string(),
  blocked: z.string().optional(),
});
export type NextAction = z.infer<typeof nextActionSchema>;

export const caseDetailSchema = caseRowSchema.extend({
  items: z.array(itemSchema).readonly(),
  counts: z.object({
    documents: z.int(),
    factsToConfirm: z.int(),
    factsConfirmed: z.int(),
    notes: z.int(),
    timeline: z.int(),
    exhibits: z.int(),
    decisions: z.int(),
    responseVersion: z.int(),
  }),
  revision: z.int(),
  nextAction: nextActionSchema,
  packetId: z.string().nullable(),
});
export type CaseDetail = z.infer<typeof caseDetailSchema>;

/** What the desk read in a document and proposes for a new case; a person confirms or corrects each part. */
export const openingSuggestionSchema = z.object({
  documentId: documentIdSchema,
  documentName: z.string(),
  readingComplete: z.boolean(),
  kind: caseKindSchema,
  requestType: requestTypeSchema,
  typeConfidence: z.number(),
  typeReasons: z.array(z.object({ text: z.string(), anchor: anchorSchema })).readonly(),
  title: z.string(),
  severity: severitySchema,
  dueOn: calendarDateSchema.nullable(),
  facts: z.array(suggestedFactSchema).readonly(),
  summary: z.array(summarySentenceSchema).readonly(),
});

/** A fact as the person left it in the opening form. */
export const openingFactSchema = z.object({
  field: factFieldSchema,
  kind: z.string().max(60).optional(),
  value: factValueSchema,
  confidence: z.number().min(0).max(1),
  anchor: anchorSchema,
  state: z.enum(['suggested', 'confirmed', 'rejected']),
  origin: z.enum(['machine', 'person']),
});

export const cases = {
  list: call({
    access: 'case.read',
    input: z.object({
      view: z.enum(['mine', 'open', 'review', 'to-seal', 'all']).default('open'),
      query: z.string().max(200).default(''),
      kinds: z.array(caseKindSchema).default([]),
      statuses: z.array(caseStatusSchema).default([]),
      sort: z.enum(['deadline', 'number', 'title', 'status', 'severity', 'changed']).default('deadline'),
      descending: z.boolean().default(false),
      limit: z.int().min(1).max(500).default(100),
      offset: z.int().min(0).default(0),
    }),
    output: z.object({
      total: z.int(),
      rows: z.array(caseRowSchema).readonly(),
      views: z.object({ mine: z.int(), open: z.int(), review: z.int(), toSeal: z.int(), all: z.int() }),
      /** Open cases by due date, for the horizon strip. */
      horizon: z.array(z.object({ on: calendarDateSchema, count: z.int() })).readonly(),
      ms: z.number(),
    }),
  }),
  get: call({ access: 'case.read', input: z.object({ caseId: caseIdSchema }), output: caseDetailSchema }),
  /** Reads a document and proposes a case for it. */
  suggestOpening: call({ access: 'case.open', input: z.object({ documentId: documentIdSchema }), output: openingSuggestionSchema }),
  /** Opens a case on its documents; the first is the request. The summary and the items come from the reading of the request. */
  open: call({
    access: 'case.open',
    input: z.object({
      documentIds: z.array(documentIdSchema).min(1),
      kind: caseKindSchema,
      requestType: requestTypeSchema,
      title: z.string().trim().min(1).max(300),
      severity: severitySchema,
      dueOn: calendarDateSchema.nullable(),
      dueZone: timeZoneSchema,
      facts: z.array(openingFactSchema).max(2_000),
    }),
    output: z.object({ caseId: caseIdSchema, number: z.string() }),
    failures: ['document-in-case', 'bad-anchor'],
  }),
  update: call({
    access: 'case.edit',
    input: z.object({
      caseId: caseIdSchema,
      title: z.string().trim().min(1).max(300).optional(),
      severity: severitySchema.optional(),
      kind: caseKindSchema.optional(),
      requestType: requestTypeSchema.optional(),
      dueOn: calendarDateSchema.nullable().optional(),
      dueZone: timeZoneSchema.optional(),
      holderUserId: userIdSchema.optional(),
    }),
    output: caseDetailSchema,
    failures: ['case-closed'],
  }),
  setDisposition: call({
    access: 'case.edit',
    input: z.object({ itemId: itemIdSchema, disposition: dispositionSchema, reason: z.string().max(2_000).default('') }),
    output: itemSchema,
    failures: ['case-closed'],
  }),
  addItem: call({
    access: 'case.edit',
    input: z.object({ caseId: caseIdSchema, text: z.string().trim().min(1).max(4_000), anchor: anchorSchema.nullable() }),
    output: itemSchema,
    failures: ['case-closed', 'bad-anchor'],
  }),
  /** Starts revision r+1 of a case whose packet was sealed, to correct it; nothing of r is overwritten. */
  reopen: call({
    access: 'case.edit',
    input: z.object({ caseId: caseIdSchema, reason: z.string().trim().min(1).max(2_000) }),
    output: nothing,
    failures: ['not-sealed'],
  }),
};
