import { open } from 'node:fs/promises';
import { BlobError } from '../../core/evidence/blob-error.ts';
import type { Sha256 } from '../../core/ids.ts';
import { CHUNK_BYTES, HEADER_BYTES, SEALED_CHUNK_BYTES, chunkCountOf, damaged, fileBytesOf, openChunk, openHeader } from './blob-format.ts';

/** A blob's file as it was found: its header, still sealed, and how long the file is. */
export interface SealedFile {
  readonly path: string;
  readonly sha256: Sha256;
  readonly header: Uint8Array;
  readonly fileBytes: number;
}

/** Reads the sealed header of a blob's file. Throws `BlobError` if the file is gone. */
export const readHeader = async (path: string, sha256: Sha256): Promise<Pick<SealedFile, 'header' | 'fileBytes'>> => {
  const handle = await openToRead(path, sha256);
  try {
    const bytes = Buffer.alloc(HEADER_BYTES);
    const { bytesRead } = await handle.read(bytes, 0, HEADER_BYTES, 0);
    return { header: bytes.subarray(0, bytesRead), fileBytes: (await handle.stat()).size };
  } finally {
    await handle.close();
  }
};

/** How many plain bytes the file holds; throws if its header or its length is not as it was written. */
export const plainBytesOf = (file: SealedFile, wrappingKey: Uint8Array): number => {
  const { sizeBytes, key } = openHeader(file.header, file.sha256, wrappingKey);
  key.fill(0);
  if (file.fileBytes !== fileBytesOf(sizeBytes))
    throw damaged(file.sha256, `its file has ${file.fileBytes} bytes where ${fileBytesOf(sizeBytes)} were written`);
  return sizeBytes;
};

/**
 * Plain bytes from `start` to before `end`, chunk by chunk, each checked before it is handed out. `wrappingKey` throws once the store is closed;
 * nothing more is read then. The blob's own key exists only while bytes are read.
 */
export async function* plainChunks(
  file: SealedFile,
  wrappingKey: () => Uint8Array,
  start: number,
  end: number,
): AsyncGenerator<Uint8Array> {
  const { sizeBytes, key } = openHeader(file.header, file.sha256, wrappingKey());
  try {
    const stop = Math.min(end, sizeBytes);
    if (start < 0 || start > stop) throw new RangeError(`The range ${start} to ${end} is not within ${sizeBytes} bytes.`);
    const lastIndex = chunkCountOf(sizeBytes) - 1;
    const firstIndex = Math.min(lastIndex, Math.floor(start / CHUNK_BYTES));
    const endIndex = stop === 0 ? 0 : Math.floor((stop - 1) / CHUNK_BYTES);
    const handle = await openToRead(file.path, file.sha256);
    try {
      const sealed = Buffer.alloc(SEALED_CHUNK_BYTES);
      for (let index = firstIndex; index <= endIndex; index += 1) {
        const { bytesRead } = await handle.read(sealed, 0, SEALED_CHUNK_BYTES, HEADER_BYTES + index * SEALED_CHUNK_BYTES);
        wrappingKey();
        const plain = openChunk(key, index, index === lastIndex, sealed.subarray(0, bytesRead), file.sha256);
        const from = index === firstIndex ? start - index * CHUNK_BYTES : 0;
        const part = plain.subarray(from, Math.min(plain.length, stop - index * CHUNK_BYTES));
        if (part.length > 0) yield part;
      }
    } finally {
      await handle.close();
    }
  } finally {
    key.fill(0);
  }
}

const openToRead = async (path: string, sha256: Sha256): Promise<Awaited<ReturnType<typeof open>>> => {
  try {
    return await open(path, 'r');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
    throw new BlobError(
      'blob-missing',
      `The file of the stored document ${sha256} is gone. Its record is kept. Restore the file from a backup, or import the original again.`,
    );
  }
};
