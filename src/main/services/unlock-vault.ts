import { isAllowed, type Permission } from '../../core/policy/permissions.ts';
import type { UserId } from '../../core/ids.ts';
import { fail, ok, type Result } from '../../core/result.ts';
import type { UserRecord } from '../store/user-store.ts';
import type { VaultLock } from '../store/vault-lock.ts';
import type { Keyring } from '../vault/keyring-file.ts';
import type { PersonalKeys, RecoveredKeys } from '../vault/keyring.ts';
import type { Attempt, SignInAttempts } from '../vault/sign-in-attempts.ts';
import type { OpenDesk } from './context.ts';
import { isDiskFull } from './disk-problem.ts';
import { issueCertificate } from './issue-certificate.ts';
import { openVault, type OpenVault } from './open-vault.ts';
import { recordAudit } from './record-audit.ts';
import type { SessionOptions } from './session-parts.ts';
import { recordUnlock, signedInAs, type SignedIn } from './signed-in.ts';

/** Why the vault did not open. `retryAfterMs` is given where trying again at once is refused. */
export interface UnlockFailure {
  readonly kind: 'wrong-passphrase' | 'wrong-recovery-key' | 'slow-down' | 'unusable' | 'in-use';
  readonly message: string;
  readonly retryAfterMs?: number;
}

/** The session's options with its count of failed tries. */
export interface UnlockOptions extends SessionOptions {
  readonly attempts: SignInAttempts;
}

interface Tried<K> {
  readonly userId: UserId;
  readonly keys: K;
}

/** Opens the vault as one person. */
export const unlockAs = (options: UnlockOptions, userId: UserId, passphrase: string): Promise<Result<SignedIn, UnlockFailure>> =>
  unlockAsFirst(options, () => [userId], passphrase);

/** Opens the vault as the person named `name`, or else as the first whose roles allow `permission` and whom the passphrase fits. */
export const unlockByName = (
  options: UnlockOptions,
  name: string | undefined,
  passphrase: string,
  permission: Permission | undefined,
): Promise<Result<SignedIn, UnlockFailure>> =>
  unlockAsFirst(
    options,
    (keyring) => {
      const wanted = name?.trim().toLocaleLowerCase('en');
      const slots = keyring.slots.filter((slot) =>
        wanted === undefined ? permission === undefined || isAllowed(slot.roles, permission) : slot.name.toLocaleLowerCase('en') === wanted,
      );
      return slots.map((slot) => slot.userId);
    },
    passphrase,
  );

const unlockAsFirst = async (
  options: UnlockOptions,
  candidatesOf: (keyring: Keyring) => readonly UserId[],
  passphrase: string,
): Promise<Result<SignedIn, UnlockFailure>> => {
  const { parts, vaultDir, attempts } = options;
  return withKeyring(
    options,
    async (keyring, lock) => {
      const candidates = candidatesOf(keyring);
      const tried = await countedTry(
        options,
        { userId: candidates.length === 1 ? (candidates[0] ?? null) : null, by: 'passphrase' },
        async () => {
          // Without a candidate a key is derived all the same, so that the time tells nothing.
          for (const userId of candidates.length > 0 ? candidates : [NOBODY]) {
            const keys = await parts.keyring.openSlot(keyring, userId, passphrase);
            if (keys) return { userId, keys };
          }
          return null;
        },
      );
      if (!tried.ok) return tried;
      const { userId, keys } = tried.value;
      const before = await attempts.succeed();
      const opened = await openFor(options, keyring, keys, userId);
      if (!opened.ok) return opened;
      const { vault, user } = opened.value;
      try {
        const current = await takeCertificateOfSlot(options, vault.desk, keyring, user);
        const signedIn = signedInAs(vault, lock, keyring, current, keys);
        await recordUnlock(vault.desk, signedIn.context.actor, before);
        return ok(signedIn);
      } catch (error) {
        return giveUp(options, vault, keys, error);
      }
    },
    vaultDir,
  );
};

