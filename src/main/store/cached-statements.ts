import type Database from 'better-sqlite3';
import type { SqliteDatabase } from 'kysely';

/** How many prepared statements are kept; the desk's own texts are fewer, lists of varying length make more. */
const KEPT_STATEMENTS = 256;

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
