import { rmSync } from 'node:fs';
import Database from 'better-sqlite3';
import { Kysely, SqliteDialect } from 'kysely';
import { fail, ok, type Result } from '../../core/result.ts';
import { withCachedStatements } from './cached-statements.ts';
import type { Db } from './database.ts';
import { migrate, type MigrationFailure } from './migrate.ts';

/** Why the vault's database can't be opened. */
export interface DatabaseFailure {
  readonly kind: MigrationFailure['kind'] | 'database-missing' | 'database-unreadable' | 'database-busy' | 'disk-full';
  readonly message: string;
}

/** An open, migrated database. `close` waits for a running transaction, empties the WAL into the file and lets it go. */
export interface OpenDatabase {
  readonly db: Db;
  readonly close: () => Promise<void>;
}

/** How to open: `key` is 32 bytes and is not kept; `create` makes a new file and refuses an existing one. */
export interface DatabaseOptions {
  readonly path: string;
  readonly key: Uint8Array;
  readonly nowMs: number;
  readonly create?: boolean;
}

/**
 * Opens the encrypted database (SQLCipher 4 format: AES-256 with an HMAC per page, raw key) with the settings every desk has: WAL, full
 * synchronisation, foreign keys, triggers that hold against REPLACE too, nothing of it in temporary files.
 */
export const openDatabase = async ({
  path,
  key,
  nowMs,
  create = false,
}: DatabaseOptions): Promise<Result<OpenDatabase, DatabaseFailure>> => {
  let database: Database.Database | undefined;
  try {
    database = new Database(path, { fileMustExist: !create, timeout: 2_000 });
    unlock(database, key);
    configure(database);
  } catch (error) {
    database?.close();
    const failure = failureOf(error, path);
    if (!failure) throw error;
    return fail(failure);
  }
  const db = new Kysely<unknown>({ dialect: new SqliteDialect({ database: withCachedStatements(database) }) });
  const close = async (): Promise<void> => {
    // Waits its turn behind a running transaction; destroy alone would cut it off.
    await db.connection().execute(async () => undefined);
    await db.destroy();
  };
  try {
    const migrated = await migrate(db, nowMs);
    if (migrated.ok) return ok({ db, close });
    await close();
    return fail(migrated.failure);
  } catch (error) {
    await close();
    if (create) for (const end of ['', '-wal', '-shm']) rmSync(path + end, { force: true });
    const failure = failureOf(error, path);
    if (!failure) throw error;
    return fail(failure);
  }
};

const unlock = (database: Database.Database, key: Uint8Array): void => {
  database.pragma(`cipher = 'sqlcipher'`);
  database.pragma('legacy = 4');
  const rawKey = rawKeyText(key);
  try {
    (database as unknown as { key: (key: Buffer) => number }).key(rawKey);
  } finally {
    rawKey.fill(0);
  }
  // The first read is where a wrong key or a damaged file shows.
  database.prepare('SELECT count(*) FROM sqlite_master').get();
};

/** Pages are decrypted on their way into the cache: with SQLite's own 2 MiB, a list over 100,000 cases takes four times as long. */
const CACHE_64_MIB = 'cache_size = -65536';

const configure = (database: Database.Database): void => {
  for (const setting of [
    'journal_mode = WAL',
    'synchronous = FULL',
    'foreign_keys = ON',
    'recursive_triggers = ON',
    'trusted_schema = OFF',
    'secure_delete = ON',
    'temp_store = MEMORY',
    'cell_size_check = ON',
    CACHE_64_MIB,
  ]) {
    database.pragma(setting);
  }
};

/** `x'…'` with the key in hex, in a buffer that can be zeroed; a JavaScript string could not. */
const rawKeyText = (key: Uint8Array): Buffer => {
  if (key.length !== 32) throw new Error(`A database key has 32 bytes, not ${key.length}.`);
  const text = Buffer.alloc(3 + 64);
  text.write("x'");
  for (const [index, byte] of key.entries()) {
    text[2 + index * 2] = HEX_DIGITS.charCodeAt(byte >> 4);
    text[3 + index * 2] = HEX_DIGITS.charCodeAt(byte & 15);
  }
  text.write("'", 66);
  return text;
};

const HEX_DIGITS = '0123456789abcdef';

const failureOf = (error: unknown, path: string): DatabaseFailure | null => {
  const code = error instanceof Database.SqliteError ? error.code : '';
  if (code.startsWith('SQLITE_CANTOPEN')) {
    return {
      kind: 'database-missing',
      message: `The vault's database ${path} is missing or can not be opened. Nothing was changed. Restore it from a backup, or point the desk at the right folder.`,
    };
  }
  if (code.startsWith('SQLITE_NOTADB') || code.startsWith('SQLITE_CORRUPT')) {
    return {
      kind: 'database-unreadable',
      message: `The vault's database ${path} is damaged, or belongs to another vault. Nothing was changed. Restore it from a backup.`,
    };
  }
  if (code.startsWith('SQLITE_BUSY') || code.startsWith('SQLITE_LOCKED')) {
    return {
      kind: 'database-busy',
      message: `Another program holds the vault's database ${path}. Close it and try again; nothing was changed.`,
    };
  }
  // Without room for its shared memory, SQLite says that the size can't be had.
  if (code.startsWith('SQLITE_FULL') || code === 'SQLITE_IOERR_SHMSIZE') {
    return {
      kind: 'disk-full',
      message:
        "The disk is full, so the vault's database can not be opened for writing. What was saved before is untouched. Make room and try again.",
    };
  }
  return null;
};
