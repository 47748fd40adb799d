import { sql } from 'kysely';
import {
  type CaseId,
  type DocumentId,
  type Sha256,
  type UserId,
  caseIdSchema,
  documentIdSchema,
  sha256Schema,
  userIdSchema,
} from '../../core/ids.ts';
import type { Db } from './database.ts';
import type { DocumentTable } from './tables.ts';

/** A document as it lies in the vault. `pagesRead` counts the pages whose text is stored, from the first on without a gap. */
export interface DocumentRecord {
  readonly id: DocumentId;
  readonly sha256: Sha256;
  readonly name: string;
  readonly mediaType: string;
  readonly sizeBytes: number;
  readonly state: 'stored' | 'reading' | 'read' | 'kept-unreadable';
  readonly reason: string | null;
  readonly pageCount: number | null;
  readonly pagesRead: number;
  readonly importedBy: UserId;
  readonly importedAtMs: number;
}

/** A document with what a list of documents shows. `marks` counts the facts, notes, timeline entries and exhibits that point at it. */
export interface ListedDocument extends DocumentRecord {
  readonly importedByName: string;
  readonly cases: readonly {
    readonly caseId: CaseId;
    readonly number: string;
    readonly label: string;
    readonly role: 'request' | 'evidence';
  }[];
  readonly marks: number;
}

export type DocumentScope = 'intake' | 'all' | { readonly caseId: CaseId };

/** The documents that arrived. */
export const createDocumentStore = (db: Db) => ({
  async insert(document: Omit<DocumentRecord, 'pageCount' | 'pagesRead'>): Promise<void> {
    await db
      .insertInto('document')
      .values({
        id: document.id,
        sha256: document.sha256,
        name: document.name,
        media_type: document.mediaType,
        size_bytes: document.sizeBytes,
        state: document.state,
        reason: document.reason,
        page_count: null,
        imported_by: document.importedBy,
        imported_at_ms: document.importedAtMs,
      })
      .execute();
  },

  async byId(id: DocumentId): Promise<DocumentRecord | null> {
    const row = await db.selectFrom('document').selectAll().where('id', '=', id).executeTakeFirst();
    return row ? recordOf(row) : null;
  },

  async bySha256(sha256: Sha256): Promise<DocumentRecord | null> {
    const row = await db.selectFrom('document').selectAll().where('sha256', '=', sha256).executeTakeFirst();
    return row ? recordOf(row) : null;
  },

  /** What reading found out about a document; only the named parts change. */
  async setReading(
    id: DocumentId,
    found: { state?: DocumentRecord['state']; reason?: string | null; mediaType?: string; pageCount?: number; pagesRead?: number },
  ): Promise<void> {
    await db
      .updateTable('document')
      .set({
        ...(found.state === undefined ? {} : { state: found.state }),
        ...(found.reason === undefined ? {} : { reason: found.reason }),
        ...(found.mediaType === undefined ? {} : { media_type: found.mediaType }),
        ...(found.pageCount === undefined ? {} : { page_count: found.pageCount }),
        ...(found.pagesRead === undefined ? {} : { pages_read: found.pagesRead }),
      })
      .where('id', '=', id)
      .execute();
  },

  /** Newest first; in a case, in the order of its labels. `filter` looks for its words in the names. */
  async list(query: {
    scope: DocumentScope;
    filter?: string | undefined;
    limit: number;
    offset: number;
  }): Promise<{ total: number; rows: ListedDocument[] }> {
    const { scope } = query;
    let base = db.selectFrom('document as d').innerJoin('user as u', 'u.id', 'd.imported_by');
    if (scope === 'intake')
      base = base.where((eb) =>
        eb.not(eb.exists(eb.selectFrom('case_document as c').select('c.document_id').whereRef('c.document_id', '=', 'd.id'))),
      );
    if (typeof scope === 'object')
      base = base.where((eb) =>
        eb.exists(
          eb
            .selectFrom('case_document as c')
            .select('c.document_id')
            .whereRef('c.document_id', '=', 'd.id')
            .where('c.case_id', '=', scope.caseId),
        ),
      );
    for (const word of (query.filter ?? '').split(/\s+/).filter((part) => part !== '')) {
      base = base.where(sql<boolean>`instr(lower(d.name), lower(${word})) > 0`);
    }
    const { total } = await base.select((eb) => eb.fn.countAll<number>().as('total')).executeTakeFirstOrThrow();
    let page = base.selectAll('d').select('u.name as imported_by_name');
    if (typeof scope === 'object') {
      page = page.orderBy((eb) =>
        eb
          .selectFrom('case_document as c')
          .select('c.label_no')
          .whereRef('c.document_id', '=', 'd.id')
          .where('c.case_id', '=', scope.caseId),
      );
    }
    const rows = await page
      .orderBy('d.imported_at_ms', 'desc')
      .orderBy(sql`d.rowid`, 'desc')
      .limit(query.limit)
      .offset(query.offset)
      .execute();
    return { total, rows: await withSurroundings(db, rows) };
  },

  async listed(id: DocumentId): Promise<ListedDocument | null> {
    const row = await db
      .selectFrom('document as d')
      .innerJoin('user as u', 'u.id', 'd.imported_by')
      .selectAll('d')
      .select('u.name as imported_by_name')
      .where('d.id', '=', id)
      .executeTakeFirst();
    return row ? ((await withSurroundings(db, [row]))[0] ?? null) : null;
  },

  /** How many documents there are, and how many of them wait in the intake. */
  async counts(): Promise<{ documents: number; intake: number }> {
    const { documents } = await db
      .selectFrom('document')
      .select((eb) => eb.fn.countAll<number>().as('documents'))
      .executeTakeFirstOrThrow();
    const { intake } = await db
      .selectFrom('document as d')
      .select((eb) => eb.fn.countAll<number>().as('intake'))
      .where((eb) => eb.not(eb.exists(eb.selectFrom('case_document as c').select('c.document_id').whereRef('c.document_id', '=', 'd.id'))))
      .executeTakeFirstOrThrow();
    return { documents, intake };
  },
});

