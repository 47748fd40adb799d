import { randomBytes, randomUUID } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { userIdSchema } from '../../../src/core/ids.ts';
import type { Role } from '../../../src/core/policy/permissions.ts';
import { makeRecovery, makeSlot, openRecovery, openSlot, withSlot } from '../../../src/main/vault/keyring.ts';
import { type Keyring, keyringSchema } from '../../../src/main/vault/keyring-file.ts';
import { unwrapKey } from '../../../src/main/vault/key-wrap.ts';
import { deriveUserKey } from '../../../src/main/vault/passphrase-key.ts';

const vaultId = randomUUID();
const vaultKey = randomBytes(32);
const rootKey = randomBytes(32);
const recoverySecret = randomBytes(20);

/** The cost stands in each slot; cheap ones keep these tests quick. */
const QUICK = { memoryKib: 8_192, iterations: 1, parallelism: 1 };

const person = async (name: string, roles: readonly Role[], passphrase: string, root: Uint8Array | null) => {
  const userId = userIdSchema.parse(randomUUID());
  const signingKey = randomBytes(32);
  const slot = await makeSlot(
    { vaultId, userId, name, roles, certificatePem: `certificate of ${name}`, version: 1, vaultKey, signingKey, rootKey: root },
    passphrase,
    randomBytes,
    QUICK,
  );
  return { userId, signingKey, slot };
};
const robin = await person('Robin Example', ['admin', 'investigator'], 'a passphrase of Robin', rootKey);
const sam = await person('Sam Example', ['supervisor'], 'a passphrase of Sam', null);
const keyring: Keyring = {
  format: 'casewright-keyring',
  version: 1,
  vaultId,
  deskName: 'Example Desk',
  slots: [robin.slot, sam.slot],
  recovery: makeRecovery(vaultId, { vaultKey, rootKey }, recoverySecret, randomBytes),
};

const hex = (bytes: Uint8Array | null | undefined): string | null | undefined => bytes && Buffer.from(bytes).toString('hex');

describe('openSlot', () => {
  it('opens the vault key and the own signing key, and the root key only for who may add people', async () => {
    const opened = await openSlot(keyring, robin.userId, 'a passphrase of Robin');
    expect([hex(opened?.vaultKey), hex(opened?.signingKey), hex(opened?.rootKey)]).toEqual([
      hex(vaultKey),
      hex(robin.signingKey),
      hex(rootKey),
    ]);
    expect(await openSlot(keyring, sam.userId, 'a passphrase of Sam')).toMatchObject({ rootKey: null });
  });

  it('answers nothing for a wrong passphrase, another person, and nobody', async () => {
    expect(await openSlot(keyring, robin.userId, 'a passphrase of robin')).toBeNull();
    expect(await openSlot(keyring, robin.userId, '')).toBeNull();
    expect(await openSlot(keyring, sam.userId, 'a passphrase of Robin')).toBeNull();
    expect(await openSlot(keyring, userIdSchema.parse(randomUUID()), 'a passphrase of Robin')).toBeNull();
  });

  it('takes as long for a person who is not there', async () => {
    const costly = await makeSlot(
      { ...robin.slot, vaultId, vaultKey, signingKey: robin.signingKey, rootKey },
      'a passphrase of Robin',
      randomBytes,
    );
    const timeOf = async (userId: string) => {
      const startMs = performance.now();
      await openSlot(withSlot(keyring, costly), userIdSchema.parse(userId), 'wrong');
      return performance.now() - startMs;
    };
    const known = Math.min(await timeOf(robin.userId), await timeOf(robin.userId));
    const unknown = Math.min(await timeOf(randomUUID()), await timeOf(randomUUID()));
    expect(unknown).toBeGreaterThan(known / 3);
    expect(unknown).toBeLessThan(known * 3);
  });

  it('takes the same letters however they were composed', async () => {
    const { userId, slot } = await person('Zoë Example', ['auditor'], 'Zoë’s pass\u00e9 phrase', null);
    expect(await openSlot(withSlot(keyring, slot), userId, 'Zoë’s passe\u0301 phrase')).not.toBeNull();
  });

  it('opens nothing after any part of the slot was altered', async () => {
    const alterations = Object.keys(robin.slot).flatMap((field) => alter({ ...robin.slot }, field));
    expect(alterations.map(({ name }) => name)).toEqual(
      expect.arrayContaining([
        'userId',
        'name',
        'roles',
        'certificatePem',
        'version',
        'kdf.salt',
        'kdf.memoryKib',
        'kdf.iterations',
        'needsDeviceSecret',
        'vaultKey.sealed',
        'signingKey.nonce',
        'rootKey.sealed',
      ]),
    );
    for (const { name, slot } of alterations) {
      const altered = { ...keyring, slots: [slot, sam.slot] } as Keyring;
      expect(await openSlot(altered, altered.slots[0]?.userId ?? robin.userId, 'a passphrase of Robin'), name).toBeNull();
    }
  });

  it('opens nothing in another vault, or when an older slot’s keys are put into a newer one', async () => {
    expect(await openSlot({ ...keyring, vaultId: randomUUID() }, robin.userId, 'a passphrase of Robin')).toBeNull();
    const swapped = { ...robin.slot, vaultKey: robin.slot.signingKey, signingKey: robin.slot.vaultKey };
    expect(await openSlot(withSlot(keyring, swapped), robin.userId, 'a passphrase of Robin')).toBeNull();
  });
});

