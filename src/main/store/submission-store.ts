import {
  caseIdSchema,
  responseVersionIdSchema,
  sha256Schema,
  submissionIdSchema,
  userIdSchema,
  type CaseId,
  type ResponseVersionId,
  type Sha256,
  type SubmissionId,
  type UserId,
} from '../../core/ids.ts';
import type { Db } from './database.ts';

/** A submission about to be kept: the frozen files, their manifests, and the submitter's attestation. */
export interface NewSubmission {
  readonly id: SubmissionId;
  readonly caseId: CaseId;
  readonly roundNo: number;
  readonly revision: number;
  readonly responseVersionId: ResponseVersionId;
  readonly writtenBy: UserId;
  readonly submittedBy: UserId;
  readonly submittedAtMs: number;
  readonly manifestSha256Text: string;
  readonly manifestSha512Text: string;
  readonly attestation: { readonly json: string; readonly p7s: Uint8Array };
  readonly tagFiles: readonly { readonly path: string; readonly text: string }[];
  readonly files: readonly { readonly path: string; readonly sha256: Sha256; readonly sha512: string; readonly sizeBytes: number }[];
}

/** A comment of a review; it stays on record for ever. */
export interface StoredComment {
  readonly id: string;
  readonly submissionId: SubmissionId;
  readonly sentenceId: string | null;
  readonly text: string;
  readonly madeBy: UserId;
  readonly madeByName: string;
  readonly madeAtMs: number;
}

/** A submission and how it ended. */
export interface StoredRound {
  readonly submissionId: SubmissionId;
  readonly caseId: CaseId;
  readonly roundNo: number;
  readonly revision: number;
  readonly responseVersionId: ResponseVersionId;
  readonly versionNo: number;
  readonly submittedBy: UserId;
  readonly submittedByName: string;
  readonly submittedAtMs: number;
  readonly manifestSha512Text: string;
  readonly review: {
    readonly outcome: 'approved' | 'returned';
    readonly reviewerName: string;
    readonly decidedAtMs: number;
    readonly comment: string;
  } | null;
  readonly comments: readonly StoredComment[];
}

