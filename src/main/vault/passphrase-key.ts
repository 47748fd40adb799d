import { existsSync } from 'node:fs';
import { Worker } from 'node:worker_threads';
import { z } from 'zod';
import { base64Schema, deriveKey } from './key-wrap.ts';

/** How a passphrase becomes a key. The bounds keep a damaged file from taking all memory. */
export const kdfSchema = z
  .strictObject({
    name: z.literal('argon2id'),
    memoryKib: z.int().min(8_192).max(1_048_576),
    iterations: z.int().min(1).max(16),
    parallelism: z.int().min(1).max(4),
    salt: base64Schema,
  })
  .readonly();
export type Kdf = z.infer<typeof kdfSchema>;

/** What one guess of a passphrase costs. */
export type KdfCost = Pick<Kdf, 'memoryKib' | 'iterations' | 'parallelism'>;

/** Today's cost: 64 MiB, three passes, about a third of a second. */
export const CURRENT_COST: KdfCost = { memoryKib: 65_536, iterations: 3, parallelism: 1 };

/** How a new slot's passphrase becomes a key. `salt` is 16 random bytes. */
export const kdfWith = (salt: Uint8Array, { memoryKib, iterations, parallelism }: KdfCost): Kdf => ({
  name: 'argon2id',
  memoryKib,
  iterations,
  parallelism,
  salt: Buffer.from(salt).toString('base64'),
});

/** What the worker is given. */
export interface Argon2Job {
  readonly passphrase: Uint8Array;
  readonly salt: Uint8Array;
  readonly memoryKib: number;
  readonly iterations: number;
  readonly parallelism: number;
}

/**
 * The user key (32 bytes) of a passphrase, which is compared in Unicode's NFKC form. Runs in a worker thread, so the desk goes on meanwhile.
 * A device secret, where there is one, is needed as well.
 */
export const deriveUserKey = async (passphrase: string, kdf: Kdf, deviceSecret: Uint8Array = new Uint8Array(0)): Promise<Uint8Array> => {
  const salt = Buffer.from(kdf.salt, 'base64');
  const stretched = await runArgon2({
    passphrase: Buffer.from(passphrase.normalize('NFKC'), 'utf8'),
    salt,
    memoryKib: kdf.memoryKib,
    iterations: kdf.iterations,
    parallelism: kdf.parallelism,
  });
  const secret = Buffer.concat([stretched, deviceSecret]);
  try {
    return deriveKey(secret, salt, 'user key');
  } finally {
    stretched.fill(0);
    secret.fill(0);
  }
};

const runArgon2 = (job: Argon2Job): Promise<Uint8Array> =>
  new Promise((resolve, reject) => {
    const worker = new Worker(workerFile(), { workerData: job });
    job.passphrase.fill(0);
    worker.once('message', (derived: Uint8Array) => resolve(derived));
    worker.once('error', reject);
    worker.once('exit', (code) => reject(new Error(`The key derivation ended with code ${code} and no key.`)));
  });

/** Beside this file in the source; in the build beside the entry, one folder up when this became a shared chunk. */
const workerFile = (): URL => {
  const candidates = ['./argon2-worker.ts', './argon2-worker.js', '../argon2-worker.js'].map((path) => new URL(path, import.meta.url));
  const found = candidates.find((url) => existsSync(url));
  if (!found) throw new Error('The key derivation worker is missing from this build.');
  return found;
};
