import { z } from 'zod';
import type { CaseId, Sha256, SubmissionId } from '../../core/ids.ts';
import { sha256Schema, submissionIdSchema } from '../../core/ids.ts';
import type { Db } from './database.ts';
import { fromJson } from './json-column.ts';

/** What the approver signed and the exporter seals: a submission, its files, and both attestations. */
export interface ApprovedSubmission {
  readonly submissionId: SubmissionId;
  readonly caseNumber: string;
  readonly revision: number;
  readonly files: readonly { readonly path: string; readonly sha256: Sha256; readonly sha512: string; readonly sizeBytes: number }[];
  readonly tagFiles: readonly { readonly path: string; readonly text: string }[];
  readonly submitted: { readonly byName: string; readonly atMs: number; readonly json: string; readonly p7s: Uint8Array };
  readonly approved: { readonly byName: string; readonly atMs: number; readonly json: string; readonly p7s: Uint8Array };
}

const tagFilesSchema = z.array(z.object({ path: z.string(), text: z.string() }));

/** Approved submissions, as sealing and the packet screen need them. */
export const createApprovedSubmissionStore = (db: Db) => {
  const select = () =>
    db
      .selectFrom('submission as s')
      .innerJoin('review as r', 'r.submission_id', 's.id')
      .innerJoin('legal_case as c', 'c.id', 's.case_id')
      .innerJoin('user as author', 'author.id', 's.submitted_by')
      .innerJoin('user as approver', 'approver.id', 'r.reviewer_id')
      .selectAll('s')
      .select([
        'c.number',
        'r.decided_at_ms',
        'r.attestation_json as approval_json',
        'r.attestation_p7s as approval_p7s',
        'author.name as author_name',
        'approver.name as approver_name',
      ])
      .where('r.outcome', '=', 'approved');
  type Row = NonNullable<Awaited<ReturnType<ReturnType<typeof select>['executeTakeFirst']>>>;

  const whole = async (row: Row | undefined): Promise<ApprovedSubmission | null> => {
    if (!row || row.approval_json === null || row.approval_p7s === null) return null;
    const files = await db.selectFrom('submission_file').selectAll().where('submission_id', '=', row.id).orderBy('path').execute();
    return {
      submissionId: submissionIdSchema.parse(row.id),
      caseNumber: row.number,
      revision: row.revision,
      files: files.map((file) => ({
        path: file.path,
        sha256: sha256Schema.parse(file.blob_sha256),
        sha512: file.sha512,
        sizeBytes: file.size_bytes,
      })),
      tagFiles: fromJson(tagFilesSchema, row.packet_meta_json),
      submitted: { byName: row.author_name, atMs: row.submitted_at_ms, json: row.attestation_json, p7s: row.attestation_p7s },
      approved: { byName: row.approver_name, atMs: row.decided_at_ms, json: row.approval_json, p7s: row.approval_p7s },
    };
  };

  return {
    /** The newest submission of a case's revision, if it is the one that was approved. */
    async newestOfCase(caseId: CaseId, revision: number): Promise<ApprovedSubmission | null> {
      const newest = await db
        .selectFrom('submission')
        .select('id')
        .where('case_id', '=', caseId)
        .where('revision', '=', revision)
        .orderBy('round_no', 'desc')
        .limit(1)
        .executeTakeFirst();
      return newest ? whole(await select().where('s.id', '=', newest.id).executeTakeFirst()) : null;
    },

    async find(submissionId: SubmissionId): Promise<ApprovedSubmission | null> {
      return whole(await select().where('s.id', '=', submissionId).executeTakeFirst());
    },
  };
};
