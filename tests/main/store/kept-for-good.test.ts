import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openResponseDesk, responseTools as tools, type ResponseDesk } from '../services/response-desk.ts';
import { valueOf } from '../services/test-desk.ts';
import { draftResponse } from '../../../src/main/services/draft-response.ts';
import { submitResponse } from '../../../src/main/services/submit-response.ts';
import { approveResponse, commentOnSubmission } from '../../../src/main/services/review-response.ts';
import { makeDecision } from '../../../src/main/services/decisions-of-case.ts';
import { recordAudit } from '../../../src/main/services/record-audit.ts';
import { sealCase } from '../../../src/main/services/seal-case.ts';
import { storePacket } from '../../../src/main/packets/store-packet.ts';
import { verifyPacketSource } from '../../../src/main/packets/verify-packet.ts';

let desk: ResponseDesk;
beforeAll(async () => {
  desk = await openResponseDesk();
  await desk.confirm();
  const ida = await desk.person('Ida Example', ['intake']);
  const ed = await desk.person('Ed Example', ['exporter']);
  const decision = {
    action: 'warn',
    subject: 'seller_555',
    policy: 'Counterfeit goods',
    reason: 'Sold a copy.',
    anchors: [desk.quote('seller_555')],
  } as const;
  valueOf(await makeDecision(ida, { caseId: desk.caseId, ...decision }));
  valueOf(await draftResponse(desk.ines, { caseId: desk.caseId, templateId: 'legal-process-produced' }, tools));
  const { submissionId } = valueOf(await submitResponse(desk.ines, { caseId: desk.caseId, versionNo: 1, note: '' }, tools));
  valueOf(await commentOnSubmission(desk.tomas, { submissionId, sentenceId: null, text: 'Good.' }));
  valueOf(await approveResponse(desk.tomas, { submissionId, comment: '' }, tools));
  const { packetId } = valueOf(
    await sealCase(ed, { caseId: desk.caseId, queue: false }, { storePacket, verifyPacketSource, organisation: tools.organisation }),
  );
  await desk.stores.outbox.enqueue(packetId, { kind: 'folder', path: '/packets' }, 1);
  await desk.stores.outbox.addEvent(packetId, 1, 'Queued');
  await recordAudit(desk.desk, desk.stores, { actor: null, action: 'test.done', subjectKind: 'desk', subjectId: 'x', summary: 'x' });
});
afterAll(() => desk.dispose());

const KEPT = [
  'audit',
  'custody_event',
  'decision',
  'document',
  'outbox_event',
  'packet',
  'response_version',
  'review',
  'review_comment',
  'submission',
  'submission_file',
  'user',
];

describe('what a desk keeps for good', () => {
  it.each(KEPT)('refuses to change, remove or replace a row of %s, however it is asked', async (table) => {
    const before = (await sql`SELECT * FROM ${sql.table(table)} ORDER BY rowid`.execute(desk.db)).rows;
    expect(before.length).toBeGreaterThan(0);
    const columns = Object.keys(before[0] as object);
    const guarded = table === 'document' ? ['id', 'sha256', 'size_bytes'] : table === 'user' ? ['id', 'name', 'roles_json'] : columns;
    for (const column of guarded)
      await expect(sql`UPDATE ${sql.table(table)} SET ${sql.ref(column)} = ${sql.ref(column)}`.execute(desk.db), column).rejects.toThrow(
        /never|only|stay|log of|sealed|written/,
      );
    for (const statement of [
      sql`DELETE FROM ${sql.table(table)}`,
      sql`INSERT OR REPLACE INTO ${sql.table(table)} SELECT * FROM ${sql.table(table)} LIMIT 1`,
      sql`REPLACE INTO ${sql.table(table)} SELECT * FROM ${sql.table(table)} LIMIT 1`,
      sql`UPDATE OR REPLACE ${sql.table(table)} SET ${sql.ref(guarded[0] as string)} = ${sql.ref(guarded[0] as string)}`,
    ]) {
      await expect(statement.execute(desk.db)).rejects.toThrow();
    }
    expect((await sql`SELECT * FROM ${sql.table(table)} ORDER BY rowid`.execute(desk.db)).rows).toEqual(before);
  });

  it('lets a certificate be renewed, and nothing else of a person', async () => {
    await desk.stores.users.setCertificate(desk.tomas.actor.userId, 'renewed');
    await expect(sql`UPDATE user SET roles_json = '["admin"]'`.execute(desk.db)).rejects.toThrow('never rewritten');
  });

  it('gives the triggers no way to be switched off from within', async () => {
    for (const setting of [sql`PRAGMA writable_schema = ON`, sql`PRAGMA recursive_triggers`]) await setting.execute(desk.db);
    await expect(sql`DELETE FROM sqlite_schema WHERE type = 'trigger'`.execute(desk.db)).rejects.toThrow(/may not be modified/);
    await sql`PRAGMA writable_schema = OFF`.execute(desk.db);
    expect((await sql<{ recursive_triggers: number }>`PRAGMA recursive_triggers`.execute(desk.db)).rows).toEqual([
      { recursive_triggers: 1 },
    ]);
  });

  it('calls a packet receipted only with a receipt, and then for good', async () => {
    await expect(sql`UPDATE outbox SET state = 'receipted'`.execute(desk.db)).rejects.toThrow('CHECK');
    await expect(sql`UPDATE outbox SET state = 'receipted', receipt_json = '{}'`.execute(desk.db)).rejects.toThrow('CHECK');
    await expect(sql`DELETE FROM outbox`.execute(desk.db)).rejects.toThrow('stays in the outbox');
    await sql`UPDATE outbox SET state = 'receipted', receipt_json = '{}', receipt_p7s = x'00'`.execute(desk.db);
    await expect(sql`UPDATE outbox SET state = 'queued'`.execute(desk.db)).rejects.toThrow('stays receipted');
    await expect(sql`UPDATE outbox SET receipt_json = '{"a":1}'`.execute(desk.db)).rejects.toThrow('stays receipted');
    await expect(sql`REPLACE INTO outbox SELECT * FROM outbox`.execute(desk.db)).rejects.toThrow();
  });

  it('finds a record of the audit log that was altered or taken out beneath the triggers', async () => {
    const count = (await desk.stores.audit.check()).records;
    await sql`DROP TRIGGER audit_is_never_updated`.execute(desk.db);
    await sql`DROP TRIGGER audit_is_never_deleted`.execute(desk.db);
    const [{ summary }] = (await sql<{ summary: string }>`SELECT summary FROM audit WHERE seq = 2`.execute(desk.db)).rows as [
      { summary: string },
    ];
    await sql`UPDATE audit SET summary = 'something else' WHERE seq = 2`.execute(desk.db);
    expect(await desk.stores.audit.check()).toMatchObject({ intact: false, brokenAtSeq: 2 });
    await sql`UPDATE audit SET summary = ${summary} WHERE seq = 2`.execute(desk.db);
    expect(await desk.stores.audit.check()).toMatchObject({ intact: true, records: count });
    await sql`DELETE FROM audit WHERE seq = 3`.execute(desk.db);
    expect(await desk.stores.audit.check()).toMatchObject({ intact: false, brokenAtSeq: 4 });
  });
});
