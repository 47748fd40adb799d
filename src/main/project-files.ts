import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const findRoot = (): string => {
  let folder = dirname(fileURLToPath(import.meta.url));
  while (!existsSync(join(folder, 'package.json'))) {
    const parent = dirname(folder);
    if (parent === folder) throw new Error('The program’s own folder was not found.');
    folder = parent;
  }
  return folder;
};

/** The program's own folder: where `package.json`, `resources/` and `dist/` lie, from source as from a build. */
export const PROGRAM_DIR = findRoot();

/** A file of `resources/`. */
export const resourcePath = (...parts: readonly string[]): string => join(PROGRAM_DIR, 'resources', ...parts);