describe('makeSlot', () => {
  it('keeps a signing key from everybody else, whatever they hold: the vault key, the root key, their own passphrase', async () => {
    const held = [
      vaultKey,
      rootKey,
      robin.signingKey,
      await deriveUserKey('a passphrase of Robin', robin.slot.kdf),
      await deriveUserKey('a passphrase of Robin', sam.slot.kdf),
    ];
    const { vaultKey: _v, signingKey, rootKey: _r, ...open } = sam.slot;
    const { canonicalJson } = await import('../../../src/core/packets/canonical-json.ts');
    const boundTo = canonicalJson({ vaultId, purpose: 'signing key', slot: open });
    for (const key of held) expect(unwrapKey(key, signingKey, boundTo)).toBeNull();
    // The same attempt with Sam's own key succeeds, so the refusals above are about the key.
    expect(hex(unwrapKey(await deriveUserKey('a passphrase of Sam', sam.slot.kdf), signingKey, boundTo))).toBe(hex(sam.signingKey));
  });

  it('costs a guess 64 MiB and three passes', async () => {
    const slot = await makeSlot(
      { ...robin.slot, vaultId, vaultKey, signingKey: robin.signingKey, rootKey },
      'a passphrase of Robin',
      randomBytes,
    );
    expect(slot.kdf).toMatchObject({ name: 'argon2id', memoryKib: 65_536, iterations: 3 });
    expect(await openSlot(withSlot(keyring, slot), robin.userId, 'a passphrase of Robin')).not.toBeNull();
  });

  it('never makes the same slot twice', async () => {
    const again = await makeSlot(
      { ...robin.slot, vaultId, vaultKey, signingKey: robin.signingKey, rootKey },
      'a passphrase of Robin',
      randomBytes,
    );
    expect(again.kdf.salt).not.toBe(robin.slot.kdf.salt);
    expect(again.vaultKey.sealed).not.toBe(robin.slot.vaultKey.sealed);
  });
});

describe('withSlot', () => {
  it('replaces one slot and leaves the others bit for bit', async () => {
    const renewed = await makeSlot(
      { ...robin.slot, vaultId, version: 2, vaultKey, signingKey: robin.signingKey, rootKey },
      'another passphrase',
      randomBytes,
      QUICK,
    );
    const changed = withSlot(keyring, renewed);
    expect(JSON.stringify(changed.slots[1])).toBe(JSON.stringify(sam.slot));
    expect(JSON.stringify(changed.recovery)).toBe(JSON.stringify(keyring.recovery));
    expect(await openSlot(changed, robin.userId, 'a passphrase of Robin')).toBeNull();
    expect(hex((await openSlot(changed, robin.userId, 'another passphrase'))?.signingKey)).toBe(hex(robin.signingKey));
    expect(await openSlot(changed, sam.userId, 'a passphrase of Sam')).not.toBeNull();
  });
});

describe('openRecovery', () => {
  it('opens the vault key and the root key, and nobody’s signing key', () => {
    const opened = openRecovery(keyring, recoverySecret);
    expect(opened && Object.fromEntries(Object.entries(opened).map(([name, key]) => [name, hex(key as Uint8Array)]))).toEqual({
      vaultKey: hex(vaultKey),
      rootKey: hex(rootKey),
    });
  });

  it('opens nothing with another key or for another vault', () => {
    expect(openRecovery(keyring, randomBytes(20))).toBeNull();
    expect(openRecovery({ ...keyring, vaultId: randomUUID() }, recoverySecret)).toBeNull();
  });
});

describe('the keyring', () => {
  it('holds no key in the clear', () => {
    const text = JSON.stringify(keyringSchema.parse(keyring));
    for (const secret of [vaultKey, rootKey, robin.signingKey, sam.signingKey, recoverySecret]) {
      for (const encoding of ['hex', 'base64', 'base64url', 'latin1'] as const)
        expect(text.includes(Buffer.from(secret).toString(encoding))).toBe(false);
    }
  });
});

/** A copy of `slot` for each thing in `field`, with that one thing changed to another valid value. */
function alter(slot: Record<string, unknown>, field: string): { name: string; slot: Record<string, unknown> }[] {
  const value = slot[field];
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) {
    return Object.keys(value).flatMap((inner) =>
      alter({ ...(value as Record<string, unknown>) }, inner).map((altered) => ({
        name: `${field}.${altered.name}`,
        slot: { ...slot, [field]: altered.slot },
      })),
    );
  }
  const other = otherThan(field, value);
  return other === undefined ? [] : [{ name: field, slot: { ...slot, [field]: other } }];
}

function otherThan(field: string, value: unknown): unknown {
  if (typeof value === 'boolean') return !value;
  if (typeof value === 'number') return field === 'memoryKib' ? value * 2 : value + 1;
  if (Array.isArray(value)) return ['auditor'];
  if (field === 'userId') return randomUUID();
  if (field === 'salt' || field === 'nonce' || field === 'sealed') {
    const bytes = Buffer.from(String(value), 'base64');
    bytes[3] = (bytes[3] ?? 0) ^ 1;
    return bytes.toString('base64');
  }
  return field === 'name' && value === 'argon2id' ? undefined : `${String(value)}x`;
}
