import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** The worker threads of the desk; each is `<name>.ts` in this folder and `<name>.js` in the build. */
export type WorkerName = 'reader-worker' | 'analysis-worker';

/**
 * Where a worker's entry stands: beside this module when the desk runs from its source; in the build at the top of the bundle, which may be
 * some folders above the chunk that this module ended up in.
 */
export const workerEntry = (name: WorkerName): URL => {
  if (import.meta.url.endsWith('.ts')) return new URL(`./${name}.ts`, import.meta.url);
  for (const folder of ['./', '../', '../../', '../main/']) {
    const candidate = new URL(`${folder}${name}.js`, import.meta.url);
    if (existsSync(fileURLToPath(candidate))) return candidate;
  }
  throw new Error(`The program is incomplete: ${name}.js is missing from its build. Build it again.`);
};
