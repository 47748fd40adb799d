import { z } from 'zod';

// oxlint-disable-next-line typescript/no-unnecessary-type-parameters -- the brand is what tells one kind of id from another
const id = <B extends string>() => z.uuid().brand<B>();

/** Opaque identifiers (UUID v4, lower case). Parsed wherever data is not ours, so one kind can't pass for another. */
export const userIdSchema = id<'UserId'>();
export const caseIdSchema = id<'CaseId'>();
export const documentIdSchema = id<'DocumentId'>();
export const factIdSchema = id<'FactId'>();
export const noteIdSchema = id<'NoteId'>();
export const timelineEntryIdSchema = id<'TimelineEntryId'>();
export const exhibitIdSchema = id<'ExhibitId'>();
export const decisionIdSchema = id<'DecisionId'>();
export const itemIdSchema = id<'ItemId'>();
export const responseVersionIdSchema = id<'ResponseVersionId'>();
export const submissionIdSchema = id<'SubmissionId'>();

export type UserId = z.infer<typeof userIdSchema>;
export type CaseId = z.infer<typeof caseIdSchema>;
export type DocumentId = z.infer<typeof documentIdSchema>;
export type FactId = z.infer<typeof factIdSchema>;
export type NoteId = z.infer<typeof noteIdSchema>;
export type TimelineEntryId = z.infer<typeof timelineEntryIdSchema>;
export type ExhibitId = z.infer<typeof exhibitIdSchema>;
export type DecisionId = z.infer<typeof decisionIdSchema>;
export type ItemId = z.infer<typeof itemIdSchema>;
export type ResponseVersionId = z.infer<typeof responseVersionIdSchema>;
export type SubmissionId = z.infer<typeof submissionIdSchema>;

/** SHA-256 as 64 lower-case hex digits. */
export const sha256Schema = z
  .string()
  .regex(/^[0-9a-f]{64}$/)
  .brand<'Sha256'>();
export type Sha256 = z.infer<typeof sha256Schema>;

/** A packet's id: the SHA-256 of its `tagmanifest-sha512.txt`. */
export const packetIdSchema = z
  .string()
  .regex(/^[0-9a-f]{64}$/)
  .brand<'PacketId'>();
export type PacketId = z.infer<typeof packetIdSchema>;

/** A calendar date `YYYY-MM-DD`, without a zone. */
export const calendarDateSchema = z.iso.date();
export type CalendarDate = string;
