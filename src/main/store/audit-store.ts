import { type AuditRecord, auditRecordSchema } from '../../core/evidence/audit-record.ts';
import { type ChainGap, type ChainLink, GENESIS_HASH, chainHash } from '../../core/evidence/hash-chain.ts';
import type { Db } from './database.ts';
import type { AuditTable } from './tables.ts';

/** A record in its place of the log. */
export type AuditLink = ChainLink<AuditRecord>;

/** The log's end: the hash that the next record will follow; `seq` is 0 for an empty log. */
export interface AuditHead {
  readonly seq: number;
  readonly hash: string;
}

/** What a walk over the whole log found. */
export interface AuditCheck {
  readonly intact: boolean;
  readonly records: number;
  readonly brokenAtSeq?: number;
  readonly head: string;
}

/** The append-only, hash-chained audit log. */
export const createAuditStore = (db: Db) => {
  const head = async (): Promise<AuditHead> => {
    const last = await db.selectFrom('audit').select(['seq', 'hash']).orderBy('seq', 'desc').limit(1).executeTakeFirst();
    return last ?? { seq: 0, hash: GENESIS_HASH };
  };

  return {
    head,

    /** Adds a record at the end of the log; within a transaction it stands or falls with it. */
    append: (content: Omit<AuditRecord, 'seq'>): Promise<AuditLink> =>
      db.isTransaction ? appendTo(db, content) : db.transaction().execute((trx) => appendTo(trx, content)),

    /** Newest first: at most `limit` records before `beforeSeq`, of one case or of all; `total` counts all that match. */
    list: async (filter: {
      readonly caseId?: string | undefined;
      readonly beforeSeq?: number | undefined;
      readonly limit: number;
    }): Promise<{ records: readonly AuditLink[]; total: number }> => {
      let query = db.selectFrom('audit');
      if (filter.caseId !== undefined) query = query.where('case_id', '=', filter.caseId);
      const { total } = await query.select((eb) => eb.fn.countAll<number>().as('total')).executeTakeFirstOrThrow();
      if (filter.beforeSeq !== undefined) query = query.where('seq', '<', filter.beforeSeq);
      const rows = await query.selectAll().orderBy('seq', 'desc').limit(filter.limit).execute();
      return { records: rows.map(linkOf), total };
    },

    /** The chain from its start as one case may show it: the case's records whole, stretches about anything else as gaps. */
    chainOfCase: async (caseId: string): Promise<readonly (AuditLink | ChainGap)[]> => {
      const rows = await db.selectFrom('audit').selectAll().where('case_id', '=', caseId).orderBy('seq').execute();
      const chain: (AuditLink | ChainGap)[] = [];
      let last: AuditHead = { seq: 0, hash: GENESIS_HASH };
      const bridgeTo = (seq: number, prevHash: string): void => {
        if (seq - last.seq > 1) chain.push({ prevHash: last.hash, hash: prevHash, withheld: seq - last.seq - 1 });
      };
      for (const row of rows) {
        bridgeTo(row.seq, row.prev_hash);
        chain.push(linkOf(row));
        last = row;
      }
      const end = await head();
      bridgeTo(end.seq + 1, end.hash);
      return chain;
    },

    /** Walks the whole log and names the first record that doesn't follow the one before it or was changed. */
    check: async (): Promise<AuditCheck> => {
      let walked: AuditHead = { seq: 0, hash: GENESIS_HASH };
      for (;;) {
        const rows = await db.selectFrom('audit').selectAll().where('seq', '>', walked.seq).orderBy('seq').limit(WALK_ROWS).execute();
        for (const row of rows) {
          const follows = row.seq === walked.seq + 1 && row.prev_hash === walked.hash;
          if (!follows || row.hash !== chainHash(row.prev_hash, recordOf(row)))
            return { intact: false, records: await count(db), brokenAtSeq: row.seq, head: (await head()).hash };
          walked = row;
        }
        if (rows.length < WALK_ROWS) return { intact: true, records: walked.seq, head: walked.hash };
      }
    },
  };
};

const WALK_ROWS = 1_000;

const appendTo = async (db: Db, content: Omit<AuditRecord, 'seq'>): Promise<AuditLink> => {
  const last = await db.selectFrom('audit').select(['seq', 'hash']).orderBy('seq', 'desc').limit(1).executeTakeFirst();
  const record = auditRecordSchema.parse({ ...content, seq: (last?.seq ?? 0) + 1 });
  const prevHash = last?.hash ?? GENESIS_HASH;
  const hash = chainHash(prevHash, record);
  await db
    .insertInto('audit')
    .values(rowOf(record, prevHash, hash))
    .execute();
  return { prevHash, hash, record };
};

const count = async (db: Db): Promise<number> =>
  (
    await db
      .selectFrom('audit')
      .select((eb) => eb.fn.countAll<number>().as('total'))
      .executeTakeFirstOrThrow()
  ).total;

const linkOf = (row: AuditTable): AuditLink => ({ prevHash: row.prev_hash, hash: row.hash, record: recordOf(row) });

const recordOf = (row: AuditTable): AuditRecord =>
  // Not parsed again: what was altered must show as a broken link, not as a record that can't be read.
  ({
    seq: row.seq,
    atMs: row.at_ms,
    deskId: row.desk_id,
    actorId: row.actor_id,
    actorName: row.actor_name,
    action: row.action,
    subjectKind: row.subject_kind,
    subjectId: row.subject_id,
    caseId: row.case_id,
    summary: row.summary,
    beforeSha256: row.before_sha256,
    afterSha256: row.after_sha256,
  }) as AuditRecord;

const rowOf = (record: AuditRecord, prevHash: string, hash: string): AuditTable => ({
  seq: record.seq,
  at_ms: record.atMs,
  desk_id: record.deskId,
  actor_id: record.actorId,
  actor_name: record.actorName,
  action: record.action,
  subject_kind: record.subjectKind,
  subject_id: record.subjectId,
  case_id: record.caseId,
  summary: record.summary,
  before_sha256: record.beforeSha256,
  after_sha256: record.afterSha256,
  prev_hash: prevHash,
  hash,
});
