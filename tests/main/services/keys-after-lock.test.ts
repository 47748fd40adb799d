import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { SESSION_PARTS } from '../../../src/main/compose-session.ts';
import { makeSlot } from '../../../src/main/vault/keyring.ts';
import type { SessionParts } from '../../../src/main/services/session-parts.ts';
import { makeDesk, ROBIN, SAM, temporarySession } from './temporary-session.ts';

/** Every buffer that ever held a key. */
let keys: Uint8Array[];
const noted = <K extends Uint8Array | null | undefined>(key: K): K => {
  if (key) keys.push(key);
  return key;
};

/** The real parts, with every key that passes through them noted. */
const watched = (): SessionParts => ({
  ...SESSION_PARTS,
  vaultKeysOf: (...args) => {
    const made = SESSION_PARTS.vaultKeysOf(...args);
    noted(made.databaseKey);
    noted(made.blobWrappingKey);
    return made;
  },
  certificates: { ...SESSION_PARTS.certificates, signingKeyFrom: (bytes) => noted(SESSION_PARTS.certificates.signingKeyFrom(bytes)) },
  keyring: {
    ...SESSION_PARTS.keyring,
    makeSlot: (content, passphrase, random) => {
      for (const key of [content.vaultKey, content.signingKey, content.rootKey]) noted(key);
      return makeSlot(content, passphrase, random, { memoryKib: 8_192, iterations: 1, parallelism: 1 });
    },
    openSlot: async (...args) => {
      const opened = await SESSION_PARTS.keyring.openSlot(...args);
      for (const key of [opened?.vaultKey, opened?.signingKey, opened?.rootKey]) noted(key);
      return opened;
    },
    openRecovery: (...args) => {
      const opened = SESSION_PARTS.keyring.openRecovery(...args);
      for (const key of [opened?.vaultKey, opened?.rootKey]) noted(key);
      return opened;
    },
  },
  recoveryKey: {
    ...SESSION_PARTS.recoveryKey,
    parse: (typed) => {
      const parsed = SESSION_PARTS.recoveryKey.parse(typed);
      if (parsed.ok) noted(parsed.value);
      return parsed;
    },
  },
});
const alive = (): number => keys.filter((key) => key.some((byte) => byte !== 0)).length;

let temporary: ReturnType<typeof temporarySession>;
beforeEach(() => {
  keys = [];
  temporary = temporarySession({ parts: watched() });
});
afterEach(() => temporary.dispose());

describe('a locked desk', () => {
  it('holds no key in memory, whatever was done before', async () => {
    const { session } = temporary;
    const { recoveryKey, robin, sam } = await makeDesk(temporary);
    const beside = await session.contextFor(sam, SAM);
    expect(beside.ok).toBe(true);
    if (beside.ok) beside.value.release();
    expect((await session.contextFor(sam, 'a wrong passphrase')).ok).toBe(false);
    expect((await session.changePassphrase({ passphrase: ROBIN, newPassphrase: `${ROBIN} again` })).ok).toBe(true);
    expect((await session.changePassphrase({ passphrase: 'a wrong passphrase', newPassphrase: ROBIN })).ok).toBe(false);
    const context = session.current();
    expect(alive()).toBeGreaterThan(0);
    await session.lock();
    expect(alive()).toBe(0);
    expect(context?.signer.privateKey.every((byte) => byte === 0)).toBe(true);
    expect(session.current()).toBeNull();

    expect((await session.recover({ userId: sam, recoveryKey, newPassphrase: `${SAM} again` })).ok).toBe(true);
    await session.lock();
    expect(alive()).toBe(0);

    expect((await session.unlock(robin, `${ROBIN} again`)).ok).toBe(true);
    expect((await session.unlock(sam, 'a wrong passphrase')).ok).toBe(false);
    expect(alive()).toBe(0);
    expect((await session.unlock(sam, `${SAM} again`)).ok).toBe(true);
    await session.lock();
    expect(alive()).toBe(0);
  });

  it('signs for nobody with a context that somebody kept', async () => {
    const { session } = temporary;
    await makeDesk(temporary);
    const context = session.current();
    await session.lock();
    if (!context) throw new Error('Nobody was signed in.');
    const { signDetached } = await import('../../../src/main/packets/cms.ts');
    expect(() => signDetached(Buffer.from('x'), context.signer)).toThrow();
    await expect(context.desk.stores.users.list()).rejects.toThrow();
    await expect(context.desk.blobs.putBytes(Buffer.from('x'))).rejects.toMatchObject({ kind: 'vault-closed' });
  });
});
