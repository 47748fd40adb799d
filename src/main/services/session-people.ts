import { type UserId, userIdSchema } from '../../core/ids.ts';
import { isAllowed, type Role } from '../../core/policy/permissions.ts';
import { fail, ok, type Result } from '../../core/result.ts';
import type { Keyring } from '../vault/keyring-file.ts';
import type { UserRecord } from '../store/user-store.ts';
import type { CallContext } from './context.ts';
import { issueCertificate } from './issue-certificate.ts';
import { recordAudit } from './record-audit.ts';
import { type SignedIn, signedInAs } from './signed-in.ts';
import type { UnlockFailure, UnlockOptions } from './unlock-vault.ts';

/** A person to be added. */
export interface NewPerson {
  readonly name: string;
  readonly roles: readonly Role[];
  readonly passphrase: string;
}

type NameTaken = { readonly kind: 'name-taken'; readonly message: string };

/** Adds a person with a signing key and a certificate of the organisation. Needs a signed-in person whose slot holds the root key. */
export const addPerson = async (options: UnlockOptions, signedIn: SignedIn, input: NewPerson): Promise<Result<UserRecord, NameTaken>> => {
  const added = await addPeople(options, signedIn, [input]);
  if (!added.ok) return added;
  const [person] = added.value;
  if (!person) throw new Error('Nobody was added.');
  options.parts.keyring.zero(person.signingKey);
  return ok(person.user);
};

/**
 * Adds several people in one step and lets each act at once beside the one signed in, as `contextOfPerson` does: they have just chosen their
 * passphrases, so nothing is derived a second time.
 */
export const addPeopleBeside = async (
  options: UnlockOptions,
  signedIn: SignedIn,
  inputs: readonly NewPerson[],
): Promise<Result<readonly PersonBeside[], NameTaken>> => {
  const added = await addPeople(options, signedIn, inputs, 'beside');
  if (!added.ok) return added;
  const { vault, lock, keyring, keys } = signedIn;
  return ok(
    added.value.map(({ user, signingKey }) => ({
      context: signedInAs(vault, lock, keyring, user, { vaultKey: keys.vaultKey, signingKey, rootKey: null }).context,
      release: () => options.parts.keyring.zero(signingKey),
    })),
  );
};

interface AddedPerson {
  readonly user: UserRecord;
  readonly signingKey: Uint8Array;
}

/** All or none: the slots are derived side by side, then people, audit and keyring are written in one transaction. */
const addPeople = async (
  options: UnlockOptions,
  signedIn: SignedIn,
  inputs: readonly NewPerson[],
  acting?: 'beside',
): Promise<Result<readonly AddedPerson[], NameTaken>> => {
  const { parts, vaultDir } = options;
  const { desk, actor } = signedIn.context;
  for (const { name } of inputs) {
    if (!(await desk.stores.users.byName(name))) continue;
    return fail({
      kind: 'name-taken',
      message: `Someone at this desk is called “${name}” already. Nobody was added; choose a name that tells the two apart.`,
    } as const);
  }
  const made = inputs.map((input) => newUser(options, signedIn, input));
  try {
    const slots = await Promise.all(
      inputs.map(({ passphrase }, index) => slotOf(options, signedIn, made[index] as AddedPerson, passphrase)),
    );
    const known = new Set((await desk.stores.users.list()).map((other) => other.id));
    const whole = { ...signedIn.keyring, slots: signedIn.keyring.slots.filter((other) => known.has(other.userId)) };
    const keyring = slots.reduce<Keyring>((before, slot) => parts.keyring.withSlot(before, slot), whole);
    await desk.transaction(async (stores) => {
      for (const { user } of made) {
        await stores.users.insert(user);
        const subject = { subjectKind: 'user', subjectId: user.id };
        const summary = `${actor.name} added ${user.name} as ${user.roles.join(', ')}.`;
        await recordAudit(desk, stores, { ...subject, actor, action: 'user.added', summary, after: user });
        if (acting !== 'beside') continue;
        const self = { userId: user.id, name: user.name, roles: user.roles };
        const joined = `${user.name} signed in beside ${actor.name}.`;
        await recordAudit(desk, stores, { ...subject, actor: self, action: 'user.joined', summary: joined });
      }
      await parts.keyring.write(vaultDir, keyring);
    });
    signedIn.keyring = keyring;
    return ok(made);
  } catch (error) {
    parts.keyring.zero(...made.map(({ signingKey }) => signingKey));
    throw error;
  }
};

const newUser = (options: UnlockOptions, { context, keys }: SignedIn, input: NewPerson): AddedPerson => {
  const { rootKey } = keys;
  if (!rootKey) throw new Error(`The slot of ${context.actor.name} holds no root key, though ${context.actor.name} may add people.`);
  const { rootCertificatePem } = context.desk;
  const id = userIdSchema.parse(options.newId());
  const signingKey = options.parts.certificates.signingKeyFrom(options.random(48));
  const certificatePem = issueCertificate(options, { rootCertificatePem, rootKey, signingKey, userId: id, name: input.name });
  return { user: { id, name: input.name, roles: [...new Set(input.roles)], certificatePem, createdAtMs: options.now() }, signingKey };
};

const slotOf = ({ parts, random }: UnlockOptions, { keyring, keys }: SignedIn, { user, signingKey }: AddedPerson, passphrase: string) => {
  const { id: userId, name, roles, certificatePem } = user;
  const rootKey = isAllowed(roles, 'user.manage') ? keys.rootKey : null;
  const content = {
    vaultId: keyring.vaultId,
    userId,
    name,
    roles,
    certificatePem,
    version: 1,
    vaultKey: keys.vaultKey,
    signingKey,
    rootKey,
  };
  return parts.keyring.makeSlot(content, passphrase, random);
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
  if (keys) parts.keyring.zero(keys.vaultKey, keys.rootKey);
  try {
    const user = keys && (await desk.stores.users.byId(userId));
    if (!keys || !user) {
      parts.keyring.zero(keys?.signingKey);
      return fail({ kind: 'wrong-passphrase', message: 'Person and passphrase do not fit together. Nothing was changed; try again.' });
    }
    const before = await attempts.succeed();
    const { context } = signedInAs(signedIn.vault, signedIn.lock, signedIn.keyring, user, keys);
    await recordAudit(desk, desk.stores, {
      actor: context.actor,
      action: 'user.joined',
      subjectKind: 'user',
      subjectId: user.id,
      summary: `${user.name} signed in beside ${actor.name}${afterTries(before.failures)}.`,
    });
    return ok({ context, release: () => parts.keyring.zero(keys.signingKey) });
  } catch (error) {
    parts.keyring.zero(keys?.signingKey);
    throw error;
  }
};

const afterTries = (failures: number): string => (failures > 0 ? ` after ${failures} wrong ${failures === 1 ? 'try' : 'tries'}` : '');

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
    const summary = `${actor.name} chose a new passphrase${afterTries(before.failures)}.`;
    await recordAudit(desk, stores, { actor, action: 'passphrase.changed', subjectKind: 'user', subjectId: actor.userId, summary });
    await parts.keyring.write(vaultDir, keyring);
  });
  signedIn.keyring = keyring;
  return ok({});
};
