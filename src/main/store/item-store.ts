import { dispositionSchema, type Disposition } from '../../core/cases/case.ts';
import type { CaseItem } from '../../core/cases/legal-case.ts';
import type { Anchor } from '../../core/evidence/anchor.ts';
import { caseIdSchema, itemIdSchema, type CaseId, type ItemId } from '../../core/ids.ts';
import type { Db } from './database.ts';
import { anchorFromJson } from './json-column.ts';
import type { Tables } from './tables.ts';
import type { Selectable } from 'kysely';

/** The items a request asks for, in its order, each with its answer. */
export const createItemStore = (db: Db) => ({
  /** Adds items after those the case has. */
  async append(caseId: CaseId, items: readonly { id: ItemId; text: string; anchor: Anchor | null }[]): Promise<void> {
    const { last } = await db
      .selectFrom('item')
      .select(({ fn }) => fn.max<number | null>('position').as('last'))
      .where('case_id', '=', caseId)
      .executeTakeFirstOrThrow();
    for (const [index, item] of items.entries()) {
      await db
        .insertInto('item')
        .values({
          id: item.id,
          case_id: caseId,
          position: (last ?? 0) + index + 1,
          text: item.text,
          anchor_json: item.anchor && JSON.stringify(item.anchor),
          disposition: 'open',
        })
        .execute();
    }
  },

  async list(caseId: CaseId): Promise<CaseItem[]> {
    const rows = await db.selectFrom('item').selectAll().where('case_id', '=', caseId).orderBy('position').execute();
    return rows.map(fromRow);
  },

  async get(itemId: ItemId): Promise<CaseItem | undefined> {
    const row = await db.selectFrom('item').selectAll().where('id', '=', itemId).executeTakeFirst();
    return row && fromRow(row);
  },

  async answer(itemId: ItemId, disposition: Disposition, reason: string): Promise<void> {
    await db.updateTable('item').set({ disposition, reason }).where('id', '=', itemId).execute();
  },
});

const fromRow = (row: Selectable<Tables['item']>): CaseItem => ({
  id: itemIdSchema.parse(row.id),
  caseId: caseIdSchema.parse(row.case_id),
  position: row.position,
  text: row.text,
  anchor: anchorFromJson(row.anchor_json),
  disposition: dispositionSchema.parse(row.disposition),
  reason: row.reason,
});
