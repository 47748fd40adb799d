import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { open, rename } from 'node:fs/promises';
import { dirname } from 'node:path';

/** The SHA-256, in hex, and the size of a file, read as a stream. */
export const hashFile = async (path: string): Promise<{ readonly sha256: string; readonly sizeBytes: number }> => {
  const hash = createHash('sha256');
  let sizeBytes = 0;
  for await (const chunk of createReadStream(path, { highWaterMark: 1 << 20 })) {
    hash.update(chunk as Buffer);
    sizeBytes += (chunk as Buffer).length;
  }
  return { sha256: hash.digest('hex'), sizeBytes };
};

/** Renames within a folder so that it holds after a power cut: the folder is synced too. */
export const renameDurably = async (from: string, to: string): Promise<void> => {
  await rename(from, to);
  await syncFolder(dirname(to));
};

/** Writes a whole new file through a `.part` beside it, synced before it gets its name. */
export const writeDurably = async (path: string, bytes: Uint8Array | string, mode = 0o600): Promise<void> => {
  const part = `${path}.part`;
  const file = await open(part, 'w', mode);
  try {
    await file.writeFile(bytes);
    await file.sync();
  } finally {
    await file.close();
  }
  await renameDurably(part, path);
};

/** Syncs a folder's entries; a system that can't do that for folders (Windows) is left as it is. */
export const syncFolder = async (path: string): Promise<void> => {
  const folder = await open(path, 'r').catch(() => undefined);
  if (!folder) return;
  try {
    await folder.sync();
  } catch (error) {
    if (process.platform !== 'win32') throw error;
  } finally {
    await folder.close();
  }
};
