import { createAuditStore } from './audit-store.ts';
import type { Db } from './database.ts';
import { createDeskStore } from './desk-store.ts';
import { createSettingStore } from './setting-store.ts';
import { createUserStore } from './user-store.ts';

/** Every store over one database handle or transaction; one factory per aggregate. */
export const createStores = (db: Db) => ({
  /** The raw handle, for the composition root and migrations only. */
  db,
  desk: createDeskStore(db),
  users: createUserStore(db),
  settings: createSettingStore(db),
  audit: createAuditStore(db),
});

export type Stores = ReturnType<typeof createStores>;
