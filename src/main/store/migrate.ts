import { sql, type Kysely } from 'kysely';
import { fail, ok, type Result } from '../../core/result.ts';
import { MIGRATIONS } from '../../../migrations/index.ts';

/** Why a database can't be brought to this program's schema. */
export interface MigrationFailure {
  readonly kind: 'database-newer' | 'database-foreign';
  readonly message: string;
}

type MigrationList = typeof MIGRATIONS;

/**
 * Brings a database to the newest schema, forward only, each migration in a transaction of its own: a crash leaves it before or after one,
 * never within. Refuses a database that a newer program has written.
 */
export const migrate = async (
  db: Kysely<unknown>,
  nowMs: number,
  migrations: MigrationList = MIGRATIONS,
): Promise<Result<readonly string[], MigrationFailure>> => {
  await sql`CREATE TABLE IF NOT EXISTS schema_migration (position INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE, applied_at_ms INTEGER NOT NULL) STRICT`.execute(
    db,
  );
  const applied = (await sql<{ name: string }>`SELECT name FROM schema_migration ORDER BY position`.execute(db)).rows.map(
    (row) => row.name,
  );
  const known = Object.entries(migrations);
  const refusal = refuse(applied, Object.keys(migrations));
  if (refusal) return fail(refusal);
  const pending = known.slice(applied.length);
  for (const [name, migration] of pending) {
    await db.transaction().execute(async (trx) => {
      await migration.up(trx);
      await sql`INSERT INTO schema_migration (name, applied_at_ms) VALUES (${name}, ${nowMs})`.execute(trx);
    });
  }
  return ok(pending.map(([name]) => name));
};

const refuse = (applied: readonly string[], known: readonly string[]): MigrationFailure | null => {
  const unknown = applied.filter((name) => !known.includes(name));
  if (unknown.length > 0) {
    return {
      kind: 'database-newer',
      message: `A newer version of Casewright has used this vault (its database has the step “${unknown.at(-1)}”). Nothing was changed. Install that version or a later one to open it.`,
    };
  }
  const next = applied.findIndex((name, index) => name !== known[index]);
  if (next === -1) return null;
  return {
    kind: 'database-foreign',
    message: `The vault's database was made in steps of another order (“${applied[next]}” where “${known[next]}” belongs). Nothing was changed. Restore it from a backup.`,
  };
};
