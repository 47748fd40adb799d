import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { recordAudit } from '../../../src/main/services/record-audit.ts';
import { makeDesk, ROBIN, SAM, temporarySession } from './temporary-session.ts';

let t: ReturnType<typeof temporarySession>;
beforeEach(() => {
  t = temporarySession();
});
afterEach(() => t.dispose());

describe('contextOfPerson', () => {
  it('lets a second person act with their own key, and leaves the first signed in', async () => {
    const { sam } = await makeDesk(t);
    const beside = await t.session.contextFor(sam, SAM);
    if (!beside.ok) throw new Error(beside.failure.message);
    const { context, release } = beside.value;
    const robin = t.session.current();
    expect(context.actor).toMatchObject({ name: 'Sam Example', roles: ['supervisor'] });
    expect(context.signer.privateKey).not.toEqual(robin?.signer.privateKey);
    expect(context.signer.certificatePem).toBe((await context.desk.stores.users.byId(sam))?.certificatePem);
    await recordAudit(context.desk, context.desk.stores, {
      actor: context.actor,
      action: 'test.done',
      subjectKind: 'test',
      subjectId: '1',
      summary: 'Sam did something.',
    });
    expect(robin?.actor.name).toBe('Robin Example');
    const { records } = await context.desk.stores.audit.list({ limit: 2 });
    expect(records.map((link) => [link.record.action, link.record.actorName])).toEqual([
      ['test.done', 'Sam Example'],
      ['user.joined', 'Sam Example'],
    ]);
    release();
    expect(context.signer.privateKey.every((byte) => byte === 0)).toBe(true);
  });

  it("refuses another person's passphrase, and slows down after several", async () => {
    const { sam } = await makeDesk(t);
    const kinds = [];
    for (let tries = 0; tries < 6; tries += 1) {
      const refused = await t.session.contextFor(sam, ROBIN);
      kinds.push(refused.ok ? 'ok' : refused.failure.kind);
    }
    expect(kinds.slice(0, 5)).toEqual(Array.from({ length: 5 }, () => 'wrong-passphrase'));
    expect(kinds[5]).toBe('slow-down');
  });
});
