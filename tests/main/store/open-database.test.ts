import { mkdtempSync, readdirSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openDatabase } from '../../../src/main/store/open-database.ts';
import { openTemporaryDatabase, TEST_KEY, TEST_USER_ID } from './temporary-database.ts';

let dir: string;
let path: string;
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'desk-'));
  path = join(dir, 'desk.db');
});
afterEach(() => rmSync(dir, { recursive: true, force: true }));

const make = async () => {
  const opened = await openDatabase({ path, key: TEST_KEY, nowMs: 1, create: true });
  if (!opened.ok) throw new Error(opened.failure.message);
  return opened.value;
};
const failureKind = async (key: Uint8Array = TEST_KEY) => {
  const opened = await openDatabase({ path, key, nowMs: 1 });
  if (opened.ok) await opened.value.close();
  return opened.ok ? 'opened' : opened.failure.kind;
};

describe('openDatabase', () => {
  it('has the settings of every desk', async () => {
    const { db, close } = await make();
    const read = async (name: string) =>
      Object.values((await sql.raw<Record<string, unknown>>(`PRAGMA ${name}`).execute(db)).rows[0] ?? {})[0];
    const names = ['journal_mode', 'synchronous', 'foreign_keys', 'recursive_triggers', 'trusted_schema', 'secure_delete', 'temp_store'];
    expect(Object.fromEntries(await Promise.all(names.map(async (name) => [name, await read(name)] as const)))).toEqual({
      journal_mode: 'wal',
      synchronous: 2,
      foreign_keys: 1,
      recursive_triggers: 1,
      trusted_schema: 0,
      secure_delete: 1,
      temp_store: 2,
    });
    await close();
  });

  it('leaves no plain words in any of its files, the WAL included', async () => {
    const { db, close } = await make();
    for (let count = 0; count < 400; count += 1) {
      await db
        .insertInto('setting')
        .values({ key: `words-${count}`, value_json: JSON.stringify('Marigold Ferreira, 555-0134, '.repeat(40)) })
        .execute();
    }
    const files = readdirSync(dir);
    expect(files).toContain('desk.db-wal');
    for (const name of files) {
      const bytes = readFileSync(join(dir, name));
      for (const word of ['Marigold', 'setting', 'SQLite format']) expect(bytes.includes(word), `${word} in ${name}`).toBe(false);
    }
    await close();
    expect(readFileSync(path).includes('Marigold')).toBe(false);
  });

  it('opens again with its key and refuses any other', async () => {
    await (await make()).close();
    expect(await failureKind()).toBe('opened');
    expect(await failureKind(new Uint8Array(32).fill(43))).toBe('database-unreadable');
  });

  it('keeps what was committed when the process ends without closing', async () => {
    const { db, close } = await make();
    await db.insertInto('setting').values({ key: 'kept', value_json: '1' }).execute();
    const left = Object.fromEntries(readdirSync(dir).map((name) => [name, readFileSync(join(dir, name))]));
    await close();
    for (const [name, bytes] of Object.entries(left)) if (!name.endsWith('-shm')) writeFileSync(join(dir, name), bytes);
    const again = await openDatabase({ path, key: TEST_KEY, nowMs: 1 });
    if (!again.ok) throw new Error(again.failure.message);
    expect(await again.value.db.selectFrom('setting').select('key').execute()).toEqual([{ key: 'kept' }]);
    await again.value.close();
  });

  it('says that the file is missing, damaged or cut short, and changes nothing', async () => {
    expect(await failureKind()).toBe('database-missing');
    expect(readdirSync(dir)).toEqual([]);
    await (await make()).close();
    const whole = readFileSync(path);
    const flipped = Buffer.from(whole);
    flipped[600] = (flipped[600] ?? 0) ^ 1;
    writeFileSync(path, flipped);
    expect(await failureKind()).toBe('database-unreadable');
    expect(readFileSync(path).equals(flipped)).toBe(true);
    writeFileSync(path, whole);
    truncateSync(path, 1000);
    expect(await failureKind()).toBe('database-unreadable');
  });

  it('refuses a database that a newer program has used', async () => {
    const { db, close } = await make();
    await sql`INSERT INTO schema_migration (name, applied_at_ms) VALUES ('0999-later', 1)`.execute(db);
    await close();
    const opened = await openDatabase({ path, key: TEST_KEY, nowMs: 1 });
    expect(opened).toMatchObject({ ok: false, failure: { kind: 'database-newer', message: expect.stringContaining('0999-later') } });
  });
});

