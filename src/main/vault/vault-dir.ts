import { mkdir, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { syncDir, writeDurably } from './durable-file.ts';
import { KEYRING_FILE } from './keyring-file.ts';

/** Where things lie in a vault's folder. */
export const vaultPaths = (vaultDir: string) => ({ database: join(vaultDir, 'desk.db'), blobs: join(vaultDir, 'blobs') });

/** `unfinished`: making a vault was interrupted before anybody saw its recovery key, so it is safe to begin again. */
export type VaultPresence = 'none' | 'unfinished' | 'present';

/** Whether a folder holds a vault. Anything of one counts, so that a lost keyring is never taken for an empty folder. */
export const lookForVault = async (vaultDir: string): Promise<VaultPresence> => {
  const names = await readdir(vaultDir).catch((error: NodeJS.ErrnoException): string[] => {
    if (error.code === 'ENOENT') return [];
    throw error;
  });
  if (names.includes(UNFINISHED)) return 'unfinished';
  return PARTS.some((name) => names.includes(name)) ? 'present' : 'none';
};

/** Makes the folder itself, so that it can be locked. */
export const makeVaultDir = async (vaultDir: string): Promise<void> => {
  await mkdir(vaultDir, { recursive: true, mode: 0o700 });
};

/** Makes the folder ready for a new vault: clears an unfinished one away and marks the new one as unfinished. */
export const beginVault = async (vaultDir: string): Promise<void> => {
  const presence = await lookForVault(vaultDir);
  if (presence === 'present') throw new Error('A vault is there already.');
  await writeDurably(join(vaultDir, UNFINISHED), 'A vault is being made here. If nothing is running, it may be begun again.\n');
  for (const name of PARTS) await rm(join(vaultDir, name), { recursive: true, force: true });
};

/** Declares the new vault whole. */
export const finishVault = async (vaultDir: string): Promise<void> => {
  await rm(join(vaultDir, UNFINISHED));
  await syncDir(vaultDir);
};

const UNFINISHED = 'unfinished-vault';
const PARTS = [KEYRING_FILE, `${KEYRING_FILE}.bak`, 'desk.db', 'desk.db-wal', 'desk.db-shm', 'blobs'];
