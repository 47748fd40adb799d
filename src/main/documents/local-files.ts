import { lstat, open, readdir, stat } from 'node:fs/promises';
import { join, resolve } from 'node:path';

/** A file of this machine ready to be read, or why it can't be. */
export type LocalFile =
  | { readonly kind: 'file'; readonly sizeBytes: number; readonly stream: AsyncIterable<Uint8Array> }
  | { readonly kind: 'problem'; readonly reason: string };

/** Files and folders of this machine. */
export interface LocalFiles {
  /** The files behind `paths`, folders with all that is in them, in the order of names; links inside folders are not followed. Answers absolute paths, each once. */
  readonly list: (paths: readonly string[]) => AsyncIterable<string>;
  readonly open: (path: string) => Promise<LocalFile>;
}

/** The machine's own file system. */
export const localFiles: LocalFiles = {
  async *list(paths) {
    const seen = new Set<string>();
    for (const path of paths) {
      for await (const file of filesOf(resolve(path), true)) {
        if (seen.has(file)) continue;
        seen.add(file);
        yield file;
      }
    }
  },

  open: async (path) => {
    try {
      const found = await stat(path);
      if (!found.isFile()) return { kind: 'problem', reason: 'It is not a file (a folder, a device or a pipe).' };
      // Opened now, so that a file that may not be read says so before anything is begun.
      const handle = await open(path, 'r');
      return {
        kind: 'file',
        sizeBytes: found.size,
        stream: handle.createReadStream({ highWaterMark: 256 * 1024 }) as AsyncIterable<Uint8Array>,
      };
    } catch (error) {
      return { kind: 'problem', reason: reasonOf(error) };
    }
  },
};

/** What went wrong with a file, in words. */
export const reasonOf = (error: unknown): string => {
  const code = (error as NodeJS.ErrnoException | null)?.code;
  if (code === 'ENOENT') return 'The file is no longer there.';
  if (code === 'EACCES' || code === 'EPERM') return 'The file may not be read by the user who runs this program.';
  if (code === 'EIO') return 'The disk or drive could not deliver the file.';
  if (code === 'EMFILE' || code === 'ENFILE') return 'Too many files are open on this machine.';
  return `The file can not be read (${code ?? (error instanceof Error ? error.message : 'unknown error')}).`;
};

async function* filesOf(path: string, isNamed: boolean): AsyncGenerator<string> {
  const found = await (isNamed ? stat(path) : lstat(path)).catch(() => null);
  // A path that can't be looked at is named all the same, so that it is accounted for.
  if (!found) {
    yield path;
    return;
  }
  if (found.isFile() || (isNamed && !found.isDirectory())) yield path;
  if (!found.isDirectory()) return;
  let names: string[];
  try {
    names = (await readdir(path)).sort();
  } catch {
    yield path;
    return;
  }
  for (const name of names) yield* filesOf(join(path, name), false);
}
