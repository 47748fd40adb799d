import { createHash } from 'node:crypto';
import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { userIdSchema } from '../../core/ids.ts';
import { canonicalJson } from '../../core/packets/canonical-json.ts';
import { roleSchema } from '../../core/policy/permissions.ts';
import { fail, ok, type Result } from '../../core/result.ts';
import { writeDurably } from './durable-file.ts';
import { base64Schema, wrapSchema } from './key-wrap.ts';
import { kdfSchema } from './passphrase-key.ts';

/** One person's keys, wrapped by that person's passphrase. The root key is there only for those who may add people. */
const slotSchema = z
  .strictObject({
    userId: userIdSchema,
    name: z.string().min(1).max(200),
    roles: z.array(roleSchema).min(1).readonly(),
    certificatePem: z.string().max(8_192),
    version: z.int().min(1),
    kdf: kdfSchema,
    /** Whether a secret of this computer is needed beside the passphrase. */
    needsDeviceSecret: z.boolean(),
    vaultKey: wrapSchema,
    signingKey: wrapSchema,
    rootKey: wrapSchema.nullable(),
  })
  .readonly();
export type Slot = z.infer<typeof slotSchema>;

/** The vault key and the organisation's root key, wrapped by the recovery key. */
const recoverySlotSchema = z
  .strictObject({ version: z.int().min(1), salt: base64Schema, vaultKey: wrapSchema, rootKey: wrapSchema })
  .readonly();

/** The keyring as it lies beside the database. Names and roles are here so that the lock screen can list people; the database decides. */
export const keyringSchema = z
  .strictObject({
    format: z.literal('casewright-keyring'),
    version: z.literal(1),
    vaultId: z.uuid(),
    deskName: z.string().min(1).max(200),
    slots: z.array(slotSchema).min(1).max(1_000).readonly(),
    recovery: recoverySlotSchema,
  })
  .readonly();
export type Keyring = z.infer<typeof keyringSchema>;

/** Why the keyring can't be used. */
export interface KeyringFailure {
  readonly kind: 'keyring-missing' | 'keyring-damaged' | 'keyring-newer';
  readonly message: string;
}

/** The keyring's name in the vault's folder. */
export const KEYRING_FILE = 'keyring.json';

/** Reads the keyring; tells a missing one from a damaged one and from one of a newer program. */
export const readKeyring = async (vaultDir: string): Promise<Result<Keyring, KeyringFailure>> => {
  const path = join(vaultDir, KEYRING_FILE);
  const text = await readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return null;
    throw error;
  });
  if (text === null) {
    return fail({
      kind: 'keyring-missing',
      message: `The vault's keyring ${path} is missing, and nothing opens without it. Nothing was changed. ${await advice(path)}`,
    });
  }
  const content = parseJson(text);
  const version = newerSchema.safeParse(content);
  if (version.success) {
    return fail({
      kind: 'keyring-newer',
      message: `A newer version of Casewright has written this vault's keyring (version ${version.data.keyring.version}). Nothing was changed. Install that version or a later one to open it.`,
    });
  }
  const parsed = checkedSchema.safeParse(content);
  if (!parsed.success || parsed.data.checksum !== checksumOf(parsed.data.keyring)) {
    const where = parsed.success
      ? 'its checksum does not fit'
      : `it can not be read at “${parsed.error.issues[0]?.path.join('.') || 'its start'}”`;
    return fail({
      kind: 'keyring-damaged',
      message: `The vault's keyring ${path} is damaged: ${where}. Nothing was changed. ${await advice(path)}`,
    });
  }
  return ok(parsed.data.keyring);
};

/** Replaces the keyring so that a crash leaves the old or the new one; the one before stays as `keyring.json.bak`. */
export const writeKeyring = async (vaultDir: string, keyring: Keyring): Promise<void> => {
  const path = join(vaultDir, KEYRING_FILE);
  if ((await readKeyring(vaultDir)).ok) await writeDurably(`${path}.bak`, await readFile(path));
  await writeDurably(path, `${JSON.stringify({ keyring, checksum: checksumOf(keyring) }, null, 2)}\n`);
};

const checkedSchema = z.strictObject({ keyring: keyringSchema, checksum: z.string() });

const newerSchema = z.object({ keyring: z.object({ format: z.literal('casewright-keyring'), version: z.int().min(2) }) });

const checksumOf = (keyring: Keyring): string => createHash('sha256').update(canonicalJson(keyring)).digest('hex');

const parseJson = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
};

const advice = async (path: string): Promise<string> => {
  const hasBackup = await stat(`${path}.bak`).then(
    () => true,
    () => false,
  );
  return hasBackup
    ? `The keyring before its last change is beside it as ${path}.bak: rename that to keyring.json, and the passphrases of that time open the vault.`
    : `Restore keyring.json from a backup.`;
};
