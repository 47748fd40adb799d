import { createCipheriv, createDecipheriv } from 'node:crypto';
import { BlobError } from '../../core/evidence/blob-error.ts';
import type { Sha256 } from '../../core/ids.ts';

/*
 * A blob's file, version 1:
 *   8 bytes   "CWBLOB" 0x00 0x01
 *   8 bytes   size of the plain bytes, big endian
 *   12 bytes  nonce, 32 bytes wrapped key, 16 bytes tag: the blob's own key under the wrapping key; the first 16 bytes and the name are bound in
 *   chunks    64 KiB of plain bytes each (the last one less, or empty), AES-256-GCM, tag after each
 * Nonce of a chunk: seven zeros, the chunk's number in four bytes, one if it is the last (STREAM; the key serves this blob alone).
 */
const MAGIC = Buffer.from('CWBLOB\0\x01', 'latin1');
const TAG_BYTES = 16;

/** Plain bytes in every chunk but the last. */
export const CHUNK_BYTES = 64 * 1024;

/** A full chunk as it lies on disk. */
export const SEALED_CHUNK_BYTES = CHUNK_BYTES + TAG_BYTES;

/** Bytes before the first chunk. */
export const HEADER_BYTES = MAGIC.length + 8 + 12 + 32 + TAG_BYTES;

/** How many chunks hold `sizeBytes` plain bytes: at least one, so that an empty blob is sealed too. */
export const chunkCountOf = (sizeBytes: number): number => Math.max(1, Math.ceil(sizeBytes / CHUNK_BYTES));

/** The length of the file that holds `sizeBytes` plain bytes. */
export const fileBytesOf = (sizeBytes: number): number => HEADER_BYTES + sizeBytes + chunkCountOf(sizeBytes) * TAG_BYTES;

/** What a header says once it has been checked against the blob's name. */
export interface BlobHeader {
  readonly sizeBytes: number;
  readonly key: Uint8Array;
}

/** Wraps a blob's key for the blob named `sha256`. `nonce` is 12 random bytes. */
export const sealHeader = (
  parts: BlobHeader & { readonly sha256: Sha256; readonly nonce: Uint8Array; readonly wrappingKey: Uint8Array },
): Buffer => {
  const front = Buffer.alloc(MAGIC.length + 8);
  MAGIC.copy(front);
  front.writeBigUInt64BE(BigInt(parts.sizeBytes), MAGIC.length);
  const cipher = createCipheriv('aes-256-gcm', parts.wrappingKey, parts.nonce);
  cipher.setAAD(boundTo(front, parts.sha256));
  const wrapped = Buffer.concat([cipher.update(parts.key), cipher.final()]);
  return Buffer.concat([front, parts.nonce, wrapped, cipher.getAuthTag()]);
};

/** Unwraps a blob's key; refuses a header that is foreign, altered, or of a blob with another name. */
export const openHeader = (header: Uint8Array, sha256: Sha256, wrappingKey: Uint8Array): BlobHeader => {
  const bytes = Buffer.from(header);
  if (bytes.length < HEADER_BYTES) throw damaged(sha256, 'its file ends within the header');
  if (!bytes.subarray(0, 7).equals(MAGIC.subarray(0, 7))) throw damaged(sha256, 'its file is not a stored document');
  if (bytes[7] !== MAGIC[7]) throw damaged(sha256, `its file is of version ${bytes[7]}, which this program does not know`);
  const decipher = createDecipheriv('aes-256-gcm', wrappingKey, bytes.subarray(16, 28));
  decipher.setAAD(boundTo(bytes.subarray(0, 16), sha256));
  decipher.setAuthTag(bytes.subarray(60, 76));
  const key = decipher.update(bytes.subarray(28, 60));
  try {
    decipher.final();
  } catch {
    throw damaged(sha256, 'its header was altered, or it is another document under this name');
  }
  return { sizeBytes: Number(bytes.readBigUInt64BE(MAGIC.length)), key };
};

/** Seals one chunk of a blob. */
export const sealChunk = (key: Uint8Array, index: number, isLast: boolean, plain: Uint8Array): Buffer => {
  const cipher = createCipheriv('aes-256-gcm', key, chunkNonce(index, isLast));
  return Buffer.concat([cipher.update(plain), cipher.final(), cipher.getAuthTag()]);
};

/** Opens one chunk; refuses one that was altered, moved, or taken for the last when it is not. */
export const openChunk = (key: Uint8Array, index: number, isLast: boolean, sealed: Uint8Array, sha256: Sha256): Buffer => {
  if (sealed.length < TAG_BYTES) throw damaged(sha256, `its file ends within part ${index + 1}`);
  const decipher = createDecipheriv('aes-256-gcm', key, chunkNonce(index, isLast));
  decipher.setAuthTag(sealed.subarray(sealed.length - TAG_BYTES));
  const plain = decipher.update(sealed.subarray(0, sealed.length - TAG_BYTES));
  try {
    decipher.final();
  } catch {
    throw damaged(sha256, `part ${index + 1} was altered or moved`);
  }
  return plain;
};

/** The error for a blob whose file is not what was stored. */
export const damaged = (sha256: Sha256, what: string): BlobError =>
  new BlobError(
    'blob-damaged',
    `The stored document ${sha256} is damaged: ${what}. Nothing was shown from it. Restore its file from a backup, or import the original again.`,
  );

const chunkNonce = (index: number, isLast: boolean): Buffer => {
  const nonce = Buffer.alloc(12);
  nonce.writeUInt32BE(index, 7);
  nonce[11] = isLast ? 1 : 0;
  return nonce;
};

const boundTo = (front: Uint8Array, sha256: Sha256): Buffer => Buffer.concat([front, Buffer.from(sha256, 'hex')]);
