import { mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { type BlobStore, openBlobStore } from './blob-store.ts';

/**
 * Lends a store for bytes that are not the desk's: encrypted under a key that exists only while `work` runs, and removed afterwards. What a crash
 * leaves behind can't be read by anyone.
 */
export const withScratchStore = async <T>(vaultDir: string, random: (sizeBytes: number) => Uint8Array, work: (store: BlobStore) => Promise<T>): Promise<T> => {
  const dir = await mkdtemp(join(vaultDir, 'scratch-'));
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
