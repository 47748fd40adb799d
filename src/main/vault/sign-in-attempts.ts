import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { writeDurably } from './durable-file.ts';

const attemptSchema = z
  .strictObject({ atMs: z.int(), userId: z.string().max(64).nullable(), by: z.enum(['passphrase', 'recovery key']) })
  .readonly();

/** A try to open the vault that failed, or that the process did not survive. */
export type Attempt = z.infer<typeof attemptSchema>;

const attemptsSchema = z
  .strictObject({ failures: z.int().min(0), lastAtMs: z.int(), kept: z.array(attemptSchema).max(200).readonly() })
  .readonly();
type Attempts = z.infer<typeof attemptsSchema>;

/** After how many failures in a row the desk slows down. */
const FREE_FAILURES = 5;

/** The first wait; each further failure doubles it up to the longest. */
const FIRST_WAIT_MS = 5_000;
const LONGEST_WAIT_MS = 300_000;
const KEPT_ATTEMPTS = 100;

/** Counts failures in a row across restarts, in a file beside the keyring. */
export interface SignInAttempts {
  /** How long nobody may try; 0 if somebody may now. */
  readonly waitMs: (nowMs: number) => Promise<number>;
  /** Counts a try as failed before it is made, so that ending the process doesn't undo it. */
  readonly begin: (attempt: Attempt) => Promise<void>;
  /** Forgets the try that succeeded and answers those that failed before it, oldest first. */
  readonly succeed: () => Promise<{ readonly failures: number; readonly kept: readonly Attempt[] }>;
}

/** The failed tries of one vault. */
export const createSignInAttempts = (vaultDir: string): SignInAttempts => {
  const path = join(vaultDir, 'sign-in-attempts.json');
  let inMemory: Attempts = NONE;

  const read = async (): Promise<Attempts> => {
    const onDisk = await readFile(path, 'utf8').then(parse, () => NONE);
    return onDisk.failures >= inMemory.failures ? onDisk : inMemory;
  };

  return {
    waitMs: async (nowMs) => {
      const { failures, lastAtMs } = await read();
      if (failures < FREE_FAILURES) return 0;
      const wait = Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** Math.min(30, failures - FREE_FAILURES));
      // A clock that was set back must not lock the desk for longer than the wait itself.
      return Math.max(0, Math.min(wait, lastAtMs + wait - nowMs));
    },
    begin: async (attempt) => {
      const before = await read();
      inMemory = { failures: before.failures + 1, lastAtMs: attempt.atMs, kept: [...before.kept, attempt].slice(-KEPT_ATTEMPTS) };
      // A full or read-only disk must not keep people out; the count goes on in memory.
      await writeDurably(path, JSON.stringify(inMemory)).catch(() => undefined);
    },
    succeed: async () => {
      const { failures, kept } = await read();
      inMemory = NONE;
      await rm(path, { force: true }).catch(() => undefined);
      return { failures: Math.max(0, failures - 1), kept: kept.slice(0, -1) };
    },
  };
};

const NONE: Attempts = { failures: 0, lastAtMs: 0, kept: [] };

const parse = (text: string): Attempts => {
  try {
    return attemptsSchema.parse(JSON.parse(text));
  } catch {
    return NONE;
  }
};
