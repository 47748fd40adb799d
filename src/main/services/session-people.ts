import { type UserId, userIdSchema } from '../../core/ids.ts';
import { isAllowed, type Role } from '../../core/policy/permissions.ts';
import { fail, ok, type Result } from '../../core/result.ts';
import type { UserRecord } from '../store/user-store.ts';
import type { CallContext } from './context.ts';
import { issueCertificate } from './issue-certificate.ts';
import { recordAudit } from './record-audit.ts';
import { type SignedIn, signedInAs } from './signed-in.ts';
import type { UnlockFailure, UnlockOptions } from './unlock-vault.ts';

/** Adds a person with a signing key and a certificate of the organisation. Needs a signed-in person whose slot holds the root key. */
export const addPerson = async (
  options: UnlockOptions,
  signedIn: SignedIn,
  input: { readonly name: string; readonly roles: readonly Role[]; readonly passphrase: string },
): Promise<Result<UserRecord, { readonly kind: 'name-taken'; readonly message: string }>> => {
  const { parts, vaultDir, random, now } = options;
  const { desk, actor } = signedIn.context;
  const { rootKey, vaultKey } = signedIn.keys;
  if (!rootKey) throw new Error(`The slot of ${actor.name} holds no root key, though ${actor.name} may add people.`);
  const taken = () =>
    fail({
      kind: 'name-taken',
      message: `Someone at this desk is called “${input.name}” already. Nobody was added; choose a name that tells the two apart.`,
    } as const);
  if (await desk.stores.users.byName(input.name)) return taken();
  const userId = userIdSchema.parse(options.newId());
  const roles = [...new Set(input.roles)];
  const signingKey = parts.certificates.signingKeyFrom(random(48));
  try {
    const certificatePem = issueCertificate(options, {
      rootCertificatePem: desk.rootCertificatePem,
      rootKey,
      signingKey,
      userId,
      name: input.name,
    });
    const user: UserRecord = { id: userId, name: input.name, roles, certificatePem, createdAtMs: now() };
    const keys = { vaultKey, signingKey, rootKey: isAllowed(roles, 'user.manage') ? rootKey : null };
    const slot = await parts.keyring.makeSlot(
      { vaultId: signedIn.keyring.vaultId, userId, name: input.name, roles, certificatePem, version: 1, ...keys },
      input.passphrase,
      random,
    );
    const known = new Set((await desk.stores.users.list()).map((other) => other.id));
    const keyring = parts.keyring.withSlot(
      { ...signedIn.keyring, slots: signedIn.keyring.slots.filter((other) => known.has(other.userId)) },
      slot,
    );
    await desk.transaction(async (stores) => {
      await stores.users.insert(user);
      const summary = `${actor.name} added ${user.name} as ${roles.join(', ')}.`;
      await recordAudit(desk, stores, { actor, action: 'user.added', subjectKind: 'user', subjectId: userId, summary, after: user });
      await parts.keyring.write(vaultDir, keyring);
    });
    signedIn.keyring = keyring;
    return ok(user);
  } finally {
    parts.keyring.zero(signingKey);
  }
};

/** Somebody else's context at the open desk. `release` zeroes that person's signing key; the context is of no use afterwards. */
export interface PersonBeside {
  readonly context: CallContext;
  readonly release: () => void;
}

/**
 * Lets a second person act at a desk that is already open, with their own passphrase and their own signing key, beside the one signed in.
 * No call of the window reaches this: it is for work that several people do in one go, such as the sample desk.
 */
export const contextOfPerson = async (
  options: UnlockOptions,
  signedIn: SignedIn,
  userId: UserId,
  passphrase: string,
): Promise<Result<PersonBeside, UnlockFailure & { readonly kind: 'wrong-passphrase' | 'slow-down' }>> => {
  const { parts, attempts, now } = options;
  const { desk, actor } = signedIn.context;
  const waitMs = await attempts.waitMs(now());
  if (waitMs > 0)
    return fail({
      kind: 'slow-down',
      message: `There were several wrong tries. Wait ${Math.ceil(waitMs / 1000)} seconds and try again; nothing was changed.`,
      retryAfterMs: waitMs,
    });
  await attempts.begin({ atMs: now(), userId, by: 'passphrase' });
  const keys = await parts.keyring.openSlot(signedIn.keyring, userId, passphrase);
  const user = keys && (await desk.stores.users.byId(userId));
  if (!keys || !user)
    return fail({ kind: 'wrong-passphrase', message: 'Person and passphrase do not fit together. Nothing was changed; try again.' });
  parts.keyring.zero(keys.vaultKey, keys.rootKey);
  await attempts.succeed();
  const { context } = signedInAs(signedIn.vault, signedIn.lock, signedIn.keyring, user, keys);
  await recordAudit(desk, desk.stores, {
    actor: context.actor,
    action: 'user.joined',
    subjectKind: 'user',
    subjectId: user.id,
    summary: `${user.name} signed in beside ${actor.name}.`,
  });
  return ok({ context, release: () => parts.keyring.zero(keys.signingKey) });
};

/** Rewraps the keys of the person signed in with a new passphrase; the old one no longer opens anything but old copies of the keyring. */
export const changeOwnPassphrase = async (
  options: UnlockOptions,
  signedIn: SignedIn,
  input: { readonly passphrase: string; readonly newPassphrase: string },
): Promise<Result<Record<string, never>, UnlockFailure & { readonly kind: 'wrong-passphrase' | 'slow-down' }>> => {
  const { parts, vaultDir, attempts, now } = options;
  const { desk, actor } = signedIn.context;
  const waitMs = await attempts.waitMs(now());
  if (waitMs > 0)
    return fail({
      kind: 'slow-down',
      message: `There were several wrong tries. Wait ${Math.ceil(waitMs / 1000)} seconds and try again; your passphrase is as before.`,
      retryAfterMs: waitMs,
    });
  await attempts.begin({ atMs: now(), userId: actor.userId, by: 'passphrase' });
  const opened = await parts.keyring.openSlot(signedIn.keyring, actor.userId, input.passphrase);
  if (!opened) return fail({ kind: 'wrong-passphrase', message: 'This is not your present passphrase. It was not changed; try again.' });
  parts.keyring.zero(opened.vaultKey, opened.signingKey, opened.rootKey);
  const before = await attempts.succeed();
  const old = signedIn.keyring.slots.find((slot) => slot.userId === actor.userId);
  const slot = await parts.keyring.makeSlot(
    {
      vaultId: signedIn.keyring.vaultId,
      userId: actor.userId,
      name: actor.name,
      roles: actor.roles,
      certificatePem: signedIn.context.signer.certificatePem,
      version: (old?.version ?? 0) + 1,
      ...signedIn.keys,
    },
    input.newPassphrase,
    options.random,
  );
  const keyring = parts.keyring.withSlot(signedIn.keyring, slot);
  await desk.transaction(async (stores) => {
    const failed = before.failures > 0 ? ` after ${before.failures} wrong ${before.failures === 1 ? 'try' : 'tries'}` : '';
    const summary = `${actor.name} chose a new passphrase${failed}.`;
    await recordAudit(desk, stores, { actor, action: 'passphrase.changed', subjectKind: 'user', subjectId: actor.userId, summary });
    await parts.keyring.write(vaultDir, keyring);
  });
  signedIn.keyring = keyring;
  return ok({});
};
