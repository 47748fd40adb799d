import { fail, ok, type Result } from '../../core/result.ts';
import type { DatabaseFailure, OpenDatabase } from '../store/open-database.ts';
import type { OpenDesk } from './context.ts';
import type { SessionOptions } from './session-parts.ts';

/** An unlocked vault. `close` lets the database and the blobs' key go. */
export interface OpenVault {
  readonly desk: OpenDesk;
  readonly close: () => Promise<void>;
}

/** Opens database and blobs with the vault key; the keys derived from it are zeroed at once. */
export const openVault = async (
  options: SessionOptions,
  vaultId: string,
  vaultKey: Uint8Array,
): Promise<Result<OpenVault, DatabaseFailure>> => {
  const { parts, vaultDir, random } = options;
  const paths = parts.vaultDir.paths(vaultDir);
  const keys = parts.vaultKeysOf(vaultKey, vaultId);
  try {
    const opened = await parts.openDatabase({ path: paths.database, key: keys.databaseKey, nowMs: options.now() });
    if (!opened.ok) return opened;
    const database = opened.value;
    const stores = parts.createStores(database.db);
    const record = await stores.desk.read();
    if (!record || record.vaultId !== vaultId) {
      await database.close();
      return fail({
        kind: 'database-unreadable',
        message:
          "The database in the vault's folder is not the one its keyring belongs to. Nothing was changed. Restore both from the same backup.",
      });
    }
    const blobs = await parts.openBlobStore({ dir: paths.blobs, wrappingKey: keys.blobWrappingKey, random });
    return ok(assemble(options, database, { stores, record, blobs }));
  } finally {
    parts.keyring.zero(keys.databaseKey, keys.blobWrappingKey);
  }
};

type Opened = Pick<OpenDesk, 'stores' | 'blobs'> & {
  readonly record: { readonly deskId: string; readonly name: string; readonly rootCertificatePem: string };
};

const assemble = (options: SessionOptions, database: OpenDatabase, { stores, record, blobs }: Opened): OpenVault => ({
  desk: {
    deskId: record.deskId,
    deskName: record.name,
    vaultDir: options.vaultDir,
    rootCertificatePem: record.rootCertificatePem,
    stores,
    transaction: (work) => database.db.transaction().execute((trx) => work(options.parts.createStores(trx))),
    blobs,
    now: options.now,
    newId: options.newId,
    emit: options.emit,
  },
  close: async () => {
    blobs.close();
    await database.close();
  },
});
