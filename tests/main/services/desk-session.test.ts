import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { signDetached, verifyDetached } from '../../../src/main/packets/cms.ts';
import { createDeskSession } from '../../../src/main/services/desk-session.ts';
import { makeDesk, ROBIN, SAM, temporarySession } from './temporary-session.ts';

const opened: { desks: string[]; closed: string[] } = { desks: [], closed: [] };
const emitted: string[] = [];
let t: ReturnType<typeof temporarySession>;
beforeEach(() => {
  opened.desks = [];
  opened.closed = [];
  emitted.length = 0;
  t = temporarySession({
    onOpen: (desk) => void opened.desks.push(desk.deskName),
    onClose: async (desk) => {
      // Jobs may still write while they stop.
      await desk.stores.audit.head();
      opened.closed.push(desk.deskName);
    },
    emit: (event) => void emitted.push(...event.topics),
  });
});
afterEach(() => t.dispose());

const kindOf = (result: { ok: true } | { ok: false; failure: { kind: string } }) => (result.ok ? 'ok' : result.failure.kind);
const summaries = async () =>
  (await t.session.current()!.desk.stores.audit.list({ limit: 100 })).records.map(({ record }) => record.summary).toReversed();

describe('createDeskSession', () => {
  it('makes a desk whose first person manages people and works cases, and shows the recovery key once', async () => {
    expect((await t.session.state()).vault).toBe('none');
    const { recoveryKey } = await makeDesk(t);
    expect(recoveryKey).toMatch(/^(\w{4}-){8}\w{4}$/);
    const state = await t.session.state();
    expect(state).toMatchObject({ vault: 'open', deskName: 'Example Desk', host: 'loopback', version: '0.0.0-test', lockAfterMinutes: 15 });
    expect(state.user).toMatchObject({
      name: 'Robin Example',
      roles: ['admin', 'investigator'],
      certificateFingerprint: expect.stringMatching(/^[0-9a-f]{64}$/),
    });
    expect(state.permissions).toEqual(expect.arrayContaining(['user.manage', 'response.write']));
    expect(state.permissions).not.toContain('review.decide');
    expect((await t.session.current()?.desk.stores.settings.read())?.timeZone).toBe('America/New_York');
    for (const name of ['keyring.json', 'desk.db', 'desk.db-wal'])
      expect(readFileSync(join(t.vaultDir, name)).includes(recoveryKey.slice(0, 9)), name).toBe(false);
  });

  it('makes no second desk in the folder, also when its keyring is lost', async () => {
    await makeDesk(t);
    const again = () => t.session.createDesk({ deskName: 'Other', userName: 'Kim Example', passphrase: 'a passphrase of Kim' });
    expect(kindOf(await again())).toBe('desk-exists');
    await t.session.lock();
    const database = readFileSync(join(t.vaultDir, 'desk.db'));
    for (const name of ['keyring.json', 'keyring.json.bak']) rmSync(join(t.vaultDir, name));
    expect(await t.session.state()).toMatchObject({ vault: 'unusable', problem: { kind: 'keyring-missing' } });
    expect(kindOf(await again())).toBe('desk-exists');
    expect(readFileSync(join(t.vaultDir, 'desk.db')).equals(database)).toBe(true);
  });

  it('begins again where making a desk was cut off', async () => {
    await makeDesk(t);
    await t.session.lock();
    writeFileSync(join(t.vaultDir, 'unfinished-vault'), '');
    expect((await t.session.state()).vault).toBe('none');
    expect(kindOf(await t.session.createDesk({ deskName: 'Second', userName: 'Kim Example', passphrase: 'a passphrase of Kim' }))).toBe(
      'ok',
    );
    expect(await t.session.state()).toMatchObject({ vault: 'open', deskName: 'Second', users: [{ name: 'Kim Example' }] });
  });

  it('says why a desk can not be made where the disk refuses', async () => {
    const path = join(t.vaultDir, '..', 'a-file');
    writeFileSync(path, '');
    const session = createDeskSession({ ...t.options, vaultDir: join(path, 'vault') });
    const made = await session
      .createDesk({ deskName: 'Example', userName: 'Kim Example', passphrase: 'a passphrase of Kim' })
      .catch(String);
    expect(made).toMatchObject({ ok: false, failure: { kind: 'disk', message: expect.stringContaining('not a folder') } });
  });

  it('gives each person an own certificate whose signatures the root vouches for', async () => {
    const { sam } = await makeDesk(t);
    const robinSigner = t.session.current()!.signer;
    const words = Buffer.from('attested');
    const byRobin = signDetached(words, robinSigner);
    expect(kindOf(await t.session.unlock(sam, SAM))).toBe('ok');
    const { signer, desk, actor } = t.session.current()!;
    expect([actor.name, actor.roles]).toEqual(['Sam Example', ['supervisor']]);
    const bySam = signDetached(words, signer);
    for (const [p7s, name] of [
      [byRobin, 'Robin Example'],
      [bySam, 'Sam Example'],
    ] as const) {
      const verified = verifyDetached(words, p7s, [desk.rootCertificatePem], t.clock.nowMs);
      expect(verified).toMatchObject({ ok: true, value: { signer: { name } } });
    }
  });

  it('refuses a second person of the same name, in any case', async () => {
    await makeDesk(t);
    expect(kindOf(await t.session.addUser({ name: 'sam example', roles: ['auditor'], passphrase: 'a third passphrase' }))).toBe(
      'name-taken',
    );
    expect((await t.session.people()).map(({ name }) => name)).toEqual(['Robin Example', 'Sam Example']);
  });

  it('keeps two steps asked for at once apart', async () => {
    await makeDesk(t);
    const added = await Promise.all(
      ['Kim', 'Lee'].map((name) => t.session.addUser({ name, roles: ['auditor'], passphrase: `a passphrase of ${name}` })),
    );
    expect(added.map(kindOf)).toEqual(['ok', 'ok']);
    await t.session.lock();
    for (const name of ['Kim', 'Lee']) expect(kindOf(await t.session.unlockByName(name, `a passphrase of ${name}`))).toBe('ok');
  });
});

