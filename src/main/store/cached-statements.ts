import type Database from 'better-sqlite3';
import type { SqliteDatabase, SqliteStatement } from 'kysely';

/** How many prepared statements are kept; the desk's own texts are fewer, lists of varying length make more. */
const KEPT_STATEMENTS = 256;

/** SQLite undoes a transaction by itself when the disk is full. What kysely undoes after that is nothing, and must not hide the reason. */
const NOTHING_TO_UNDO: SqliteStatement = {
  reader: false,
  all: () => [],
  run: () => ({ changes: 0, lastInsertRowid: 0 }),
  iterate: () => [][Symbol.iterator](),
};

/** The driver as kysely wants it, with each statement prepared once and kept while it is in use often enough. */
export const withCachedStatements = (database: Database.Database): SqliteDatabase => {
  const kept = new Map<string, Database.Statement>();
  const forget = (oldest: string | undefined): void => {
    if (oldest !== undefined) kept.delete(oldest);
  };
  return {
    close: () => {
      kept.clear();
      database.close();
    },
    prepare: (text) => {
      if (text === 'rollback' && !database.inTransaction) return NOTHING_TO_UNDO;
      const found = kept.get(text);
      if (found && !found.busy) {
        kept.delete(text);
        kept.set(text, found);
        return found;
      }
      const statement = database.prepare(text);
      kept.set(text, statement);
      if (kept.size > KEPT_STATEMENTS) forget(kept.keys().next().value);
      return statement;
    },
  };
};
