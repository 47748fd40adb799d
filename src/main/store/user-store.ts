import { z } from 'zod';
import { type UserId, userIdSchema } from '../../core/ids.ts';
import { type Role, roleSchema } from '../../core/policy/permissions.ts';
import type { Db } from './database.ts';
import type { UserTable } from './tables.ts';

/** A person of this desk. `certificatePem` is the current one; earlier ones live on in what they signed. */
export interface UserRecord {
  readonly id: UserId;
  readonly name: string;
  readonly roles: readonly Role[];
  readonly certificatePem: string;
  readonly createdAtMs: number;
}

/** The people of this desk. */
export const createUserStore = (db: Db) => ({
  insert: async (user: UserRecord): Promise<void> => {
    await db
      .insertInto('user')
      .values({
        id: user.id,
        name: user.name,
        roles_json: JSON.stringify(user.roles),
        certificate_pem: user.certificatePem,
        created_at_ms: user.createdAtMs,
      })
      .execute();
  },
  /** In the order in which they were added. */
  list: async (): Promise<readonly UserRecord[]> =>
    (await db.selectFrom('user').selectAll().orderBy('created_at_ms').orderBy('name').execute()).map(userOf),
  byId: async (id: UserId): Promise<UserRecord | null> => {
    const row = await db.selectFrom('user').selectAll().where('id', '=', id).executeTakeFirst();
    return row ? userOf(row) : null;
  },
  /** Names are compared without regard to case. */
  byName: async (name: string): Promise<UserRecord | null> => {
    const row = await db.selectFrom('user').selectAll().where('name', '=', name).executeTakeFirst();
    return row ? userOf(row) : null;
  },
  setCertificate: async (id: UserId, certificatePem: string): Promise<void> => {
    await db.updateTable('user').set({ certificate_pem: certificatePem }).where('id', '=', id).execute();
  },
});

const rolesSchema = z.array(roleSchema).readonly();

const userOf = (row: UserTable): UserRecord => ({
  id: userIdSchema.parse(row.id),
  name: row.name,
  roles: rolesSchema.parse(JSON.parse(row.roles_json)),
  certificatePem: row.certificate_pem,
  createdAtMs: row.created_at_ms,
});
