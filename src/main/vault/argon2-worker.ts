import { parentPort, workerData } from 'node:worker_threads';
import { argon2id } from 'hash-wasm';
import type { Argon2Job } from './passphrase-key.ts';

const job = workerData as Argon2Job;
const derived = await argon2id({
  password: job.passphrase,
  salt: job.salt,
  memorySize: job.memoryKib,
  iterations: job.iterations,
  parallelism: job.parallelism,
  hashLength: 32,
  outputType: 'binary',
});
job.passphrase.fill(0);
// oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread's port, not a window
parentPort?.postMessage(derived);
