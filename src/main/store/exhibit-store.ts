import type { CaseExhibit } from '../../core/evidence/exhibit.ts';
import type { Anchor } from '../../core/evidence/anchor.ts';
import {
  caseIdSchema,
  documentIdSchema,
  exhibitIdSchema,
  userIdSchema,
  type CaseId,
  type DocumentId,
  type ExhibitId,
  type UserId,
} from '../../core/ids.ts';
import type { Db } from './database.ts';
import { anchorFromJson } from './json-column.ts';

/** Exhibits of cases, with their labels `X1`, `X2`. */
export const createExhibitStore = (db: Db) => ({
  async insert(exhibit: {
    id: ExhibitId;
    caseId: CaseId;
    documentId: DocumentId;
    title: string;
    anchor: Anchor | null;
    madeBy: UserId;
    madeAtMs: number;
  }): Promise<void> {
    const { last } = await db
      .selectFrom('exhibit')
      .select(({ fn }) => fn.max<number | null>('label_no').as('last'))
      .where('case_id', '=', exhibit.caseId)
      .executeTakeFirstOrThrow();
    await db
      .insertInto('exhibit')
      .values({
        id: exhibit.id,
        case_id: exhibit.caseId,
        document_id: exhibit.documentId,
        label_no: (last ?? 0) + 1,
        title: exhibit.title,
        anchor_json: exhibit.anchor && JSON.stringify(exhibit.anchor),
        made_by: exhibit.madeBy,
        made_at_ms: exhibit.madeAtMs,
      })
      .execute();
  },

  /** The exhibits of a case in the order of their labels. */
  async list(caseId: CaseId): Promise<CaseExhibit[]> {
    const rows = await db
      .selectFrom('exhibit as x')
      .innerJoin('user as u', 'u.id', 'x.made_by')
      .innerJoin('case_document as c', (join) => join.onRef('c.case_id', '=', 'x.case_id').onRef('c.document_id', '=', 'x.document_id'))
      .selectAll('x')
      .select(['u.name as made_by_name', 'c.label_no as document_label_no'])
      .where('x.case_id', '=', caseId)
      .orderBy('x.label_no')
      .execute();
    return rows.map((row) => ({
      id: exhibitIdSchema.parse(row.id),
      caseId: caseIdSchema.parse(row.case_id),
      label: `X${row.label_no}`,
      title: row.title,
      documentId: documentIdSchema.parse(row.document_id),
      documentLabel: `D${row.document_label_no}`,
      anchor: anchorFromJson(row.anchor_json),
      madeBy: userIdSchema.parse(row.made_by),
      madeByName: row.made_by_name,
      madeAtMs: row.made_at_ms,
    }));
  },
});
