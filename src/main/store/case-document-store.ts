import type { CaseId, DocumentId, Sha256, UserId } from '../../core/ids.ts';
import { documentIdSchema, sha256Schema, userIdSchema } from '../../core/ids.ts';
import type { Db } from './database.ts';
import type { Places } from './json-column.ts';

export type DocumentRole = 'request' | 'evidence';

/** A document as it is filed in a case. `label` is `D1`, `D2` in the order of filing. */
export interface CaseDocument {
  readonly caseId: CaseId;
  readonly documentId: DocumentId;
  readonly labelNo: number;
  readonly label: string;
  readonly role: DocumentRole;
  readonly addedBy: UserId;
  readonly addedByName: string;
  readonly addedAtMs: number;
  readonly sha256: Sha256;
  readonly name: string;
  readonly state: 'stored' | 'reading' | 'read' | 'kept-unreadable';
}

/** Which documents are filed in which case, and as what. */
export const createCaseDocumentStore = (db: Db) => ({
  /** Files a document in a case under the next free label; answers the label. A document already filed there keeps its label. */
  async add(entry: {
    caseId: CaseId;
    documentId: DocumentId;
    role: DocumentRole;
    addedBy: UserId;
    addedAtMs: number;
  }): Promise<{ label: string; added: boolean }> {
    const filed = await db
      .selectFrom('case_document')
      .select('label_no')
      .where('case_id', '=', entry.caseId)
      .where('document_id', '=', entry.documentId)
      .executeTakeFirst();
    if (filed) return { label: `D${filed.label_no}`, added: false };
    const { last } = await db
      .selectFrom('case_document')
      .select(({ fn }) => fn.max<number | null>('label_no').as('last'))
      .where('case_id', '=', entry.caseId)
      .executeTakeFirstOrThrow();
    const labelNo = (last ?? 0) + 1;
    await db
      .insertInto('case_document')
      .values({
        case_id: entry.caseId,
        document_id: entry.documentId,
        label_no: labelNo,
        role: entry.role,
        added_by: entry.addedBy,
        added_at_ms: entry.addedAtMs,
      })
      .execute();
    return { label: `D${labelNo}`, added: true };
  },

  /** The documents of a case in the order of their labels. */
  async list(caseId: CaseId): Promise<CaseDocument[]> {
    const rows = await db
      .selectFrom('case_document as c')
      .innerJoin('document as d', 'd.id', 'c.document_id')
      .innerJoin('user as u', 'u.id', 'c.added_by')
      .select([
        'c.document_id',
        'c.label_no',
        'c.role',
        'c.added_by',
        'u.name as added_by_name',
        'c.added_at_ms',
        'd.sha256',
        'd.name',
        'd.state',
      ])
      .where('c.case_id', '=', caseId)
      .orderBy('c.label_no')
      .execute();
    return rows.map((row) => ({
      caseId,
      documentId: documentIdSchema.parse(row.document_id),
      labelNo: row.label_no,
      label: `D${row.label_no}`,
      role: row.role,
      addedBy: userIdSchema.parse(row.added_by),
      addedByName: row.added_by_name,
      addedAtMs: row.added_at_ms,
      sha256: sha256Schema.parse(row.sha256),
      name: row.name,
      state: row.state,
    }));
  },

  /** Where the documents of a case stand, for placing anchors. */
  async places(caseId: CaseId): Promise<Places> {
    const rows = await db
      .selectFrom('case_document as c')
      .innerJoin('document as d', 'd.id', 'c.document_id')
      .select(['d.sha256', 'c.document_id', 'c.label_no'])
      .where('c.case_id', '=', caseId)
      .execute();
    return new Map(
      rows.map((row) => [row.sha256, { documentId: documentIdSchema.parse(row.document_id), documentLabel: `D${row.label_no}` }]),
    );
  },

  /** The number of the case that a document already opened as its request, if any. */
  async requestOf(documentId: DocumentId): Promise<string | undefined> {
    const row = await db
      .selectFrom('case_document as c')
      .innerJoin('legal_case as l', 'l.id', 'c.case_id')
      .select('l.number')
      .where('c.document_id', '=', documentId)
      .where('c.role', '=', 'request')
      .orderBy('l.opened_at_ms')
      .executeTakeFirst();
    return row?.number;
  },
});
