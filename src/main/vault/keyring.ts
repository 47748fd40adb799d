import type { UserId } from '../../core/ids.ts';
import { canonicalJson } from '../../core/packets/canonical-json.ts';
import type { Role } from '../../core/policy/permissions.ts';
import { deriveKey, unwrapKey, wrapKey } from './key-wrap.ts';
import type { Keyring, Slot } from './keyring-file.ts';
import { CURRENT_COST, deriveUserKey, type KdfCost, kdfWith } from './passphrase-key.ts';

type Random = (sizeBytes: number) => Uint8Array;

/** What a person's passphrase opens. `rootKey` is there only for those who may add people. */
export interface PersonalKeys {
  readonly vaultKey: Uint8Array;
  readonly signingKey: Uint8Array;
  readonly rootKey: Uint8Array | null;
}

/** What the recovery key opens: everything but people's signing keys. */
export interface RecoveredKeys {
  readonly vaultKey: Uint8Array;
  readonly rootKey: Uint8Array;
}

/** A person and the keys to wrap for that person. `version` is one more than that of the slot it replaces. */
export interface SlotContent extends PersonalKeys {
  readonly vaultId: string;
  readonly userId: UserId;
  readonly name: string;
  readonly roles: readonly Role[];
  readonly certificatePem: string;
  readonly version: number;
}

/** Wraps a person's keys with a passphrase. Everything else in the slot is bound in: altered, it doesn't open. */
export const makeSlot = async (content: SlotContent, passphrase: string, random: Random, cost: KdfCost = CURRENT_COST): Promise<Slot> => {
  const { userId, name, roles, certificatePem, version } = content;
  const open = { userId, name, roles: [...roles], certificatePem, version, kdf: kdfWith(random(16), cost), needsDeviceSecret: false };
  const userKey = await deriveUserKey(passphrase, open.kdf);
  const wrap = (purpose: Purpose, secret: Uint8Array) => wrapKey(userKey, secret, boundTo(content.vaultId, purpose, open), random(12));
  try {
    return {
      ...open,
      vaultKey: wrap('vault key', content.vaultKey),
      signingKey: wrap('signing key', content.signingKey),
      rootKey: content.rootKey && wrap('root key', content.rootKey),
    };
  } finally {
    userKey.fill(0);
  }
};

/** Opens a person's slot; `null` if person and passphrase don't fit together. A person who isn't there takes as long. */
export const openSlot = async (keyring: Keyring, userId: UserId, passphrase: string): Promise<PersonalKeys | null> => {
  const slot = keyring.slots.find((candidate) => candidate.userId === userId);
  // Nobody's passphrase is empty, and nothing can be derived from an empty one; it takes as long as any other.
  const kdf = slot?.kdf ?? kdfWith(Buffer.alloc(16), keyring.slots[0]?.kdf ?? CURRENT_COST);
  const userKey = await deriveUserKey(passphrase || ' ', kdf);
  try {
    return slot && passphrase !== '' ? unwrapSlot(keyring.vaultId, slot, userKey) : null;
  } finally {
    userKey.fill(0);
  }
};

/** Wraps the vault key and the root key with the recovery key. It needs no stretching: nobody guesses 160 random bits. */
export const makeRecovery = (vaultId: string, keys: RecoveredKeys, recoverySecret: Uint8Array, random: Random): Keyring['recovery'] => {
  const open = { version: 1, salt: Buffer.from(random(16)).toString('base64') };
  const key = recoveryKeyOf(recoverySecret, open.salt);
  const wrap = (purpose: Purpose, secret: Uint8Array) => wrapKey(key, secret, boundTo(vaultId, purpose, open), random(12));
  try {
    return { ...open, vaultKey: wrap('vault key', keys.vaultKey), rootKey: wrap('root key', keys.rootKey) };
  } finally {
    key.fill(0);
  }
};

/** Opens the vault key and the root key; `null` if it isn't this vault's recovery key. */
export const openRecovery = (keyring: Keyring, recoverySecret: Uint8Array): RecoveredKeys | null => {
  const { vaultKey: wrappedVaultKey, rootKey: wrappedRootKey, ...open } = keyring.recovery;
  const key = recoveryKeyOf(recoverySecret, open.salt);
  const vaultKey = unwrapKey(key, wrappedVaultKey, boundTo(keyring.vaultId, 'vault key', open));
  const rootKey = unwrapKey(key, wrappedRootKey, boundTo(keyring.vaultId, 'root key', open));
  key.fill(0);
  if (vaultKey && rootKey) return { vaultKey, rootKey };
  zero(vaultKey, rootKey);
  return null;
};

/** The keyring with one slot replaced or added; every other slot stays as it is, bit for bit. */
export const withSlot = (keyring: Keyring, slot: Slot): Keyring => {
  const isThere = keyring.slots.some((other) => other.userId === slot.userId);
  return {
    ...keyring,
    slots: isThere ? keyring.slots.map((other) => (other.userId === slot.userId ? slot : other)) : [...keyring.slots, slot],
  };
};

/** Overwrites keys that are no longer needed. */
export const zero = (...keys: readonly (Uint8Array | null | undefined)[]): void => {
  for (const key of keys) key?.fill(0);
};

type Purpose = 'vault key' | 'signing key' | 'root key';

const unwrapSlot = (vaultId: string, slot: Slot, userKey: Uint8Array): PersonalKeys | null => {
  const { vaultKey: wrappedVaultKey, signingKey: wrappedSigningKey, rootKey: wrappedRootKey, ...open } = slot;
  const vaultKey = unwrapKey(userKey, wrappedVaultKey, boundTo(vaultId, 'vault key', open));
  const signingKey = unwrapKey(userKey, wrappedSigningKey, boundTo(vaultId, 'signing key', open));
  const rootKey = wrappedRootKey && unwrapKey(userKey, wrappedRootKey, boundTo(vaultId, 'root key', open));
  if (vaultKey && signingKey && (rootKey || !wrappedRootKey)) return { vaultKey, signingKey, rootKey };
  zero(vaultKey, signingKey, rootKey);
  return null;
};

const boundTo = (vaultId: string, purpose: Purpose, open: unknown): string => canonicalJson({ vaultId, purpose, slot: open });

const recoveryKeyOf = (secret: Uint8Array, salt: string): Uint8Array => deriveKey(secret, Buffer.from(salt, 'base64'), 'recovery key');
