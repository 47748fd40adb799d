import { spawn } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { signDetached, verifyDetached } from '../../../src/main/packets/cms.ts';
import { createDeskSession } from '../../../src/main/services/desk-session.ts';
import { makeDesk, ROBIN, SAM, temporarySession } from './temporary-session.ts';

let t: ReturnType<typeof temporarySession>;
beforeEach(() => {
  t = temporarySession();
});
afterEach(() => t.dispose());

const kindOf = (result: { ok: true } | { ok: false; failure: { kind: string } }) => (result.ok ? 'ok' : result.failure.kind);
const summaries = async () =>
  (await t.session.current()!.desk.stores.audit.list({ limit: 100 })).records.map(({ record }) => record.summary).toReversed();

describe('unlockAs', () => {
  it('does not tell a wrong passphrase from another person', async () => {
    const { robin } = await makeDesk(t);
    await t.session.lock();
    const answers = [
      await t.session.unlock(robin, 'wrong'),
      await t.session.unlock(robin, SAM),
      await t.session.unlock(crypto.randomUUID() as typeof robin, ROBIN),
      await t.session.unlockByName('Nobody', ROBIN),
    ];
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
    expect(
      (await summaries()).filter((summary) => summary === 'A try to unlock the desk by passphrase as Sam Example failed.'),
    ).toHaveLength(5);
    expect((await t.session.current()!.desk.stores.audit.check()).intact).toBe(true);
    await t.session.lock();
    expect(kindOf(await t.session.unlock(robin, 'wrong'))).toBe('wrong-passphrase');
    expect(kindOf(await t.session.unlock(robin, ROBIN)), 'counting began anew').toBe('ok');
  });

  it('is refused while another process holds the vault, and works once that one was killed', async () => {
    const { robin } = await makeDesk(t);
    await t.session.lock();
    const child = spawn(process.execPath, [join(import.meta.dirname, 'hold-vault-child.ts'), t.vaultDir, SAM], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const said = await new Promise<string>((resolve) => child.stdout.once('data', (data: Buffer) => resolve(data.toString())));
    expect(said).toBe('open\n');
    expect(await t.session.unlock(robin, ROBIN)).toMatchObject({
      failure: { kind: 'in-use', message: expect.stringContaining(`process ${child.pid}`) },
    });
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

describe('recoverAs', () => {
  it('gives a new passphrase, signing key and certificate with the printed key, and leaves the others as they were', async () => {
    const { recoveryKey, sam } = await makeDesk(t);
    const before = (await t.session.people()).find(({ id }) => id === sam)?.certificateFingerprint;
    await t.session.lock();
    const recovered = await t.session.recover({
      userId: sam,
      recoveryKey: recoveryKey.toLowerCase().replaceAll('-', ' '),
      newPassphrase: 'a new passphrase of Sam',
    });
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
    expect(
      kindOf(await t.session.addUser({ name: 'Kim Example', roles: ['auditor'], passphrase: 'a passphrase of Kim' })),
      'Robin can still add people',
    ).toBe('ok');
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
      expect(await t.session.recover({ userId: sam, recoveryKey: recoveryKey.slice(1), newPassphrase: 'x'.repeat(12) })).toMatchObject({
        failure: { kind: 'wrong-recovery-key', message: expect.stringContaining('35 were entered') },
      });
    }
    for (let count = 0; count < 5; count += 1)
      expect(kindOf(await t.session.recover({ userId: sam, recoveryKey: foreign, newPassphrase: 'x'.repeat(12) }))).toBe(
        'wrong-recovery-key',
      );
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

describe('changeOwnPassphrase', () => {
  it('rewraps the one slot and keeps the signing key', async () => {
    const { robin } = await makeDesk(t);
    const slots = () =>
      (JSON.parse(readFileSync(join(t.vaultDir, 'keyring.json'), 'utf8')) as { keyring: { slots: unknown[] } }).keyring.slots;
    const before = slots();
    const key = Buffer.from(t.session.current()!.signer.privateKey);
    expect(kindOf(await t.session.changePassphrase({ passphrase: 'wrong', newPassphrase: 'a new passphrase of Robin' }))).toBe(
      'wrong-passphrase',
    );
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
