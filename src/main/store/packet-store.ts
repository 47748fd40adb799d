import type { CaseId, PacketId, Sha256, SubmissionId, UserId } from '../../core/ids.ts';
import { caseIdSchema, packetIdSchema, sha256Schema, submissionIdSchema, userIdSchema } from '../../core/ids.ts';
import { verificationSchema, type Verification } from '../../core/packets/packet.ts';
import type { Db } from './database.ts';
import { fromJson } from './json-column.ts';
import type { PacketTable } from './tables.ts';

/** A sealed packet as the desk keeps it; its zip lies among the blobs under `zipSha256`. */
export interface StoredPacket {
  readonly id: PacketId;
  readonly caseId: CaseId;
  readonly submissionId: SubmissionId;
  readonly caseNumber: string;
  readonly revision: number;
  readonly zipSha256: Sha256;
  readonly sizeBytes: number;
  readonly fileCount: number;
  readonly verification: Verification;
  readonly sealedBy: UserId;
  readonly sealedByName: string;
  readonly sealedAtMs: number;
  readonly title: string;
}

/** Sealed packets; never changed, never deleted. */
export const createPacketStore = (db: Db) => {
  const select = () =>
    db
      .selectFrom('packet as p')
      .innerJoin('user as u', 'u.id', 'p.sealed_by')
      .innerJoin('legal_case as c', 'c.id', 'p.case_id')
      .selectAll('p')
      .select(['u.name as sealed_by_name', 'c.title']);

  return {
    async insert(packet: Omit<StoredPacket, 'sealedByName' | 'title'>): Promise<void> {
      await db
        .insertInto('packet')
        .values({
          id: packet.id,
          case_id: packet.caseId,
          submission_id: packet.submissionId,
          case_number: packet.caseNumber,
          revision: packet.revision,
          zip_sha256: packet.zipSha256,
          size_bytes: packet.sizeBytes,
          file_count: packet.fileCount,
          verification_json: JSON.stringify(packet.verification),
          sealed_by: packet.sealedBy,
          sealed_at_ms: packet.sealedAtMs,
        })
        .execute();
    },

    async find(id: PacketId): Promise<StoredPacket | null> {
      const row = await select().where('p.id', '=', id).executeTakeFirst();
      return row ? packetOf(row) : null;
    },

    async ofSubmission(submissionId: SubmissionId): Promise<StoredPacket | null> {
      const row = await select().where('p.submission_id', '=', submissionId).executeTakeFirst();
      return row ? packetOf(row) : null;
    },

    /** The packet of a case's newest sealed revision. */
    async newestOfCase(caseId: CaseId): Promise<StoredPacket | null> {
      const row = await select().where('p.case_id', '=', caseId).orderBy('p.revision', 'desc').limit(1).executeTakeFirst();
      return row ? packetOf(row) : null;
    },

    /** Newest first. */
    async list(limit: number): Promise<StoredPacket[]> {
      return (await select().orderBy('p.sealed_at_ms', 'desc').limit(limit).execute()).map(packetOf);
    },
  };
};

const packetOf = (row: PacketTable & { sealed_by_name: string; title: string }): StoredPacket => ({
  id: packetIdSchema.parse(row.id),
  caseId: caseIdSchema.parse(row.case_id),
  submissionId: submissionIdSchema.parse(row.submission_id),
  caseNumber: row.case_number,
  revision: row.revision,
  zipSha256: sha256Schema.parse(row.zip_sha256),
  sizeBytes: row.size_bytes,
  fileCount: row.file_count,
  verification: fromJson(verificationSchema, row.verification_json),
  sealedBy: userIdSchema.parse(row.sealed_by),
  sealedByName: row.sealed_by_name,
  sealedAtMs: row.sealed_at_ms,
  title: row.title,
});