/** Submissions with their rounds of review. */
export const createSubmissionStore = (db: Db) => {
  const select = () =>
    db
      .selectFrom('submission as s')
      .innerJoin('response_version as v', 'v.id', 's.response_version_id')
      .innerJoin('user as u', 'u.id', 's.submitted_by')
      .leftJoin('review as r', 'r.submission_id', 's.id')
      .leftJoin('user as reviewer', 'reviewer.id', 'r.reviewer_id')
      .select([
        's.id',
        's.case_id',
        's.round_no',
        's.revision',
        's.response_version_id',
        's.submitted_by',
        's.submitted_at_ms',
        's.manifest_sha512_text',
        'v.version_no',
      ])
      .select(['u.name as submitted_by_name', 'r.outcome', 'r.decided_at_ms', 'r.comment', 'reviewer.name as reviewer_name']);
  type Row = Awaited<ReturnType<ReturnType<typeof select>['executeTakeFirstOrThrow']>>;

  const whole = async (rows: readonly Row[]): Promise<StoredRound[]> => {
    if (rows.length === 0) return [];
    const comments = await db
      .selectFrom('review_comment as c')
      .innerJoin('user as u', 'u.id', 'c.made_by')
      .selectAll('c')
      .select('u.name')
      .where(
        'c.submission_id',
        'in',
        rows.map((row) => row.id),
      )
      .orderBy('c.made_at_ms')
      .orderBy('c.id')
      .execute();
    return rows.map((row) => ({
      submissionId: submissionIdSchema.parse(row.id),
      caseId: caseIdSchema.parse(row.case_id),
      roundNo: row.round_no,
      revision: row.revision,
      responseVersionId: responseVersionIdSchema.parse(row.response_version_id),
      versionNo: row.version_no,
      submittedBy: userIdSchema.parse(row.submitted_by),
      submittedByName: row.submitted_by_name,
      submittedAtMs: row.submitted_at_ms,
      manifestSha512Text: row.manifest_sha512_text,
      review:
        row.outcome === null || row.decided_at_ms === null
          ? null
          : { outcome: row.outcome, reviewerName: row.reviewer_name ?? '', decidedAtMs: row.decided_at_ms, comment: row.comment ?? '' },
      comments: comments
        .filter((comment) => comment.submission_id === row.id)
        .map((comment) => ({
          id: comment.id,
          submissionId: submissionIdSchema.parse(comment.submission_id),
          sentenceId: comment.sentence_id,
          text: comment.text,
          madeBy: userIdSchema.parse(comment.made_by),
          madeByName: comment.name,
          madeAtMs: comment.made_at_ms,
        })),
    }));
  };

  return {
    /** Keeps a submission with its files; called in the transaction that moves the case. */
    async insert(submission: NewSubmission): Promise<void> {
      await db
        .insertInto('submission')
        .values({
          id: submission.id,
          case_id: submission.caseId,
          round_no: submission.roundNo,
          revision: submission.revision,
          response_version_id: submission.responseVersionId,
          written_by: submission.writtenBy,
          submitted_by: submission.submittedBy,
          submitted_at_ms: submission.submittedAtMs,
          manifest_sha256_text: submission.manifestSha256Text,
          manifest_sha512_text: submission.manifestSha512Text,
          attestation_json: submission.attestation.json,
          attestation_p7s: submission.attestation.p7s,
          packet_meta_json: JSON.stringify(submission.tagFiles),
        })
        .execute();
      for (const file of submission.files) {
        await db
          .insertInto('submission_file')
          .values({
            submission_id: submission.id,
            path: file.path,
            blob_sha256: file.sha256,
            sha512: file.sha512,
            size_bytes: file.sizeBytes,
          })
          .execute();
      }
    },

    /** The rounds of a case, oldest first. */
    rounds: async (caseId: CaseId): Promise<StoredRound[]> =>
      whole(await select().where('s.case_id', '=', caseId).orderBy('s.round_no').execute()),

    async find(submissionId: SubmissionId): Promise<StoredRound | undefined> {
      return (await whole(await select().where('s.id', '=', submissionId).execute()))[0];
    },

    /** Submissions that nobody decided on yet, the longest waiting first. */
    waiting: async (): Promise<StoredRound[]> =>
      whole(
        await select()
          .innerJoin('legal_case as c', 'c.id', 's.case_id')
          .where('r.id', 'is', null)
          .where('c.status', '=', 'in-review')
          .orderBy('s.submitted_at_ms')
          .execute(),
      ),

    /** The hash of a frozen file, by its path in the bag. */
    async file(submissionId: SubmissionId, path: string): Promise<Sha256 | undefined> {
      const row = await db
        .selectFrom('submission_file')
        .select('blob_sha256')
        .where('submission_id', '=', submissionId)
        .where('path', '=', path)
        .executeTakeFirst();
      return row && sha256Schema.parse(row.blob_sha256);
    },

    /** The newest submission of a version, if it was ever submitted. */
    async ofVersion(versionId: ResponseVersionId): Promise<SubmissionId | undefined> {
      const row = await db
        .selectFrom('submission')
        .select('id')
        .where('response_version_id', '=', versionId)
        .orderBy('round_no', 'desc')
        .limit(1)
        .executeTakeFirst();
      return row && submissionIdSchema.parse(row.id);
    },

    /** Records a decision. The database refuses one by someone who wrote or submitted the response. */
    async decide(review: {
      readonly id: string;
      readonly submissionId: SubmissionId;
      readonly reviewerId: UserId;
      readonly outcome: 'approved' | 'returned';
      readonly comment: string;
      readonly decidedAtMs: number;
      readonly attestation: { readonly json: string; readonly p7s: Uint8Array } | null;
    }): Promise<void> {
      await db
        .insertInto('review')
        .values({
          id: review.id,
          submission_id: review.submissionId,
          reviewer_id: review.reviewerId,
          outcome: review.outcome,
          comment: review.comment,
          decided_at_ms: review.decidedAtMs,
          attestation_json: review.attestation?.json ?? null,
          attestation_p7s: review.attestation?.p7s ?? null,
        })
        .execute();
    },

    async comment(comment: Omit<StoredComment, 'madeByName'>): Promise<void> {
      await db
        .insertInto('review_comment')
        .values({
          id: comment.id,
          submission_id: comment.submissionId,
          sentence_id: comment.sentenceId,
          text: comment.text,
          made_by: comment.madeBy,
          made_at_ms: comment.madeAtMs,
        })
        .execute();
    },
  };
};
