import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { z } from 'zod';
import { fail, ok, type Result } from '../../core/result.ts';

/** Holds a vault for this process until released. */
export interface VaultLock {
  readonly release: () => void;
}

/**
 * Takes the vault for this process. The lock is the operating system's, on `in-use.lock` by way of SQLite: a process that is killed loses it, so
 * none is ever left behind. `in-use.json` only names the holder for the message.
 */
export const takeVaultLock = (
  vaultDir: string,
  nowMs: number,
): Result<VaultLock, { readonly kind: 'in-use'; readonly message: string }> => {
  const database = new Database(join(vaultDir, 'in-use.lock'), { timeout: 0 });
  try {
    database.pragma('journal_mode = MEMORY');
    database.exec('BEGIN EXCLUSIVE');
  } catch (error) {
    database.close();
    if (!(error instanceof Database.SqliteError) || !error.code.startsWith('SQLITE_BUSY')) throw error;
    return fail({
      kind: 'in-use',
      message: `This vault is open in another Casewright (${holderOf(vaultDir)}). Nothing was changed. Close it there, or go on working there.`,
    });
  }
  const notePath = join(vaultDir, 'in-use.json');
  try {
    writeFileSync(notePath, JSON.stringify({ pid: process.pid, sinceMs: nowMs }), { mode: 0o600 });
  } catch {
    // On a full disk the lock holds without its note, and the next message does not say who holds it.
    rmSync(notePath, { force: true });
  }
  let isHeld = true;
  return ok({
    release: () => {
      if (!isHeld) return;
      isHeld = false;
      rmSync(notePath, { force: true });
      database.close();
    },
  });
};

const holderSchema = z.object({ pid: z.int(), sinceMs: z.int() });

const holderOf = (vaultDir: string): string => {
  try {
    const { pid, sinceMs } = holderSchema.parse(JSON.parse(readFileSync(join(vaultDir, 'in-use.json'), 'utf8')));
    return `process ${pid}, since ${new Date(sinceMs).toISOString()}`;
  } catch {
    return 'it does not say which';
  }
};
