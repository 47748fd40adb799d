import type { Actor, CallContext, OpenDesk } from './context.ts';
import { isDiskFull } from './disk-problem.ts';
import type { OpenVault } from './open-vault.ts';
import { recordAudit } from './record-audit.ts';
import type { SessionOptions } from './session-parts.ts';
import type { Keyring } from '../vault/keyring-file.ts';
import type { PersonalKeys } from '../vault/keyring.ts';
import type { UserRecord } from '../store/user-store.ts';
import type { VaultLock } from '../store/vault-lock.ts';

/** Everything that exists only while somebody is signed in. `keyring` is replaced whenever it is written. */
export interface SignedIn {
  readonly vault: OpenVault;
  readonly lock: VaultLock;
  readonly context: CallContext;
  readonly keys: PersonalKeys;
  keyring: Keyring;
}

/** Puts a signed-in person together. `user.certificatePem` must be the one of `keys.signingKey`. */
export const signedInAs = (vault: OpenVault, lock: VaultLock, keyring: Keyring, user: UserRecord, keys: PersonalKeys): SignedIn => {
  const actor: Actor = { userId: user.id, name: user.name, roles: user.roles };
  const signer = {
    userId: user.id,
    name: user.name,
    certificatePem: user.certificatePem,
    chainPem: vault.desk.rootCertificatePem,
    privateKey: keys.signingKey,
  };
  return { vault, lock, keyring, keys, context: { desk: vault.desk, actor, signer } };
};

/** Records what failed at the lock screen before this, then that the desk was unlocked. */
export const recordUnlock = async (
  desk: OpenDesk,
  actor: Actor,
  before: Awaited<ReturnType<ReturnType<SessionOptions['parts']['createSignInAttempts']>['succeed']>>,
): Promise<void> => {
  await desk.transaction(async (stores) => {
    const subject = { subjectKind: 'desk', subjectId: desk.deskId };
    const forgotten = before.failures - before.kept.length;
    if (forgotten > 0)
      await recordAudit(desk, stores, {
        ...subject,
        actor: null,
        action: 'unlock.failed',
        summary: `${forgotten} more tries to unlock the desk failed before those that follow.`,
      });
    for (const attempt of before.kept) {
      const user = (await stores.users.list()).find((candidate) => candidate.id === attempt.userId);
      const summary = `A try to unlock the desk by ${attempt.by}${user ? ` as ${user.name}` : ''} failed.`;
      await recordAudit(desk, stores, { ...subject, actor: null, action: 'unlock.failed', summary, atMs: attempt.atMs });
    }
    await recordAudit(desk, stores, { ...subject, actor, action: 'desk.unlocked', summary: `${actor.name} unlocked the desk.` });
  });
};

/** Stops the jobs, records the lock, closes the vault and zeroes the keys; goes through to the end whatever fails on the way. */
export const signOut = async (options: SessionOptions, signedIn: SignedIn, reason: string): Promise<void> => {
  const { vault, lock, context, keys } = signedIn;
  const problems: unknown[] = [];
  const attempt = async (work: () => Promise<unknown> | void): Promise<void> => {
    try {
      await work();
    } catch (error) {
      problems.push(error);
    }
  };
  await attempt(() => options.onClose(vault.desk));
  await attempt(() => {
    const summary = `The desk was locked: ${reason}.`;
    const recording = recordAudit(vault.desk, vault.desk.stores, {
      actor: context.actor,
      action: 'desk.locked',
      subjectKind: 'desk',
      subjectId: vault.desk.deskId,
      summary,
    });
    // On a full disk the desk locks without a record of it; nothing else may keep it open.
    return recording.catch((error: unknown) => {
      if (!isDiskFull(error)) throw error;
    });
  });
  options.parts.keyring.zero(keys.vaultKey, keys.signingKey, keys.rootKey);
  await attempt(() => vault.close());
  await attempt(() => lock.release());
  if (problems.length > 0) throw new AggregateError(problems, 'The desk was locked, but not everything could be ended cleanly.');
};
