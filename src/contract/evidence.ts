import { z } from 'zod';
import { anchorSchema } from '../core/evidence/anchor.ts';
import {
  caseIdSchema,
  decisionIdSchema,
  documentIdSchema,
  exhibitIdSchema,
  factIdSchema,
  noteIdSchema,
  timelineEntryIdSchema,
} from '../core/ids.ts';
import { factFieldSchema, factStateSchema, factValueSchema } from '../core/facts/fact.ts';
import { timelineTimeSchema } from '../core/timeline/entry.ts';
import { call, nothing } from './call.ts';

export const factSchema = z.object({
  id: factIdSchema,
  caseId: caseIdSchema,
  /** `F1`, `F2`: the flag in the page margin. */
  label: z.string(),
  field: factFieldSchema,
  kind: z.string().optional(),
  value: factValueSchema,
  state: factStateSchema,
  origin: z.enum(['machine', 'person']),
  confidence: z.number(),
  anchor: anchorSchema,
  documentId: documentIdSchema,
  documentLabel: z.string(),
  madeByName: z.string().optional(),
  madeAtMs: z.int(),
  decidedByName: z.string().optional(),
  decidedAtMs: z.int().optional(),
});
export type Fact = z.infer<typeof factSchema>;

export const noteSchema = z.object({
  id: noteIdSchema,
  caseId: caseIdSchema,
  label: z.string(),
  text: z.string(),
  anchor: anchorSchema.nullable(),
  documentId: documentIdSchema.nullable(),
  documentLabel: z.string().nullable(),
  madeByName: z.string(),
  madeAtMs: z.int(),
});
export type Note = z.infer<typeof noteSchema>;

export const timelineEntrySchema = z.object({
  id: timelineEntryIdSchema,
  caseId: caseIdSchema,
  label: z.string(),
  title: z.string(),
  who: z.string(),
  time: timelineTimeSchema,
  anchors: z.array(z.object({ anchor: anchorSchema, documentId: documentIdSchema, documentLabel: z.string() })).readonly(),
  madeByName: z.string(),
  madeAtMs: z.int(),
});
export type TimelineEntry = z.infer<typeof timelineEntrySchema>;

export const exhibitSchema = z.object({
  id: exhibitIdSchema,
  caseId: caseIdSchema,
  label: z.string(),
  title: z.string(),
  documentId: documentIdSchema,
  documentLabel: z.string(),
  anchor: anchorSchema.nullable(),
  madeByName: z.string(),
  madeAtMs: z.int(),
});
export type Exhibit = z.infer<typeof exhibitSchema>;

export const custodyEventSchema = z.object({
  atMs: z.int(),
  actorName: z.string(),
  action: z.string(),
  reason: z.string(),
  sha256Before: z.string().nullable(),
  sha256After: z.string(),
  documentId: documentIdSchema,
  documentName: z.string(),
});

export const decisionSchema = z.object({
  id: decisionIdSchema,
  caseId: caseIdSchema,
  label: z.string(),
  action: z.string(),
  subject: z.string(),
  policy: z.string(),
  reason: z.string(),
  anchors: z.array(z.object({ anchor: anchorSchema, documentId: documentIdSchema, documentLabel: z.string() })).readonly(),
  madeByName: z.string(),
  madeAtMs: z.int(),
});
export type Decision = z.infer<typeof decisionSchema>;

const inCase = z.object({ caseId: caseIdSchema });
const CLOSED = ['case-closed', 'bad-anchor'] as const;

export const facts = {
  list: call({
    access: 'case.read',
    input: inCase,
    output: z.object({
      facts: z.array(factSchema).readonly(),
      summary: z
        .array(
          z.object({
            text: z.string(),
            anchors: z.array(z.object({ anchor: anchorSchema, documentId: documentIdSchema, documentLabel: z.string() })).readonly(),
          }),
        )
        .readonly(),
    }),
  }),
  /** A fact made by a person from a selection: confirmed at once, by its maker. */
  make: call({
    access: 'case.edit',
    input: inCase.extend({ field: factFieldSchema, kind: z.string().max(60).optional(), value: factValueSchema, anchor: anchorSchema }),
    output: factSchema,
    failures: CLOSED,
  }),
  /** Confirms, rejects or puts back to suggested; `value` corrects it on the way. */
  decide: call({
    access: 'case.edit',
    input: z.object({ factIds: z.array(factIdSchema).min(1), state: factStateSchema, value: factValueSchema.optional() }),
    output: z.object({ facts: z.array(factSchema).readonly() }),
    failures: CLOSED,
  }),
};

export const notes = {
  list: call({ access: 'case.read', input: inCase, output: z.object({ notes: z.array(noteSchema).readonly() }) }),
  make: call({
    access: 'case.edit',
    input: inCase.extend({ text: z.string().trim().min(1).max(8_000), anchor: anchorSchema.nullable() }),
    output: noteSchema,
    failures: CLOSED,
  }),
  /** Hides or, with `restore`, shows a note again; it stays on record. */
  remove: call({
    access: 'case.edit',
    input: z.object({ noteId: noteIdSchema, restore: z.boolean().default(false) }),
    output: nothing,
    failures: CLOSED,
  }),
};

export const timeline = {
  list: call({ access: 'case.read', input: inCase, output: z.object({ entries: z.array(timelineEntrySchema).readonly() }) }),
  /** Reads the time in a piece of text, for the form to start with; null when none stands there. */
  readTime: call({
    access: 'case.read',
    input: z.object({ text: z.string().max(8_000), zone: z.string() }),
    output: z.object({ time: timelineTimeSchema.nullable() }),
  }),
  make: call({
    access: 'case.edit',
    input: inCase.extend({
      title: z.string().trim().min(1).max(500),
      who: z.string().max(300).default(''),
      time: timelineTimeSchema,
      anchors: z.array(anchorSchema),
    }),
    output: timelineEntrySchema,
    failures: CLOSED,
  }),
  remove: call({
    access: 'case.edit',
    input: z.object({ entryId: timelineEntryIdSchema, restore: z.boolean().default(false) }),
    output: nothing,
    failures: CLOSED,
  }),
};

export const exhibits = {
  list: call({
    access: 'case.read',
    input: inCase,
    output: z.object({ exhibits: z.array(exhibitSchema).readonly(), custody: z.array(custodyEventSchema).readonly() }),
  }),
  make: call({
    access: 'case.edit',
    input: inCase.extend({ documentId: documentIdSchema, title: z.string().trim().min(1).max(300), anchor: anchorSchema.nullable() }),
    output: exhibitSchema,
    failures: CLOSED,
  }),
};

export const decisions = {
  list: call({ access: 'case.read', input: inCase, output: z.object({ decisions: z.array(decisionSchema).readonly() }) }),
  make: call({
    access: 'decision.make',
    input: inCase.extend({
      action: z.enum(['no-action', 'remove-listing', 'restore-listing', 'suspend-account', 'restore-account', 'warn', 'restrict', 'other']),
      subject: z.string().trim().min(1).max(500),
      policy: z.string().trim().min(1).max(300),
      reason: z.string().trim().min(1).max(4_000),
      anchors: z.array(anchorSchema),
    }),
    output: decisionSchema,
    failures: CLOSED,
  }),
};
