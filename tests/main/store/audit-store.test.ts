import { sql } from 'kysely';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { AuditRecord } from '../../../src/core/evidence/audit-record.ts';
import { chainHash, firstBrokenLink, GENESIS_HASH } from '../../../src/core/evidence/hash-chain.ts';
import { createStores } from '../../../src/main/store/stores.ts';
import { openTemporaryDatabase } from './temporary-database.ts';

let open: Awaited<ReturnType<typeof openTemporaryDatabase>>;
beforeEach(async () => {
  open = await openTemporaryDatabase();
});
afterEach(() => open.dispose());

const entry = (summary: string, caseId: string | null = null): Omit<AuditRecord, 'seq'> => ({
  atMs: 5,
  deskId: 'desk',
  actorId: null,
  actorName: 'Robin Example',
  action: 'tried',
  subjectKind: 'thing',
  subjectId: 't',
  caseId,
  summary,
  beforeSha256: null,
  afterSha256: null,
});

describe('createAuditStore', () => {
  it('links each record to the one before', async () => {
    const { audit } = open.stores;
    expect(await audit.head()).toEqual({ seq: 0, hash: GENESIS_HASH });
    const first = await audit.append(entry('one'));
    const second = await audit.append(entry('two'));
    expect(first.prevHash).toBe(GENESIS_HASH);
    expect(second.prevHash).toBe(first.hash);
    expect(second.hash).toBe(chainHash(first.hash, second.record));
    expect(await audit.head()).toEqual(expect.objectContaining({ seq: 2, hash: second.hash }));
    expect(await audit.check()).toEqual({ intact: true, records: 2, head: second.hash });
  });

  it('keeps one chain when many records are added at once', async () => {
    await Promise.all(Array.from({ length: 30 }, (_, index) => open.stores.audit.append(entry(`at once ${index}`))));
    expect(await open.stores.audit.check()).toMatchObject({ intact: true, records: 30 });
  });

  it('falls with the transaction it stands in', async () => {
    await expect(
      open.db.transaction().execute(async (trx) => {
        await createStores(trx).audit.append(entry('undone'));
        throw new Error('stop');
      }),
    ).rejects.toThrow('stop');
    expect((await open.stores.audit.head()).seq).toBe(0);
  });

  it('pages from the newest, of one case or of all', async () => {
    for (let index = 1; index <= 5; index += 1) await open.stores.audit.append(entry(`${index}`, index % 2 ? 'c' : null));
    const page = await open.stores.audit.list({ limit: 2, beforeSeq: 5 });
    expect([page.total, page.records.map(({ record }) => record.seq)]).toEqual([5, [4, 3]]);
    const ofCase = await open.stores.audit.list({ caseId: 'c', limit: 10 });
    expect([ofCase.total, ofCase.records.map(({ record }) => record.seq)]).toEqual([3, [5, 3, 1]]);
  });

  it('shows a case its records whole and the rest as gaps that still link', async () => {
    for (const caseId of [null, null, 'c', 'other', 'c', 'c', null]) await open.stores.audit.append(entry('x', caseId));
    const chain = await open.stores.audit.chainOfCase('c');
    expect(chain.map((link) => ('record' in link ? link.record.seq : `gap of ${link.withheld}`))).toEqual([
      'gap of 2',
      3,
      'gap of 1',
      5,
      6,
      'gap of 1',
    ]);
    expect(firstBrokenLink(chain)).toBeUndefined();
    expect(chain.at(-1)?.hash).toBe((await open.stores.audit.head()).hash);
    expect(await open.stores.audit.chainOfCase('none')).toEqual([expect.objectContaining({ withheld: 7 })]);
  });

  it.each(['at_ms = 6', "summary = 'other'", "actor_name = 'Sam Example'", "hash = 'ff'"])(
    'names the record where someone with the key set %s behind the triggers',
    async (change) => {
      for (let index = 1; index <= 4; index += 1) await open.stores.audit.append(entry(`${index}`));
      await sql`DROP TRIGGER audit_is_never_updated`.execute(open.db);
      await sql.raw(`UPDATE audit SET ${change} WHERE seq = 3`).execute(open.db);
      expect(await open.stores.audit.check()).toMatchObject({ intact: false, records: 4, brokenAtSeq: 3 });
    },
  );

  it('names the record after one that was taken out', async () => {
    for (let index = 1; index <= 4; index += 1) await open.stores.audit.append(entry(`${index}`));
    await sql`DROP TRIGGER audit_is_never_deleted`.execute(open.db);
    await sql`DELETE FROM audit WHERE seq = 2`.execute(open.db);
    expect(await open.stores.audit.check()).toMatchObject({ intact: false, records: 3, brokenAtSeq: 3 });
  });
});
