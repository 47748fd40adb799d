import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Kysely, SqliteDialect, sql } from 'kysely';
import Database from 'better-sqlite3';
import { describe, expect, it } from 'vitest';
import { migrate } from '../../../src/main/store/migrate.ts';
import { dumpSchema } from '../../../src/main/store/schema-dump.ts';

describe('dumpSchema', () => {
  it('is what is checked in as migrations/schema.sql', async () => {
    expect(readFileSync(join(import.meta.dirname, '../../../migrations/schema.sql'), 'utf8')).toBe(await dumpSchema());
  });

  it('makes a database by itself', async () => {
    const database = new Database(':memory:');
    database.exec(await dumpSchema());
    expect(database.prepare("SELECT count(*) FROM sqlite_schema WHERE type = 'trigger'").pluck().get()).toBeGreaterThan(10);
    database.close();
  });
});

describe('migrate', () => {
  const memory = () => new Kysely<unknown>({ dialect: new SqliteDialect({ database: new Database(':memory:') }) });
  const step = (table: string) => ({
    up: async (db: Kysely<unknown>) => void (await sql.raw(`CREATE TABLE ${table} (a TEXT) STRICT`).execute(db)),
  });

  it('runs only what is new, in order', async () => {
    const db = memory();
    expect(await migrate(db, 1, { '0001-a': step('a') })).toEqual({ ok: true, value: ['0001-a'] });
    expect(await migrate(db, 1, { '0001-a': step('a'), '0002-b': step('b') })).toEqual({ ok: true, value: ['0002-b'] });
    expect(await migrate(db, 1, { '0001-a': step('a'), '0002-b': step('b') })).toEqual({ ok: true, value: [] });
    await db.destroy();
  });

  it('leaves nothing of a step that fails', async () => {
    const db = memory();
    const failing = { up: async (trx: Kysely<unknown>) => void (await step('b').up(trx), await sql`CREATE nonsense`.execute(trx)) };
    await expect(migrate(db, 1, { '0001-a': step('a'), '0002-b': failing })).rejects.toThrow('syntax');
    const { rows } = await sql<{ name: string }>`SELECT name FROM sqlite_schema WHERE type = 'table' AND name IN ('a', 'b')`.execute(db);
    expect(rows).toEqual([{ name: 'a' }]);
    expect(await migrate(db, 1, { '0001-a': step('a'), '0002-b': step('b') })).toEqual({ ok: true, value: ['0002-b'] });
    await db.destroy();
  });

  it('refuses steps it does not know or in another order', async () => {
    const db = memory();
    await migrate(db, 1, { '0001-a': step('a'), '0002-b': step('b') });
    expect(await migrate(db, 1, { '0001-a': step('a') })).toMatchObject({ ok: false, failure: { kind: 'database-newer' } });
    expect(await migrate(db, 1, { '0002-b': step('b'), '0001-a': step('a') })).toMatchObject({
      ok: false,
      failure: { kind: 'database-foreign' },
    });
    await db.destroy();
  });
});
