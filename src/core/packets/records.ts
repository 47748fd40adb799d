import { z } from 'zod';
import { caseKindSchema, caseNumberSchema, dispositionSchema, severitySchema } from '../cases/case.ts';
import { anchorSchema } from '../evidence/anchor.ts';
import { auditRecordSchema } from '../evidence/audit-record.ts';
import { factFieldSchema, factStateSchema, factValueSchema, summarySentenceSchema } from '../facts/fact.ts';
import { calendarDateSchema, sha256Schema } from '../ids.ts';
import { requestTypeSchema } from '../requests/request-types.ts';
import { sentenceSchema } from '../responses/response.ts';
import { precisionSchema } from '../timeline/entry.ts';
import { TEXT_SOURCES } from '../text/page-text.ts';

/** A person or a desk by id and name; a person's id is also the UID of their certificate. */
export const personSchema = z.strictObject({ id: z.string().min(1), name: z.string().min(1) }).readonly();
export type Person = z.infer<typeof personSchema>;

/** An instant in UTC epoch milliseconds, from 1970 to the year 9999. */
export const instantMsSchema = z.int().min(0).max(253_402_300_799_999);

/** The letter and number of a document (`D` request, `E` evidence) or of a record within its case. */
export const documentLabelSchema = z.string().regex(/^[DE]\d{4,}$/);
const recordLabel = (letter: string) => z.string().regex(new RegExp(`^${letter}\\d{4,}$`));

/** A document of the case: where its bytes lie in the bag and what it was called when it arrived. */
export const documentRecordSchema = z
  .strictObject({
    label: documentLabelSchema,
    role: z.enum(['request', 'evidence']),
    path: z.string(),
    originalName: z.string(),
    mediaType: z.string(),
    sizeBytes: z.int().min(0),
    sha256: sha256Schema,
    pageCount: z.int().min(0),
    unreadableReason: z.string().nullable(),
    addedBy: personSchema,
    addedAtMs: instantMsSchema,
  })
  .readonly();
export type DocumentRecord = z.infer<typeof documentRecordSchema>;

/** An item that the request asks for and how it was answered. */
export const requestedItemRecordSchema = z
  .strictObject({
    position: z.int().min(1),
    text: z.string(),
    disposition: dispositionSchema,
    reason: z.string(),
    anchor: anchorSchema.nullable(),
  })
  .readonly();

/** A document, or part of one, held as evidence. */
export const exhibitRecordSchema = z
  .strictObject({
    label: recordLabel('X'),
    title: z.string(),
    documentSha256: sha256Schema,
    anchor: anchorSchema.nullable(),
    madeBy: personSchema,
    madeAtMs: instantMsSchema,
  })
  .readonly();

/** `data/records/case.json`. */
export const caseRecordSchema = z
  .strictObject({
    number: caseNumberSchema,
    revision: z.int().min(1),
    kind: caseKindSchema,
    requestType: requestTypeSchema,
    title: z.string(),
    severity: severitySchema,
    dueOn: calendarDateSchema.nullable(),
    dueZone: z.string(),
    holder: personSchema,
    openedBy: personSchema,
    openedAtMs: instantMsSchema,
    desk: personSchema,
    summary: z.array(summarySentenceSchema).readonly(),
    requestedItems: z.array(requestedItemRecordSchema).readonly(),
    documents: z.array(documentRecordSchema).readonly(),
    exhibits: z.array(exhibitRecordSchema).readonly(),
  })
  .readonly();
export type CaseRecord = z.infer<typeof caseRecordSchema>;

/** A line of `data/records/facts.jsonl`. */
export const factRecordSchema = z
  .strictObject({
    label: recordLabel('F'),
    field: factFieldSchema,
    kind: z.string().nullable(),
    value: factValueSchema,
    state: factStateSchema,
    origin: z.enum(['machine', 'person']),
    confidence: z.number().min(0).max(1),
    anchor: anchorSchema,
    madeBy: personSchema.nullable(),
    madeAtMs: instantMsSchema,
    decidedBy: personSchema.nullable(),
    decidedAtMs: instantMsSchema.nullable(),
  })
  .readonly();
