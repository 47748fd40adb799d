import { deriveKey } from './key-wrap.ts';

/** What the vault key opens. Each is 32 bytes and of no use for another purpose. */
export interface VaultKeys {
  readonly databaseKey: Uint8Array;
  readonly blobWrappingKey: Uint8Array;
}

/** Derives the keys of the database and of the blobs from the vault key. */
export const vaultKeysOf = (vaultKey: Uint8Array, vaultId: string): VaultKeys => {
  const salt = Buffer.from(vaultId, 'utf8');
  return { databaseKey: deriveKey(vaultKey, salt, 'database key'), blobWrappingKey: deriveKey(vaultKey, salt, 'blob wrapping key') };
};
