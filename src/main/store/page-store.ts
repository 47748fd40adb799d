import { sql } from 'kysely';
import type { DocumentId } from '../../core/ids.ts';
import { decodeCharBoxes, encodeCharBoxes } from '../../core/text/char-boxes.ts';
import type { PageText } from '../../core/text/page-text.ts';
import type { Db } from './database.ts';
import type { PageTable } from './tables.ts';

/** The text of pages with the place of each character; writing a page makes it searchable. */
export const createPageStore = (db: Db) => ({
  /** Stores pages read; within the transaction that counts them. */
  async insert(documentId: DocumentId, pages: readonly PageText[]): Promise<void> {
    for (const page of pages) {
      await db
        .insertInto('page')
        .values({
          document_id: documentId,
          page_no: page.pageNo,
          width_pt: page.widthPt,
          height_pt: page.heightPt,
          rotation: page.rotation,
          source: page.source,
          text: page.text,
          char_boxes: Buffer.from(encodeCharBoxes(page.charBoxes)),
        })
        .execute();
    }
  },

  async get(documentId: DocumentId, pageNo: number): Promise<PageText | null> {
    const row = await db
      .selectFrom('page')
      .selectAll()
      .where('document_id', '=', documentId)
      .where('page_no', '=', pageNo)
      .executeTakeFirst();
    return row ? pageOf(row) : null;
  },

  /** Pages in their order, from `fromPage` on, at most `limit`. */
  async list(documentId: DocumentId, fromPage: number, limit: number): Promise<PageText[]> {
    const rows = await db
      .selectFrom('page')
      .selectAll()
      .where('document_id', '=', documentId)
      .where('page_no', '>=', fromPage)
      .orderBy('page_no')
      .limit(limit)
      .execute();
    return rows.map(pageOf);
  },

  /** Whether any page of a document has something printed on it as text. */
  async hasText(documentId: DocumentId): Promise<boolean> {
    const row = await db
      .selectFrom('page')
      .select('page_no')
      .where('document_id', '=', documentId)
      .where(sql<boolean>`trim(text, ${' \t\n\u00a0'}) <> ''`)
      .limit(1)
      .executeTakeFirst();
    return row !== undefined;
  },

  /** How many pages are indexed. */
  async count(): Promise<number> {
    const { count } = await db
      .selectFrom('page')
      .select((eb) => eb.fn.countAll<number>().as('count'))
      .executeTakeFirstOrThrow();
    return count;
  },
});

/** A row as the page it holds. */
export const pageOf = (row: Omit<PageTable, 'id'>): PageText => ({
  pageNo: row.page_no,
  widthPt: row.width_pt,
  heightPt: row.height_pt,
  rotation: row.rotation as PageText['rotation'],
  source: row.source,
  text: row.text,
  charBoxes: decodeCharBoxes(row.char_boxes, row.char_boxes.length === 0 ? 0 : row.text.length),
});
