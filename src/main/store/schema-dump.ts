import Database from 'better-sqlite3';
import { Kysely, SqliteDialect } from 'kysely';
import { withCachedStatements } from './cached-statements.ts';
import { migrate } from './migrate.ts';

/** The schema that all migrations make together, as SQL text in the order of creation; the same for the same migrations. */
export const dumpSchema = async (): Promise<string> => {
  const database = new Database(':memory:');
  const db = new Kysely<unknown>({ dialect: new SqliteDialect({ database: withCachedStatements(database) }) });
  try {
    const migrated = await migrate(db, 0);
    if (!migrated.ok) throw new Error(migrated.failure.message);
    const statements = database
      .prepare(
        `SELECT sql FROM sqlite_schema WHERE sql IS NOT NULL
           AND name NOT IN (SELECT name FROM pragma_table_list WHERE type = 'shadow') AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\'
         ORDER BY rowid`,
      )
      .pluck()
      .all() as string[];
    return `${HEADER}\n${statements.map((statement) => `${tidy(statement)};\n`).join('\n')}`;
  } finally {
    await db.destroy();
  }
};

const HEADER =
  '-- The whole schema, written by `npm run schema:dump` from the migrations. Not run by the program; read it, and its changes.\n';

const tidy = (statement: string): string =>
  statement
    .split('\n')
    .map((line, index) => (index === 0 || line.trim().startsWith(')') ? line.trim() : `  ${line.trim()}`))
    .join('\n');
