import { type RawBuilder, sql } from 'kysely';
import { type CaseId, type DocumentId, type Sha256, documentIdSchema, sha256Schema } from '../../core/ids.ts';
import { SHORTEST_PART, type SearchTerm } from '../../core/text/search-query.ts';
import type { PageText } from '../../core/text/page-text.ts';
import type { Db } from './database.ts';
import { pageOf } from './page-store.ts';
import type { PageTable } from './tables.ts';

/** A page that may meet a query, with its document and, where it is filed, the case and label. */
export interface FoundPage {
  readonly page: PageText;
  readonly documentId: DocumentId;
  readonly documentSha256: Sha256;
  readonly documentName: string;
  readonly caseNumber: string | null;
  readonly label: string | null;
}

export interface SearchScope {
  readonly caseId?: CaseId | undefined;
  readonly documentId?: DocumentId | undefined;
}

/** The full-text index. What a person typed reaches it quoted, never as syntax. */
export const createSearchStore = (db: Db) => ({
  /**
   * Pages on which all terms stand, at most `limit`: in a document or case in the order of labels and pages, elsewhere the best first. Terms
   * with a `part` are also looked for within words.
   */
  async pages(terms: readonly SearchTerm[], scope: SearchScope, limit: number): Promise<FoundPage[]> {
    const isRanked = scope.caseId === undefined && scope.documentId === undefined && terms.every((term) => term.part === null);
    const from = isRanked ? sql`page_fts f JOIN page p ON p.id = f.rowid` : sql`page p`;
    const conditions = isRanked
      ? [sql`page_fts MATCH ${terms.map(wordExpression).join(' AND ')}`]
      : terms.map((term) => sql`p.id IN (${rowsOf(term)})`);
    if (scope.documentId !== undefined) conditions.push(sql`p.document_id = ${scope.documentId}`);
    if (scope.caseId !== undefined)
      conditions.push(sql`EXISTS (SELECT 1 FROM case_document k WHERE k.document_id = p.document_id AND k.case_id = ${scope.caseId})`);
    const order = isRanked ? sql`f.rank, p.id` : sql`label_no, d.imported_at_ms DESC, d.rowid DESC, p.page_no`;
    const filed =
      scope.caseId === undefined
        ? sql`SELECT min(x.rowid) FROM case_document x WHERE x.document_id = p.document_id`
        : sql`SELECT x.rowid FROM case_document x WHERE x.document_id = p.document_id AND x.case_id = ${scope.caseId}`;
    const { rows } = await sql<FoundRow>`
      SELECT p.*, d.sha256, d.name, c.label_no, l.number
      FROM ${from}
      JOIN document d ON d.id = p.document_id
      LEFT JOIN case_document c ON c.rowid = (${filed})
      LEFT JOIN legal_case l ON l.id = c.case_id
      WHERE ${sql.join(conditions, sql` AND `)}
      ORDER BY ${order}
      LIMIT ${limit}`.execute(db);
    return rows.map((row) => ({
      page: pageOf(row),
      documentId: documentIdSchema.parse(row.document_id),
      documentSha256: sha256Schema.parse(row.sha256),
      documentName: row.name,
      caseNumber: row.number,
      label: row.label_no === null ? null : `D${row.label_no}`,
    }));
  },
});

interface FoundRow extends Omit<PageTable, 'id'> {
  readonly sha256: string;
  readonly name: string;
  readonly label_no: number | null;
  readonly number: string | null;
}

/** The rows of pages on which a term stands, as a subquery. */
const rowsOf = (term: SearchTerm): RawBuilder<unknown> => {
  const sources: RawBuilder<unknown>[] = [];
  if (term.words.length > 0) sources.push(sql`SELECT rowid FROM page_fts WHERE page_fts MATCH ${wordExpression(term)}`);
  if (term.part !== null) {
    // The index of parts knows nothing shorter than three characters; those are looked for page by page.
    if (Array.from(term.part).length >= SHORTEST_PART)
      sources.push(sql`SELECT rowid FROM page_trigram WHERE page_trigram MATCH ${quoted(term.part)}`);
    else sources.push(sql`SELECT id FROM page WHERE instr(text, ${term.part}) > 0`);
  }
  return sql.join(sources, sql` UNION `);
};

const wordExpression = (term: SearchTerm): string => {
  // As typed: the index folds it by its own table.
  const phrase = quoted(term.raw);
  return term.isPrefix ? `${phrase} *` : phrase;
};

/** A string of FTS5; inside it nothing but the quotation mark has a meaning. */
const quoted = (text: string): string => `"${text.replaceAll('"', '""').replaceAll('\0', '')}"`;