export type FactRecord = z.infer<typeof factRecordSchema>;

/** A line of `data/records/timeline.jsonl`. */
export const timelineRecordSchema = z
  .strictObject({
    label: recordLabel('T'),
    title: z.string(),
    who: z.string(),
    startMs: z.int(),
    endMs: z.int().nullable(),
    precision: precisionSchema,
    zone: z.string(),
    anchors: z.array(anchorSchema).readonly(),
    madeBy: personSchema,
    madeAtMs: instantMsSchema,
  })
  .readonly();
export type TimelineRecord = z.infer<typeof timelineRecordSchema>;

/** A line of `data/records/decisions.jsonl`. */
export const decisionRecordSchema = z
  .strictObject({
    label: recordLabel('A'),
    action: z.string(),
    subject: z.string(),
    policy: z.string(),
    reason: z.string().min(1),
    anchors: z.array(anchorSchema).readonly(),
    madeBy: personSchema,
    madeAtMs: instantMsSchema,
  })
  .readonly();
export type DecisionRecord = z.infer<typeof decisionRecordSchema>;

/** A line of `data/records/reviews.jsonl`: a round that ended before this submission. The last sign-off is the attestation 02-approve. */
export const reviewRecordSchema = z
  .strictObject({
    round: z.int().min(1),
    submittedBy: personSchema,
    submittedAtMs: instantMsSchema,
    reviewer: personSchema,
    outcome: z.enum(['approved', 'returned']),
    comment: z.string(),
    comments: z
      .array(
        z.strictObject({ sentenceId: z.string().nullable(), text: z.string(), madeBy: personSchema, madeAtMs: instantMsSchema }).readonly(),
      )
      .readonly(),
    decidedAtMs: instantMsSchema,
  })
  .readonly();
export type ReviewRecord = z.infer<typeof reviewRecordSchema>;

/** What happened to a document: who, what, when, why, and its hash before and after. */
export const custodyRecordSchema = z
  .strictObject({
    documentLabel: documentLabelSchema,
    atMs: instantMsSchema,
    actor: personSchema,
    action: z.string(),
    reason: z.string(),
    sha256Before: sha256Schema.nullable(),
    sha256After: sha256Schema,
  })
  .readonly();
export type CustodyRecord = z.infer<typeof custodyRecordSchema>;

const links = { prevHash: sha256Schema, hash: sha256Schema };

/** A line of `data/records/custody.jsonl`. */
export const custodyLinkSchema = z.strictObject({ ...links, record: custodyRecordSchema }).readonly();

/** A line of `data/records/audit.jsonl`: an entry about this case, or a stretch about others, of which only the ends are shown. */
export const auditLinkSchema = z.union([
  z.strictObject({ ...links, record: auditRecordSchema }).readonly(),
  z.strictObject({ ...links, withheld: z.int().min(1) }).readonly(),
]);
export type AuditLink = z.infer<typeof auditLinkSchema>;

/** A line of `pages.jsonl`: a page's text and where its words stand, `[start, end, x0, y0, x1, y1]` in UTF-16 offsets and PDF points. */
export const pageRecordSchema = z
  .strictObject({
    pageNo: z.int().min(1),
    widthPt: z.number(),
    heightPt: z.number(),
    rotation: z.union([z.literal(0), z.literal(90), z.literal(180), z.literal(270)]),
    source: z.enum(TEXT_SOURCES),
    engine: z.string(),
    text: z.string(),
    words: z.array(z.tuple([z.int(), z.int(), z.number(), z.number(), z.number(), z.number()]).readonly()).readonly(),
  })
  .readonly();
export type PageRecord = z.infer<typeof pageRecordSchema>;

/** A line of `data/response/R0001/sentences.jsonl`: a sentence of the response with its sources, in reading order. */
export const responseSentenceRecordSchema = sentenceSchema;
