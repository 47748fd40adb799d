import type { Db } from './database.ts';

/** Every store over one database handle or transaction; one factory per aggregate. */
export const createStores = (db: Db) => ({
  /** The raw handle, for the composition root and migrations only. */
  db,
});

export type Stores = ReturnType<typeof createStores>;
