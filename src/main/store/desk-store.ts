import type { Db } from './database.ts';

/** What this desk is: one row, written once. */
export interface DeskRecord {
  readonly deskId: string;
  readonly vaultId: string;
  readonly name: string;
  readonly rootCertificatePem: string;
  readonly createdAtMs: number;
}

/** The desk's own record. */
export const createDeskStore = (db: Db) => ({
  insert: async (desk: DeskRecord): Promise<void> => {
    await db
      .insertInto('desk')
      .values({
        only: 1,
        desk_id: desk.deskId,
        vault_id: desk.vaultId,
        name: desk.name,
        root_certificate_pem: desk.rootCertificatePem,
        created_at_ms: desk.createdAtMs,
      })
      .execute();
  },
  read: async (): Promise<DeskRecord | null> => {
    const row = await db.selectFrom('desk').selectAll().executeTakeFirst();
    if (!row) return null;
    return {
      deskId: row.desk_id,
      vaultId: row.vault_id,
      name: row.name,
      rootCertificatePem: row.root_certificate_pem,
      createdAtMs: row.created_at_ms,
    };
  },
});