/** Opens the vault with the recovery key and gives one person a new passphrase, a new signing key and a new certificate. */
export const recoverAs = async (
  options: UnlockOptions,
  input: { readonly userId: UserId; readonly recoveryKey: string; readonly newPassphrase: string },
): Promise<Result<SignedIn, UnlockFailure>> => {
  const { parts, vaultDir, attempts, random } = options;
  const secret = parts.recoveryKey.parse(input.recoveryKey);
  if (!secret.ok) return fail({ kind: 'wrong-recovery-key', message: secret.failure.message });
  return withKeyring(
    options,
    async (keyring, lock) => {
      const tried = await countedTry(options, { userId: input.userId, by: 'recovery key' }, async () => {
        const keys = parts.keyring.openRecovery(keyring, secret.value);
        return keys && { userId: input.userId, keys };
      });
      parts.keyring.zero(secret.value);
      if (!tried.ok) return tried;
      const before = await attempts.succeed();
      const { vaultKey, rootKey } = tried.value.keys;
      const signingKey = parts.certificates.signingKeyFrom(random(48));
      const opened = await openFor(options, keyring, { vaultKey, rootKey, signingKey }, input.userId);
      if (!opened.ok) return opened;
      const { vault, user } = opened.value;
      try {
        const certificatePem = issueCertificate(options, {
          rootCertificatePem: vault.desk.rootCertificatePem,
          rootKey,
          signingKey,
          userId: user.id,
          name: user.name,
        });
        const keys: PersonalKeys = { vaultKey, signingKey, rootKey: isAllowed(user.roles, 'user.manage') ? rootKey : null };
        const version = (keyring.slots.find((slot) => slot.userId === user.id)?.version ?? 0) + 1;
        const slot = await parts.keyring.makeSlot(
          { vaultId: keyring.vaultId, userId: user.id, name: user.name, roles: user.roles, certificatePem, version, ...keys },
          input.newPassphrase,
          random,
        );
        const renewed = parts.keyring.withSlot(keyring, slot);
        const signedIn = signedInAs(vault, lock, renewed, { ...user, certificatePem }, keys);
        await recordUnlock(vault.desk, signedIn.context.actor, before);
        await vault.desk.transaction(async (stores) => {
          await stores.users.setCertificate(user.id, certificatePem);
          const summary = `The recovery key gave ${user.name} a new passphrase, a new signing key and a new certificate.`;
          await recordAudit(vault.desk, stores, {
            actor: signedIn.context.actor,
            action: 'recovery.used',
            subjectKind: 'user',
            subjectId: user.id,
            summary,
            before: user.certificatePem,
            after: certificatePem,
          });
          await parts.keyring.write(vaultDir, renewed);
        });
        if (keys.rootKey === null) parts.keyring.zero(rootKey);
        return ok(signedIn);
      } catch (error) {
        return giveUp(options, vault, { vaultKey, rootKey, signingKey }, error);
      }
    },
    vaultDir,
  );
};

const withKeyring = async (
  options: UnlockOptions,
  work: (keyring: Keyring, lock: VaultLock) => Promise<Result<SignedIn, UnlockFailure>>,
  vaultDir: string,
): Promise<Result<SignedIn, UnlockFailure>> => {
  const { parts } = options;
  const read = await parts.keyring.read(vaultDir);
  if (!read.ok) return fail({ kind: 'unusable', message: read.failure.message });
  const taken = parts.takeVaultLock(vaultDir, options.now());
  if (!taken.ok) return taken;
  try {
    const result = await work(read.value, taken.value);
    if (!result.ok) taken.value.release();
    return result;
  } catch (error) {
    taken.value.release();
    throw error;
  }
};

