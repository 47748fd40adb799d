import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { type BlobStore, openBlobStore } from './blob-store.ts';

const PREFIX = 'scratch-';

/** Removes what checks left behind that a crash cut off; called before the vault opens, when nobody works in it. */
export const clearScratch = async (vaultDir: string): Promise<void> => {
  for (const name of await readdir(vaultDir)) if (name.startsWith(PREFIX)) await rm(join(vaultDir, name), { recursive: true, force: true });
};

/**
 * Lends a store for bytes that are not the desk's: encrypted under a key that exists only while `work` runs, and removed afterwards. What a crash
 * leaves behind can't be read by anyone and goes when the vault opens next.
 */
export const withScratchStore = async <T>(
  vaultDir: string,
  random: (sizeBytes: number) => Uint8Array,
  work: (store: BlobStore) => Promise<T>,
): Promise<T> => {
  const dir = await mkdtemp(join(vaultDir, PREFIX));
  try {
    const store = await openBlobStore({ dir, wrappingKey: random(32), random });
    try {
      return await work(store);
    } finally {
      store.close();
    }
  } finally {
    await rm(dir, { recursive: true, force: true });
  }
};
