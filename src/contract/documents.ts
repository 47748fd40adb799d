import { z } from 'zod';
import { anchorSchema, boxSchema } from '../core/evidence/anchor.ts';
import { caseIdSchema, documentIdSchema, sha256Schema } from '../core/ids.ts';
import { call, nothing } from './call.ts';

export const documentRowSchema = z.object({
  id: documentIdSchema,
  sha256: sha256Schema,
  name: z.string(),
  mediaType: z.string(),
  sizeBytes: z.int(),
  state: z.enum(['stored', 'reading', 'read', 'kept-unreadable']),
  /** Why a kept document could not be read. */
  reason: z.string().optional(),
  pageCount: z.int().optional(),
  pagesRead: z.int(),
  importedAtMs: z.int(),
  importedByName: z.string(),
  /** Where it is filed: the case's number and the document's label there (`D1`). */
  cases: z
    .array(z.object({ caseId: caseIdSchema, number: z.string(), label: z.string(), role: z.enum(['request', 'evidence']) }))
    .readonly(),
  marks: z.int(),
});
export type DocumentRow = z.infer<typeof documentRowSchema>;

/** What became of one file. `duplicate` names the document that already has these bytes. */
export const importOutcomeSchema = z.object({
  name: z.string(),
  status: z.enum(['imported', 'duplicate', 'kept-unreadable', 'failed']),
  documentId: documentIdSchema.optional(),
  sha256: sha256Schema.optional(),
  sizeBytes: z.int().optional(),
  mediaType: z.string().optional(),
  pages: z.int().optional(),
  reason: z.string().optional(),
});
export type ImportOutcome = z.infer<typeof importOutcomeSchema>;

/** A part of a snippet; `hit` parts are the words found. */
export const snippetPartSchema = z.object({ text: z.string(), hit: z.boolean() });

export const searchHitSchema = z.object({
  documentId: documentIdSchema,
  documentName: z.string(),
  label: z.string().optional(),
  caseNumber: z.string().optional(),
  pageNo: z.int(),
  snippet: z.array(snippetPartSchema).readonly(),
  anchor: anchorSchema,
});
export type SearchHit = z.infer<typeof searchHitSchema>;

export const documents = {
  /** Documents of a case, or those in no case yet (`intake`), newest first. */
  list: call({
    access: 'case.read',
    input: z.object({
      scope: z.union([z.literal('intake'), z.literal('all'), z.object({ caseId: caseIdSchema })]),
      filter: z.string().max(200).optional(),
      limit: z.int().min(1).max(500).default(200),
      offset: z.int().min(0).default(0),
    }),
    output: z.object({ total: z.int(), rows: z.array(documentRowSchema).readonly() }),
  }),
  get: call({ access: 'case.read', input: z.object({ documentId: documentIdSchema }), output: documentRowSchema }),
  /** Queues files and folders of this machine (Electron only; a browser uploads instead). Answers at once; progress comes as jobs. */
  importPaths: call({
    access: 'document.import',
    input: z.object({ paths: z.array(z.string().min(1)).min(1).max(10_000), caseId: caseIdSchema.optional() }),
    output: z.object({ queued: z.int() }),
    failures: ['no-files'],
  }),
  addToCase: call({
    access: 'case.edit',
    input: z.object({
      caseId: caseIdSchema,
      documentIds: z.array(documentIdSchema).min(1),
      role: z.enum(['request', 'evidence']).default('evidence'),
    }),
    output: nothing,
    failures: ['case-closed'],
  }),
  /**
   * Turns a selection into an anchor that truly quotes its page: finds `quote` in the extracted text near `boxes` and answers the
   * canonical offsets and boxes; refuses a quote that does not stand there.
   */
  anchor: call({
    access: 'case.read',
    input: z.object({
      documentId: documentIdSchema,
      pageNo: z.int().min(1),
      quote: z.string().min(1).max(8_000),
      boxes: z.array(boxSchema),
    }),
    output: anchorSchema,
    failures: ['not-read-yet', 'quote-not-found'],
  }),
  /** All pages where the words stand, best first; `total` counts hits exactly up to `limit` pages and says if there are more. */
  search: call({
    access: 'case.read',
    input: z.object({
      query: z.string().min(1).max(500),
      scope: z.object({ caseId: caseIdSchema.optional(), documentId: documentIdSchema.optional() }).default({}),
      limit: z.int().min(1).max(1_000).default(200),
    }),
    output: z.object({ total: z.int(), more: z.boolean(), hits: z.array(searchHitSchema).readonly(), ms: z.number() }),
  }),
  /** The text of one page, for formats without page geometry and for screen readers. */
  pageText: call({
    access: 'case.read',
    input: z.object({ documentId: documentIdSchema, pageNo: z.int().min(1) }),
    output: z.object({
      text: z.string(),
      widthPt: z.number(),
      heightPt: z.number(),
      rotation: z.int(),
      source: z.enum(['pdf', 'ocr', 'plain']),
    }),
    failures: ['not-read-yet'],
  }),
};