describe('lock', () => {
  it('stops the jobs, closes the database and zeroes every key', async () => {
    await makeDesk(t);
    const { desk, signer } = t.session.current()!;
    expect(signer.privateKey.some((byte) => byte !== 0)).toBe(true);
    await t.session.lock();
    expect(opened).toEqual({ desks: ['Example Desk'], closed: ['Example Desk'] });
    expect(signer.privateKey.every((byte) => byte === 0)).toBe(true);
    expect(t.session.current()).toBeNull();
    expect((await t.session.state()).vault).toBe('locked');
    await expect(desk.stores.users.list()).rejects.toThrow();
    await expect(desk.blobs.putBytes(new Uint8Array(1))).rejects.toThrow('vault is closed');
    expect(existsSync(join(t.vaultDir, 'desk.db-wal'))).toBe(false);
    expect(emitted.at(-1)).toBe('session');
  });

  it('goes through to the end when a job fails to stop', async () => {
    const failing = temporarySession({ onClose: () => Promise.reject(new Error('a job hangs')) });
    await makeDesk(failing);
    const { signer } = failing.session.current()!;
    await expect(failing.session.lock()).rejects.toThrow('not everything could be ended');
    expect(signer.privateKey.every((byte) => byte === 0)).toBe(true);
    expect(kindOf(await createDeskSession(failing.options).unlockByName('Robin Example', ROBIN))).toBe('ok');
  });

  it('happens by itself when nobody is at work, and waits while somebody is', async () => {
    await makeDesk(t);
    const minute = 60_000;
    t.clock.nowMs += 14 * minute;
    expect(t.session.stillHere()).toEqual({ locksAtMs: t.clock.nowMs + 15 * minute });
    t.clock.nowMs += 14 * minute;
    await t.fireTimers();
    expect((await t.session.state()).vault).toBe('open');
    t.clock.nowMs += 1 * minute;
    expect(t.session.current(), 'the moment it is due, before any timer').toBeNull();
    expect(t.session.stillHere()).toBeNull();
    await t.fireTimers();
    expect((await t.session.state()).vault).toBe('locked');
    await t.session.unlockByName('Robin Example', ROBIN);
    expect(await summaries()).toContain('The desk was locked: nobody was at work.');
  });

  it('follows a changed setting at once, and nothing else about the desk', async () => {
    await makeDesk(t);
    const { desk } = t.session.current()!;
    const before = (await t.session.state()).locksAtMs;
    t.clock.nowMs += 1_000;
    desk.emit({ topics: ['desk'] });
    await desk.stores.audit.head();
    expect((await t.session.state()).locksAtMs).toBe(before);
    await desk.stores.settings.write({ ...(await desk.stores.settings.read()), lockAfterMinutes: 2 });
    desk.emit({ topics: ['desk'] });
    await vi.waitFor(async () => expect((await t.session.state()).locksAtMs).toBe(t.clock.nowMs + 120_000));
  });

  it('never happens by itself where commands run', async () => {
    const command = temporarySession({ idleLock: false });
    await makeDesk(command);
    command.clock.nowMs += 1e9;
    expect(command.session.current()?.actor.name).toBe('Robin Example');
    expect(command.timers.size).toBe(0);
    await command.dispose();
  });
});
