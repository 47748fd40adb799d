import type { CaseNote } from '../../core/evidence/note.ts';
import type { Anchor } from '../../core/evidence/anchor.ts';
import { caseIdSchema, noteIdSchema, userIdSchema, type CaseId, type NoteId, type UserId } from '../../core/ids.ts';
import type { Db } from './database.ts';
import { createCaseDocumentStore } from './case-document-store.ts';
import { anchorFromJson, placeOf, type Places } from './json-column.ts';

/** Notes of cases, with their labels `N1`, `N2`. */
export const createNoteStore = (db: Db) => {
  const select = () =>
    db.selectFrom('note as n').innerJoin('user as u', 'u.id', 'n.made_by').selectAll('n').select('u.name as made_by_name');
  type Row = Awaited<ReturnType<ReturnType<typeof select>['executeTakeFirstOrThrow']>>;

  const fromRow = (row: Row, places: Places): CaseNote => {
    const anchor = anchorFromJson(row.anchor_json);
    const place = anchor && placeOf(places, anchor);
    return {
      id: noteIdSchema.parse(row.id),
      caseId: caseIdSchema.parse(row.case_id),
      label: `N${row.label_no}`,
      text: row.text,
      anchor,
      documentId: place?.documentId ?? null,
      documentLabel: place?.documentLabel ?? null,
      madeBy: userIdSchema.parse(row.made_by),
      madeByName: row.made_by_name,
      madeAtMs: row.made_at_ms,
      removed: row.removed_at_ms !== null,
    };
  };

  return {
    async insert(note: {
      id: NoteId;
      caseId: CaseId;
      text: string;
      anchor: Anchor | null;
      madeBy: UserId;
      madeAtMs: number;
    }): Promise<void> {
      const { last } = await db
        .selectFrom('note')
        .select(({ fn }) => fn.max<number | null>('label_no').as('last'))
        .where('case_id', '=', note.caseId)
        .executeTakeFirstOrThrow();
      await db
        .insertInto('note')
        .values({
          id: note.id,
          case_id: note.caseId,
          label_no: (last ?? 0) + 1,
          text: note.text,
          anchor_json: note.anchor && JSON.stringify(note.anchor),
          made_by: note.madeBy,
          made_at_ms: note.madeAtMs,
        })
        .execute();
    },

    /** The notes of a case that are not removed, in the order of their labels. */
    async list(caseId: CaseId): Promise<CaseNote[]> {
      const places = await createCaseDocumentStore(db).places(caseId);
      const rows = await select().where('n.case_id', '=', caseId).where('n.removed_at_ms', 'is', null).orderBy('n.label_no').execute();
      return rows.map((row) => fromRow(row, places));
    },

    async get(noteId: NoteId): Promise<CaseNote | undefined> {
      const row = await select().where('n.id', '=', noteId).executeTakeFirst();
      return row && fromRow(row, await createCaseDocumentStore(db).places(caseIdSchema.parse(row.case_id)));
    },

    async setRemoved(noteId: NoteId, removedAtMs: number | null): Promise<void> {
      await db.updateTable('note').set({ removed_at_ms: removedAtMs }).where('id', '=', noteId).execute();
    },
  };
};
