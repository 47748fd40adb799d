/** What can go wrong with stored bytes, though nobody made a mistake: the file is gone or altered, the disk is full, the vault is closed. */
export type BlobErrorKind = 'blob-missing' | 'blob-damaged' | 'disk-full' | 'vault-closed';

/** Thrown by the blob store. The message says what happened, what was kept and what to do next. */
export class BlobError extends Error {
  readonly kind: BlobErrorKind;
  constructor(kind: BlobErrorKind, message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'BlobError';
    this.kind = kind;
  }
}