type Row = Omit<DocumentTable, 'pages_read'> & { readonly pages_read: number };

const withSurroundings = async (db: Db, rows: readonly (Row & { readonly imported_by_name: string })[]): Promise<ListedDocument[]> => {
  const ids = rows.map((row) => row.id);
  if (ids.length === 0) return [];
  const filed = await db
    .selectFrom('case_document as c')
    .innerJoin('legal_case as l', 'l.id', 'c.case_id')
    .select(['c.document_id', 'c.case_id', 'c.label_no', 'c.role', 'l.number'])
    .where('c.document_id', 'in', ids)
    .orderBy('l.number')
    .execute();
  const marks = await marksByHash(
    db,
    rows.map((row) => row.sha256),
  );
  return rows.map((row) => ({
    ...recordOf(row),
    importedByName: row.imported_by_name,
    cases: filed
      .filter((entry) => entry.document_id === row.id)
      .map((entry) => ({ caseId: caseIdSchema.parse(entry.case_id), number: entry.number, label: `D${entry.label_no}`, role: entry.role })),
    marks: marks.get(row.sha256) ?? 0,
  }));
};

/** Marks name their document by its hash inside their anchors. */
const marksByHash = async (db: Db, hashes: readonly string[]): Promise<Map<string, number>> => {
  const list = sql.join(hashes);
  const { rows } = await sql<{ sha256: string; marks: number }>`
    SELECT sha256, sum(marks) AS marks FROM (
      SELECT json_extract(anchor_json, '$.documentSha256') AS sha256, count(*) AS marks FROM fact WHERE state <> 'rejected' GROUP BY 1
      UNION ALL SELECT json_extract(anchor_json, '$.documentSha256'), count(*) FROM note WHERE anchor_json IS NOT NULL AND removed_at_ms IS NULL GROUP BY 1
      UNION ALL SELECT json_extract(a.value, '$.documentSha256'), count(*) FROM timeline_entry t, json_each(t.anchors_json) a WHERE t.removed_at_ms IS NULL GROUP BY 1
      UNION ALL SELECT d.sha256, count(*) FROM exhibit e JOIN document d ON d.id = e.document_id GROUP BY 1
    ) WHERE sha256 IN (${list}) GROUP BY sha256`.execute(db);
  return new Map(rows.map((row) => [row.sha256, row.marks]));
};

const recordOf = (row: Row): DocumentRecord => ({
  id: documentIdSchema.parse(row.id),
  sha256: sha256Schema.parse(row.sha256),
  name: row.name,
  mediaType: row.media_type,
  sizeBytes: row.size_bytes,
  state: row.state,
  reason: row.reason,
  pageCount: row.page_count,
  pagesRead: row.pages_read,
  importedBy: userIdSchema.parse(row.imported_by),
  importedAtMs: row.imported_at_ms,
});
