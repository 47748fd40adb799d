import type { DocumentId } from '../../core/ids.ts';
import type { Db } from './database.ts';

/** What the desk's analysis made of a document, as JSON; its shape belongs to the analysis of `packVersion`. */
export interface StoredReading {
  readonly packVersion: string;
  readonly analysisJson: string;
  readonly readAtMs: number;
}

/** The latest analysis of each document. */
export const createReadingStore = (db: Db) => ({
  async get(documentId: DocumentId): Promise<StoredReading | null> {
    const row = await db.selectFrom('reading').selectAll().where('document_id', '=', documentId).executeTakeFirst();
    return row ? { packVersion: row.pack_version, analysisJson: row.analysis_json, readAtMs: row.read_at_ms } : null;
  },

  /** Replaces an earlier analysis of the same document. */
  async put(documentId: DocumentId, reading: StoredReading): Promise<void> {
    const values = { pack_version: reading.packVersion, analysis_json: reading.analysisJson, read_at_ms: reading.readAtMs };
    await db
      .insertInto('reading')
      .values({ document_id: documentId, ...values })
      .onConflict((conflict) => conflict.column('document_id').doUpdateSet(values))
      .execute();
  },
});
