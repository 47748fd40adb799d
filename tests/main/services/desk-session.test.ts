import { spawn } from 'node:child_process';
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
const summaries = async () => (await t.session.current()!.desk.stores.audit.list({ limit: 100 })).records.map(({ record }) => record.summary).toReversed();

describe('createDeskSession', () => {
  it('makes a desk whose first person manages people and works cases, and shows the recovery key once', async () => {
    expect((await t.session.state()).vault).toBe('none');
    const { recoveryKey } = await makeDesk(t);
    expect(recoveryKey).toMatch(/^(\w{4}-){8}\w{4}$/);
    const state = await t.session.state();
    expect(state).toMatchObject({ vault: 'open', deskName: 'Example Desk', host: 'loopback', version: '0.0.0-test', lockAfterMinutes: 15 });
    expect(state.user).toMatchObject({ name: 'Robin Example', roles: ['admin', 'investigator'], certificateFingerprint: expect.stringMatching(/^[0-9a-f]{64}$/) });
    expect(state.permissions).toEqual(expect.arrayContaining(['user.manage', 'response.write']));
    expect(state.permissions).not.toContain('review.decide');
    expect((await t.session.current()?.desk.stores.settings.read())?.timeZone).toBe('America/New_York');
    for (const name of ['keyring.json', 'desk.db', 'desk.db-wal']) expect(readFileSync(join(t.vaultDir, name)).includes(recoveryKey.slice(0, 9)), name).toBe(false);
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
    expect(kindOf(await t.session.createDesk({ deskName: 'Second', userName: 'Kim Example', passphrase: 'a passphrase of Kim' }))).toBe('ok');
    expect(await t.session.state()).toMatchObject({ vault: 'open', deskName: 'Second', users: [{ name: 'Kim Example' }] });
  });

  it('says why a desk can not be made where the disk refuses', async () => {
    const path = join(t.vaultDir, '..', 'a-file');
    writeFileSync(path, '');
    const session = createDeskSession({ ...t.options, vaultDir: join(path, 'vault') });
    const made = await session.createDesk({ deskName: 'Example', userName: 'Kim Example', passphrase: 'a passphrase of Kim' }).catch(String);
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
    for (const [p7s, name] of [[byRobin, 'Robin Example'], [bySam, 'Sam Example']] as const) {
      const verified = verifyDetached(words, p7s, [desk.rootCertificatePem], t.clock.nowMs);
      expect(verified).toMatchObject({ ok: true, value: { signer: { name } } });
    }
  });

  it('refuses a second person of the same name, in any case', async () => {
    await makeDesk(t);
    expect(kindOf(await t.session.addUser({ name: 'sam example', roles: ['auditor'], passphrase: 'a third passphrase' }))).toBe('name-taken');
    expect((await t.session.people()).map(({ name }) => name)).toEqual(['Robin Example', 'Sam Example']);
  });

  it('keeps two steps asked for at once apart', async () => {
    await makeDesk(t);
    const added = await Promise.all(['Kim', 'Lee'].map((name) => t.session.addUser({ name, roles: ['auditor'], passphrase: `a passphrase of ${name}` })));
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

describe('unlock', () => {
  it('does not tell a wrong passphrase from another person', async () => {
    const { robin } = await makeDesk(t);
    await t.session.lock();
    const answers = [await t.session.unlock(robin, 'wrong'), await t.session.unlock(robin, SAM), await t.session.unlock(crypto.randomUUID() as typeof robin, ROBIN), await t.session.unlockByName('Nobody', ROBIN)];
    expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
    expect(answers[0]).toMatchObject({ ok: false, failure: { kind: 'wrong-passphrase' } });
  });

  it('slows down after five wrong passphrases, also for the right one and for a new process, and records them at the next unlock', async () => {
    const { robin, sam } = await makeDesk(t);
    await t.session.lock();
    for (let count = 1; count <= 4; count += 1) expect(await t.session.unlock(sam, 'wrong')).not.toHaveProperty('failure.retryAfterMs');
    expect(await t.session.unlock(sam, 'wrong')).toMatchObject({ failure: { kind: 'wrong-passphrase', retryAfterMs: 5_000 } });
    expect(await t.session.unlock(robin, ROBIN)).toMatchObject({ failure: { kind: 'slow-down', retryAfterMs: 5_000 } });
    expect(await createDeskSession(t.options).unlock(robin, ROBIN)).toMatchObject({ failure: { kind: 'slow-down', retryAfterMs: 5_000 } });
    t.clock.nowMs += 5_001;
    expect(kindOf(await t.session.unlock(robin, ROBIN))).toBe('ok');
    expect((await summaries()).filter((summary) => summary === 'A try to unlock the desk by passphrase as Sam Example failed.')).toHaveLength(5);
    expect((await t.session.current()!.desk.stores.audit.check()).intact).toBe(true);
    await t.session.lock();
    expect(kindOf(await t.session.unlock(robin, 'wrong'))).toBe('wrong-passphrase');
    expect(kindOf(await t.session.unlock(robin, ROBIN)), 'counting began anew').toBe('ok');
  });

  it('is refused while another process holds the vault, and works once that one was killed', async () => {
    const { robin } = await makeDesk(t);
    await t.session.lock();
    const child = spawn(process.execPath, [join(import.meta.dirname, 'hold-vault.ts'), t.vaultDir, SAM], { stdio: ['ignore', 'pipe', 'inherit'] });
    const said = await new Promise<string>((resolve) => child.stdout.once('data', (data: Buffer) => resolve(data.toString())));
    expect(said).toBe('open\n');
    expect(await t.session.unlock(robin, ROBIN)).toMatchObject({ failure: { kind: 'in-use', message: expect.stringContaining(`process ${child.pid}`) } });
    const gone = new Promise((resolve) => child.once('exit', resolve));
    child.kill('SIGKILL');
    await gone;
    expect(kindOf(await t.session.unlock(robin, ROBIN))).toBe('ok');
  });

  it('finds the person for a command by the permission it needs', async () => {
    await makeDesk(t);
    await t.session.addUser({ name: 'Kim Example', roles: ['supervisor'], passphrase: 'a passphrase of Kim' });
    await t.session.lock();
    expect(kindOf(await t.session.unlockByName(undefined, 'a passphrase of Kim', 'review.decide'))).toBe('ok');
    expect(t.session.current()?.actor.name).toBe('Kim Example');
    expect(kindOf(await t.session.unlockByName('SAM example', SAM))).toBe('ok');
    expect(kindOf(await t.session.unlockByName(undefined, SAM, 'user.manage')), 'Sam may not').toBe('wrong-passphrase');
    expect(t.session.current()).toBeNull();
  });

  it.each([
    ['keyring.json', 'damaged'],
    ['desk.db', 'damaged'],
  ])('says that %s is damaged', async (name, word) => {
    const { robin } = await makeDesk(t);
    await t.session.lock();
    writeFileSync(join(t.vaultDir, name), 'x'.repeat(9_000));
    expect(await t.session.unlock(robin, ROBIN)).toMatchObject({ failure: { kind: 'unusable', message: expect.stringContaining(word) } });
  });

  it('refuses the database of another vault', async () => {
    const other = temporarySession();
    await makeDesk(other);
    await other.session.lock();
    const { robin } = await makeDesk(t);
    await t.session.lock();
    writeFileSync(join(t.vaultDir, 'desk.db'), readFileSync(join(other.vaultDir, 'desk.db')));
    expect(kindOf(await t.session.unlock(robin, ROBIN))).toBe('unusable');
    await other.dispose();
  });
});

describe('recover', () => {
  it('gives a new passphrase, signing key and certificate with the printed key, and leaves the others as they were', async () => {
    const { recoveryKey, sam } = await makeDesk(t);
    const before = (await t.session.people()).find(({ id }) => id === sam)?.certificateFingerprint;
    await t.session.lock();
    const recovered = await t.session.recover({ userId: sam, recoveryKey: recoveryKey.toLowerCase().replaceAll('-', ' '), newPassphrase: 'a new passphrase of Sam' });
    expect(kindOf(recovered)).toBe('ok');
    const { signer, desk, actor } = t.session.current()!;
    expect(actor.name).toBe('Sam Example');
    expect((await t.session.state()).user?.certificateFingerprint).not.toBe(before);
    const words = Buffer.from('attested');
    expect(verifyDetached(words, signDetached(words, signer), [desk.rootCertificatePem], t.clock.nowMs).ok).toBe(true);
    expect((await summaries()).at(-1)).toContain('The recovery key gave Sam Example a new passphrase');
    await t.session.lock();
    expect(kindOf(await t.session.unlock(sam, SAM))).toBe('wrong-passphrase');
    expect(kindOf(await t.session.unlock(sam, 'a new passphrase of Sam'))).toBe('ok');
    expect(kindOf(await t.session.unlockByName('Robin Example', ROBIN))).toBe('ok');
    expect(kindOf(await t.session.addUser({ name: 'Kim Example', roles: ['auditor'], passphrase: 'a passphrase of Kim' })), 'Robin can still add people').toBe('ok');
  });

  it('lets a recovered admin add people', async () => {
    const { recoveryKey, robin } = await makeDesk(t);
    expect(kindOf(await t.session.recover({ userId: robin, recoveryKey, newPassphrase: 'a new passphrase of Robin' }))).toBe('ok');
    expect(kindOf(await t.session.addUser({ name: 'Kim Example', roles: ['auditor'], passphrase: 'a passphrase of Kim' }))).toBe('ok');
  });

  it('tells a slip without counting it, and refuses the key of another desk', async () => {
    const other = temporarySession();
    const { recoveryKey: foreign } = await makeDesk(other);
    await other.dispose();
    const { recoveryKey, sam } = await makeDesk(t);
    await t.session.lock();
    for (let count = 0; count < 8; count += 1) {
      expect(await t.session.recover({ userId: sam, recoveryKey: recoveryKey.slice(1), newPassphrase: 'x'.repeat(12) })).toMatchObject({ failure: { kind: 'wrong-recovery-key', message: expect.stringContaining('35 were entered') } });
    }
    for (let count = 0; count < 5; count += 1) expect(kindOf(await t.session.recover({ userId: sam, recoveryKey: foreign, newPassphrase: 'x'.repeat(12) }))).toBe('wrong-recovery-key');
    expect(kindOf(await t.session.recover({ userId: sam, recoveryKey, newPassphrase: 'x'.repeat(12) }))).toBe('slow-down');
  });

  it('finishes at the next unlock what was cut off between keyring and database', async () => {
    const { recoveryKey, sam } = await makeDesk(t);
    const pem = async () => (await t.session.current()!.desk.stores.users.byId(sam))?.certificatePem;
    const old = await pem();
    await t.session.recover({ userId: sam, recoveryKey, newPassphrase: 'a new passphrase of Sam' });
    const renewed = await pem();
    await t.session.current()!.desk.stores.users.setCertificate(sam, old ?? '');
    await t.session.lock();
    expect(kindOf(await t.session.unlock(sam, 'a new passphrase of Sam'))).toBe('ok');
    expect([await pem(), t.session.current()?.signer.certificatePem]).toEqual([renewed, renewed]);
  });
});

describe('changePassphrase', () => {
  it('rewraps the one slot and keeps the signing key', async () => {
    const { robin } = await makeDesk(t);
    const slots = () => (JSON.parse(readFileSync(join(t.vaultDir, 'keyring.json'), 'utf8')) as { keyring: { slots: unknown[] } }).keyring.slots;
    const before = slots();
    const key = Buffer.from(t.session.current()!.signer.privateKey);
    expect(kindOf(await t.session.changePassphrase({ passphrase: 'wrong', newPassphrase: 'a new passphrase of Robin' }))).toBe('wrong-passphrase');
    expect(slots()).toEqual(before);
    expect(kindOf(await t.session.changePassphrase({ passphrase: ROBIN, newPassphrase: 'a new passphrase of Robin' }))).toBe('ok');
    expect(slots()[1]).toEqual(before[1]);
    expect(slots()[0]).not.toEqual(before[0]);
    expect((await summaries()).at(-1)).toBe('Robin Example chose a new passphrase after 1 wrong try.');
    await t.session.lock();
    expect(kindOf(await t.session.unlock(robin, ROBIN))).toBe('wrong-passphrase');
    expect(kindOf(await t.session.unlock(robin, 'a new passphrase of Robin'))).toBe('ok');
    expect(Buffer.from(t.session.current()!.signer.privateKey).equals(key)).toBe(true);
  });
});
