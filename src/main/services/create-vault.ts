import { defaultSettings } from '../../core/desk/settings.ts';
import { userIdSchema } from '../../core/ids.ts';
import type { Role } from '../../core/policy/permissions.ts';
import type { Keyring } from '../vault/keyring-file.ts';
import type { PersonalKeys } from '../vault/keyring.ts';
import type { Actor } from './context.ts';
import { issueCertificate, ROOT_LIFETIME_MS } from './issue-certificate.ts';
import { recordAudit } from './record-audit.ts';
import type { SessionOptions } from './session-parts.ts';

/** A vault just made: its keyring, its first person with that person's keys, and the recovery key as it is printed. */
export interface NewVault {
  readonly keyring: Keyring;
  readonly actor: Actor;
  readonly keys: PersonalKeys;
  readonly recoveryKey: string;
}

/** The first person manages people and works cases, so that a desk of one is of use. */
const FIRST_ROLES: readonly Role[] = ['admin', 'investigator'];

/** The first person of a new desk. */
export interface NewDesk {
  readonly deskName: string;
  readonly userName: string;
  readonly passphrase: string;
}

/**
 * Makes a vault in an empty folder, keyring last: if it is interrupted, the folder counts as unfinished and nothing of it is ever used. Throws
 * what the disk throws; `null` if the folder holds a vault, or one is being made in it by another process.
 */
export const createVault = async (options: SessionOptions, input: NewDesk): Promise<NewVault | null> => {
  const { parts, vaultDir } = options;
  if ((await parts.vaultDir.look(vaultDir)) === 'present') return null;
  await parts.vaultDir.make(vaultDir);
  const lock = parts.takeVaultLock(vaultDir, options.now());
  if (!lock.ok) return null;
  try {
    if ((await parts.vaultDir.look(vaultDir)) === 'present') return null;
    await parts.vaultDir.begin(vaultDir);
    const made = await fillVault(options, input);
    await parts.vaultDir.finish(vaultDir);
    return made;
  } finally {
    lock.value.release();
  }
};

const fillVault = async (options: SessionOptions, input: NewDesk): Promise<NewVault> => {
  const { parts, vaultDir, random, newId, now } = options;
  const actor: Actor = { userId: userIdSchema.parse(newId()), name: input.userName, roles: FIRST_ROLES };
  const vaultId = newId();
  const vaultKey = Uint8Array.from(random(32));
  const rootKey = parts.certificates.signingKeyFrom(random(48));
  const signingKey = parts.certificates.signingKeyFrom(random(48));
  const rootCertificatePem = parts.certificates.createRoot({
    organisation: input.deskName,
    privateKey: rootKey,
    serialBytes: random(16),
    notBeforeMs: now(),
    notAfterMs: now() + ROOT_LIFETIME_MS,
  });
  const certificatePem = issueCertificate(options, { rootCertificatePem, rootKey, signingKey, userId: actor.userId, name: actor.name });
  const recoverySecret = Uint8Array.from(random(parts.recoveryKey.sizeBytes));
  const keys = { vaultKey, signingKey, rootKey };
  const slot = await parts.keyring.makeSlot(
    { vaultId, userId: actor.userId, name: actor.name, roles: actor.roles, certificatePem, version: 1, ...keys },
    input.passphrase,
    random,
  );
  const recovery = parts.keyring.makeRecovery(vaultId, keys, recoverySecret, random);
  const keyring: Keyring = { format: 'casewright-keyring', version: 1, vaultId, deskName: input.deskName, slots: [slot], recovery };
  await fillDatabase(options, keyring, { actor, certificatePem, rootCertificatePem, vaultKey });
  await parts.keyring.write(vaultDir, keyring);
  const recoveryKey = parts.recoveryKey.format(recoverySecret);
  parts.keyring.zero(recoverySecret);
  return { keyring, actor, keys, recoveryKey };
};

interface First {
  readonly actor: Actor;
  readonly certificatePem: string;
  readonly rootCertificatePem: string;
  readonly vaultKey: Uint8Array;
}

const fillDatabase = async (
  options: SessionOptions,
  keyring: Keyring,
  { actor, certificatePem, rootCertificatePem, vaultKey }: First,
): Promise<void> => {
  const { parts, now } = options;
  const { databaseKey, blobWrappingKey } = parts.vaultKeysOf(vaultKey, keyring.vaultId);
  const opened = await parts.openDatabase({
    path: parts.vaultDir.paths(options.vaultDir).database,
    key: databaseKey,
    nowMs: now(),
    create: true,
  });
  parts.keyring.zero(databaseKey, blobWrappingKey);
  if (!opened.ok)
    throw Object.assign(new Error(opened.failure.message), { code: opened.failure.kind === 'disk-full' ? 'ENOSPC' : 'EACCES' });
  const { db, close } = opened.value;
  try {
    await db.transaction().execute(async (trx) => {
      const stores = parts.createStores(trx);
      const desk = { deskId: options.newId(), vaultId: keyring.vaultId, name: keyring.deskName, rootCertificatePem, createdAtMs: now() };
      await stores.desk.insert(desk);
      await stores.users.insert({ id: actor.userId, name: actor.name, roles: actor.roles, certificatePem, createdAtMs: now() });
      await stores.settings.write(defaultSettings(options.timeZone));
      await recordAudit({ deskId: desk.deskId, now }, stores, {
        actor,
        action: 'desk.created',
        subjectKind: 'desk',
        subjectId: desk.deskId,
        summary: `${actor.name} made the desk “${keyring.deskName}” with its vault, its root certificate and its recovery key.`,
        after: desk,
      });
    });
  } finally {
    await close();
  }
};