/** Counts a try before it is made and makes it, unless nobody may try yet. */
const countedTry = async <K extends PersonalKeys | RecoveredKeys>(
  { attempts, now }: UnlockOptions,
  attempt: Omit<Attempt, 'atMs'>,
  open: () => Promise<Tried<K> | null>,
): Promise<Result<Tried<K>, UnlockFailure>> => {
  const waitMs = await attempts.waitMs(now());
  if (waitMs > 0)
    return fail({
      kind: 'slow-down',
      message: `There were several wrong tries. Wait ${Math.ceil(waitMs / 1000)} seconds and try again; nothing was changed.`,
      retryAfterMs: waitMs,
    });
  await attempts.begin({ ...attempt, atMs: now() });
  const opened = await open();
  if (opened) return ok(opened);
  const nextWaitMs = await attempts.waitMs(now());
  return fail({
    ...(attempt.by === 'passphrase'
      ? { kind: 'wrong-passphrase', message: 'Person and passphrase do not fit together. Nothing was changed; try again.' }
      : {
          kind: 'wrong-recovery-key',
          message: "This is not this vault's recovery key. Nothing was changed; look for the print that names this desk.",
        }),
    ...(nextWaitMs > 0 ? { retryAfterMs: nextWaitMs } : {}),
  });
};

const openFor = async (
  options: UnlockOptions,
  keyring: Keyring,
  keys: PersonalKeys,
  userId: UserId,
): Promise<Result<{ vault: OpenVault; user: UserRecord }, UnlockFailure>> => {
  const { zero } = options.parts.keyring;
  let vault: OpenVault | undefined;
  try {
    const opened = await openVault(options, keyring.vaultId, keys.vaultKey);
    if (!opened.ok) {
      zero(keys.vaultKey, keys.signingKey, keys.rootKey);
      return fail({ kind: 'unusable', message: opened.failure.message });
    }
    vault = opened.value;
    const user = await vault.desk.stores.users.byId(userId);
    if (user) return ok({ vault, user });
  } catch (error) {
    zero(keys.vaultKey, keys.signingKey, keys.rootKey);
    await vault?.close();
    throw error;
  }
  zero(keys.vaultKey, keys.signingKey, keys.rootKey);
  await vault.close();
  return fail({
    kind: 'unusable',
    message:
      'This person is in the keyring but not at the desk, because adding them was interrupted. Nothing was changed. Someone who manages people can add them again.',
  });
};

/** Nobody is let in whose unlocking could not be recorded. */
const giveUp = async (
  options: UnlockOptions,
  vault: OpenVault,
  keys: PersonalKeys,
  error: unknown,
): Promise<Result<never, UnlockFailure>> => {
  options.parts.keyring.zero(keys.vaultKey, keys.signingKey, keys.rootKey);
  await vault.close();
  if (!isDiskFull(error)) throw error;
  return fail({
    kind: 'unusable',
    message:
      "The disk is full, so the unlocking could not be recorded and the desk stays locked. Everything saved before is untouched. Make room on the vault's disk and try again.",
  });
};

/** A renewal that was cut off after the keyring was written is finished here: the slot holds the certificate of the key in it. */
const takeCertificateOfSlot = async (options: UnlockOptions, desk: OpenDesk, keyring: Keyring, user: UserRecord): Promise<UserRecord> => {
  const certificatePem = keyring.slots.find((slot) => slot.userId === user.id)?.certificatePem ?? user.certificatePem;
  if (certificatePem === user.certificatePem) return user;
  await desk.transaction(async (stores) => {
    await stores.users.setCertificate(user.id, certificatePem);
    const summary = `The renewal of ${user.name}'s certificate, which had been interrupted, was finished.`;
    await recordAudit(desk, stores, {
      actor: { userId: user.id, name: user.name },
      action: 'recovery.used',
      subjectKind: 'user',
      subjectId: user.id,
      summary,
      before: user.certificatePem,
      after: certificatePem,
    });
  });
  return { ...user, certificatePem };
};

/** An id that no person has; random ids never have this many zeros. */
const NOBODY = '00000000-0000-4000-8000-000000000000' as UserId;