describe('the schema', () => {
  const times = { made_at_ms: 1 };
  const prepare = async () => {
    const open = await openTemporaryDatabase();
    const { db } = open;
    const author = TEST_USER_ID;
    const other = '6f1d1f6e-0c4f-4a53-9a52-3c7f0d2f8a02';
    const submitter = '6f1d1f6e-0c4f-4a53-9a52-3c7f0d2f8a03';
    for (const [id, name] of [
      [other, 'Sam Example'],
      [submitter, 'Kim Example'],
    ] as const) {
      await db.insertInto('user').values({ id, name, roles_json: '["supervisor"]', certificate_pem: '', created_at_ms: 1 }).execute();
    }
    await db
      .insertInto('document')
      .values({
        id: 'd',
        sha256: 'ab',
        name: 'a.pdf',
        media_type: 'application/pdf',
        size_bytes: 1,
        state: 'read',
        reason: null,
        page_count: 1,
        imported_by: author,
        imported_at_ms: 1,
      })
      .execute();
    await db
      .insertInto('legal_case')
      .values({
        id: 'c',
        number: 'LE-2026-0001',
        kind: 'legal-request',
        request_type: 'subpoena',
        title: 't',
        status: 'in-review',
        severity: 'low',
        holder_user_id: author,
        due_on: null,
        due_zone: 'UTC',
        opened_by: author,
        opened_at_ms: 1,
        changed_at_ms: 1,
      })
      .execute();
    await db
      .insertInto('response_version')
      .values({
        id: 'v',
        case_id: 'c',
        version_no: 1,
        template_id: 't',
        template_version: '1',
        blocks_json: '[]',
        fields_json: '{}',
        written_by: author,
        written_at_ms: 1,
      })
      .execute();
    await db
      .insertInto('submission')
      .values({
        id: 's',
        case_id: 'c',
        round_no: 1,
        revision: 1,
        response_version_id: 'v',
        written_by: author,
        submitted_by: submitter,
        submitted_at_ms: 1,
        manifest_sha256_text: 'm',
        manifest_sha512_text: 'm',
        attestation_json: '{}',
        attestation_p7s: new Uint8Array(1),
        packet_meta_json: '{}',
      })
      .execute();
    await db
      .insertInto('submission_file')
      .values({ submission_id: 's', path: 'data/a', blob_sha256: 'ab', sha512: 'cd', size_bytes: 1 })
      .execute();
    await db
      .insertInto('review_comment')
      .values({ id: 'rc', submission_id: 's', sentence_id: null, text: 'see page 2', made_by: other, made_at_ms: 1 })
      .execute();
    await db
      .insertInto('custody_event')
      .values({
        document_id: 'd',
        case_id: null,
        at_ms: 1,
        actor_id: author,
        action: 'received',
        reason: 'dropped',
        sha256_before: null,
        sha256_after: 'ab',
      })
      .execute();
    await db
      .insertInto('decision')
      .values({
        id: 'x',
        case_id: 'c',
        label_no: 1,
        action: 'remove',
        subject: 's',
        policy: 'p',
        reason: 'r',
        anchors_json: '[]',
        made_by: author,
        ...times,
      })
      .execute();
    await open.stores.audit.append({
      atMs: 1,
      deskId: 'desk',
      actorId: author,
      actorName: 'Robin Example',
      action: 'test',
      subjectKind: 'desk',
      subjectId: 'desk',
      caseId: null,
      summary: 's',
      beforeSha256: null,
      afterSha256: null,
    });
    const review = (reviewer_id: string, outcome: 'approved' | 'returned' = 'returned') =>
      db
        .insertInto('review')
        .values({
          id: 'r',
          submission_id: 's',
          reviewer_id,
          outcome,
          comment: '',
          decided_at_ms: 1,
          attestation_json: null,
          attestation_p7s: null,
        })
        .execute();
    return { ...open, author, other, submitter, review };
  };

  it('refuses to change, remove or replace what is a record', async () => {
    const { db, other, review, dispose } = await prepare();
    await review(other);
    for (const table of [
      'response_version',
      'submission',
      'submission_file',
      'review',
      'review_comment',
      'custody_event',
      'decision',
      'audit',
    ]) {
      const { rows } = await sql.raw<{ name: string }>(`SELECT name FROM pragma_table_info('${table}')`).execute(db);
      const before = JSON.stringify((await sql.raw(`SELECT * FROM ${table}`).execute(db)).rows);
      expect(before, `${table} has a row to try`).not.toBe('[]');
      for (const { name } of rows)
        await expect(sql.raw(`UPDATE ${table} SET ${name} = ${name}`).execute(db), `update ${table}.${name}`).rejects.toThrow(
          /never changed|a record and stays|only grows/,
        );
      await expect(sql.raw(`DELETE FROM ${table}`).execute(db), `delete ${table}`).rejects.toThrow(
        /never changed|a record and stays|only grows/,
      );
      await expect(sql.raw(`INSERT OR REPLACE INTO ${table} SELECT * FROM ${table}`).execute(db), `replace ${table}`).rejects.toThrow();
      expect(JSON.stringify((await sql.raw(`SELECT * FROM ${table}`).execute(db)).rows), table).toBe(before);
    }
    await dispose();
  });

  it('refuses to change or remove a document that arrived', async () => {
    const { db, dispose } = await prepare();
    await expect(db.updateTable('document').set({ sha256: 'ef' }).execute()).rejects.toThrow('never changed');
    await expect(db.deleteFrom('document').execute()).rejects.toThrow('never deleted');
    await expect(sql`INSERT OR REPLACE INTO document SELECT * FROM document`.execute(db)).rejects.toThrow('never deleted');
    await db.updateTable('document').set({ state: 'kept-unreadable', reason: 'encrypted' }).execute();
    await dispose();
  });

  it('refuses a review by who wrote or submitted, and one without an attestation', async () => {
    const { author, other, submitter, review, dispose } = await prepare();
    await expect(review(author)).rejects.toThrow('can not review');
    await expect(review(submitter)).rejects.toThrow('can not review');
    await expect(review(other, 'approved')).rejects.toThrow('CHECK');
    await review(other);
    await dispose();
  });
});
