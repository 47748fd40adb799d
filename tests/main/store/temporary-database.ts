import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Db } from '../../../src/main/store/database.ts';
import { openDatabase } from '../../../src/main/store/open-database.ts';
import { createStores, type Stores } from '../../../src/main/store/stores.ts';

/** The key of every temporary database. */
export const TEST_KEY = new Uint8Array(32).fill(42);

/** A person whose row the rows of a test can refer to. */
export const TEST_USER_ID = '6f1d1f6e-0c4f-4a53-9a52-3c7f0d2f8a01';

/** A real, encrypted, migrated database in a folder of its own with one person in it; `dispose` removes it all. */
export const openTemporaryDatabase = async (): Promise<{
  readonly dir: string;
  readonly path: string;
  readonly db: Db;
  readonly stores: Stores;
  readonly dispose: () => Promise<void>;
}> => {
  const dir = mkdtempSync(join(tmpdir(), 'desk-'));
  const path = join(dir, 'desk.db');
  const opened = await openDatabase({ path, key: TEST_KEY, nowMs: 1_700_000_000_000, create: true });
  if (!opened.ok) throw new Error(opened.failure.message);
  const { db, close } = opened.value;
  await db
    .insertInto('user')
    .values({ id: TEST_USER_ID, name: 'Robin Example', roles_json: '["admin","investigator"]', certificate_pem: '', created_at_ms: 1 })
    .execute();
  return {
    dir,
    path,
    db,
    stores: createStores(db),
    dispose: async () => {
      await close();
      rmSync(dir, { recursive: true, force: true });
    },
  };
};
