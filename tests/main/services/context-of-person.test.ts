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

describe('addPeopleBeside', () => {
  const people = [
    { name: 'Kim Example', roles: ['supervisor'] as const, passphrase: 'a passphrase of Kim' },
    { name: 'Lee Example', roles: ['intake'] as const, passphrase: 'a passphrase of Lee' },
  ];

  it('adds people who can act at once with their own keys and sign in later with their own passphrases', async () => {
    await makeDesk(t);
    const added = await t.session.addPeopleBeside(people);
    if (!added.ok) throw new Error(added.failure.message);
    const [kim, lee] = added.value;
    expect(kim?.context.actor).toMatchObject({ name: 'Kim Example', roles: ['supervisor'] });
    expect(kim?.context.signer.privateKey).not.toEqual(lee?.context.signer.privateKey);
    const { records } = await (kim as NonNullable<typeof kim>).context.desk.stores.audit.list({ limit: 4 });
    expect(records.map((link) => [link.record.action, link.record.actorName]).toReversed()).toEqual([
      ['user.added', 'Robin Example'],
      ['user.joined', 'Kim Example'],
      ['user.added', 'Robin Example'],
      ['user.joined', 'Lee Example'],
    ]);
    const keyBefore = Uint8Array.from(lee?.context.signer.privateKey ?? []);
    lee?.release();
    expect(lee?.context.signer.privateKey.every((byte) => byte === 0)).toBe(true);
    await t.session.lock();
    expect(await t.session.unlockByName('Lee Example', 'a passphrase of Lee')).toMatchObject({ ok: true });
    expect(Uint8Array.from(t.session.current()?.signer.privateKey ?? [])).toEqual(keyBefore);
    expect(await t.session.unlockByName('Kim Example', 'a passphrase of Kim')).toMatchObject({ ok: true });
  });

  it('adds nobody if one name is taken', async () => {
    await makeDesk(t);
    const before = (await t.session.people()).map(({ name }) => name);
    const refused = await t.session.addPeopleBeside([people[0]!, { ...people[1]!, name: 'Sam Example' }]);
    expect(refused).toMatchObject({ ok: false, failure: { kind: 'name-taken', message: expect.stringContaining('Sam Example') } });
    expect((await t.session.people()).map(({ name }) => name)).toEqual(before);
  });
});
