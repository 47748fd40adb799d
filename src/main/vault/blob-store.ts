import { createHash } from 'node:crypto';
import { mkdir, open, readdir, rename, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { Readable } from 'node:stream';
import { BlobError } from '../../core/evidence/blob-error.ts';
import { type Sha256, sha256Schema } from '../../core/ids.ts';
import { CHUNK_BYTES, HEADER_BYTES, SEALED_CHUNK_BYTES, damaged, sealChunk, sealHeader } from './blob-format.ts';
import { plainBytesOf, plainChunks, readHeader } from './blob-reader.ts';
import { syncDir } from './durable-file.ts';

/** What `put` stored. `existed` tells that the same bytes were there before; they are kept once. */
export interface StoredBlob {
  readonly sha256: Sha256;
  /** 128 lower-case hex digits, for manifests. */
  readonly sha512: string;
  readonly sizeBytes: number;
  readonly existed: boolean;
}

/** A stored blob ready for ranges. Offsets are of the plain bytes; `end` is exclusive and may lie behind the end. */
export interface OpenBlob {
  readonly sizeBytes: number;
  readonly readRange: (start: number, end: number) => Promise<Uint8Array>;
  readonly stream: (start?: number, end?: number) => Readable;
}

/**
 * Documents at rest: encrypted, named by the SHA-256 of their plain bytes, written once. No plain byte ever reaches the disk. Every method
 * throws `BlobError` for a missing or damaged file, a full disk, or a closed vault.
 */
export interface BlobStore {
  /** Stores what `source` yields; after the promise resolves it survives a power cut. If `source` fails, nothing is kept. */
  readonly put: (source: AsyncIterable<Uint8Array>) => Promise<StoredBlob>;
  readonly putBytes: (bytes: Uint8Array) => Promise<StoredBlob>;
  readonly read: (sha256: Sha256) => Promise<Uint8Array>;
  readonly open: (sha256: Sha256) => Promise<OpenBlob>;
  readonly has: (sha256: Sha256) => Promise<boolean>;
  /** Reads a blob to its end and checks every part and the hash; throws at the first thing wrong. */
  readonly verify: (sha256: Sha256) => Promise<{ readonly sizeBytes: number }>;
  /** Forgets the key. */
  readonly close: () => void;
}

/** What a blob store needs: its folder, the key that wraps the blobs' keys (32 bytes, copied), and randomness. */
export interface BlobStoreOptions {
  readonly dir: string;
  readonly wrappingKey: Uint8Array;
  readonly random: (sizeBytes: number) => Uint8Array;
}

/** Opens the blob folder, makes it if needed, and clears away what an interrupted `put` left. */
export const openBlobStore = async ({ dir, wrappingKey, random }: BlobStoreOptions): Promise<BlobStore> => {
  await mkdir(dir, { recursive: true, mode: 0o700 });
  for (const name of await readdir(dir)) if (name.endsWith('.part')) await rm(join(dir, name), { force: true });
  const ownKey = Uint8Array.from(wrappingKey);
  let closed = false;
  const key = (): Uint8Array => {
    if (closed)
      throw new BlobError('vault-closed', 'The vault is closed. What was stored before is untouched; unlock the desk and try again.');
    return ownKey;
  };
  const pathOf = (sha256: Sha256): string => join(dir, sha256.slice(0, 2), sha256);

  const openBlob = async (sha256: Sha256): Promise<OpenBlob> => {
    const path = pathOf(sha256Schema.parse(sha256));
    const file = { path, sha256, ...(await readHeader(path, sha256)) };
    const sizeBytes = plainBytesOf(file, key());
    const chunks = (start: number, end: number): AsyncGenerator<Uint8Array> => plainChunks(file, key, start, end);
    return {
      sizeBytes,
      readRange: async (start, end) => {
        const parts: Uint8Array[] = [];
        for await (const part of chunks(start, end)) parts.push(part);
        return new Uint8Array(Buffer.concat(parts));
      },
      stream: (start = 0, end = sizeBytes) => Readable.from(chunks(start, end), { objectMode: false }),
    };
  };

  const verify = async (sha256: Sha256): Promise<{ sizeBytes: number }> => {
    const blob = await openBlob(sha256);
    const hash = createHash('sha256');
    for await (const part of blob.stream()) hash.update(part as Uint8Array);
    if (hash.digest('hex') !== sha256) throw damaged(sha256, 'its bytes do not match its name');
    return { sizeBytes: blob.sizeBytes };
  };

  const has = async (sha256: Sha256): Promise<boolean> =>
    stat(pathOf(sha256Schema.parse(sha256))).then(
      (found) => found.isFile(),
      () => false,
    );

  /** Whether the same bytes are there, whole; a damaged copy is written anew. */
  const holdsWhole = async (sha256: Sha256): Promise<boolean> => {
    if (!(await has(sha256))) return false;
    return verify(sha256).then(
      () => true,
      (error: unknown) => {
        if (error instanceof BlobError && error.kind === 'blob-damaged') return false;
        throw error;
      },
    );
  };

  const put = async (source: AsyncIterable<Uint8Array>): Promise<StoredBlob> => {
    key();
    const part = join(dir, `${Buffer.from(random(16)).toString('hex')}.part`);
    const blobKey = Uint8Array.from(random(32));
    try {
      const handle = await open(part, 'wx', 0o600);
      let stored: Omit<StoredBlob, 'existed'>;
      try {
        stored = await writeSealed(handle, blobKey, source, key);
        if (await holdsWhole(stored.sha256)) return { ...stored, existed: true };
        // Asked for again now: the desk may have locked while the bytes came, and a key that was zeroed since must seal nothing.
        await writeAll(handle, sealHeader({ ...stored, key: blobKey, nonce: random(12), wrappingKey: key() }), 0);
        await handle.sync();
      } finally {
        await handle.close();
      }
      const path = pathOf(stored.sha256);
      const firstInFolder = await mkdir(dirname(path), { recursive: true, mode: 0o700 });
      await rename(part, path);
      await syncDir(dirname(path));
      if (firstInFolder !== undefined) await syncDir(dir);
      return { ...stored, existed: false };
    } catch (error) {
      throw asBlobError(error);
    } finally {
      blobKey.fill(0);
      await rm(part, { force: true });
    }
  };

  return {
    put,
    putBytes: (bytes) => put(inChunks(bytes)),
    read: async (sha256) => {
      const blob = await openBlob(sha256);
      return blob.readRange(0, blob.sizeBytes);
    },
    open: openBlob,
    has,
    verify,
    close: () => {
      closed = true;
      ownKey.fill(0);
    },
  };
};

type FileHandle = Awaited<ReturnType<typeof open>>;

const writeSealed = async (
  handle: FileHandle,
  key: Uint8Array,
  source: AsyncIterable<Uint8Array>,
  checkOpen: () => void,
): Promise<Omit<StoredBlob, 'existed'>> => {
  const sha256 = createHash('sha256');
  const sha512 = createHash('sha512');
  const pending = Buffer.alloc(CHUNK_BYTES);
  let filled = 0;
  let index = 0;
  let sizeBytes = 0;
  const flush = async (isLast: boolean): Promise<void> => {
    checkOpen();
    const sealed = sealChunk(key, index, isLast, pending.subarray(0, filled));
    await writeAll(handle, sealed, HEADER_BYTES + index * SEALED_CHUNK_BYTES);
    index += 1;
    filled = 0;
  };
  for await (const piece of source) {
    sha256.update(piece);
    sha512.update(piece);
    sizeBytes += piece.length;
    for (let offset = 0; offset < piece.length;) {
      // A full chunk waits for one more byte, because only then is it known not to be the last.
      if (filled === CHUNK_BYTES) await flush(false);
      const taken = Math.min(CHUNK_BYTES - filled, piece.length - offset);
      pending.set(piece.subarray(offset, offset + taken), filled);
      filled += taken;
      offset += taken;
    }
  }
  await flush(true);
  pending.fill(0);
  return { sha256: sha256Schema.parse(sha256.digest('hex')), sha512: sha512.digest('hex'), sizeBytes };
};

const writeAll = async (handle: FileHandle, bytes: Uint8Array, position: number): Promise<void> => {
  for (let written = 0; written < bytes.length;) {
    const { bytesWritten } = await handle.write(bytes, written, bytes.length - written, position + written);
    written += bytesWritten;
  }
};

async function* inChunks(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  for (let offset = 0; offset < bytes.length; offset += CHUNK_BYTES) yield bytes.subarray(offset, offset + CHUNK_BYTES);
}

const asBlobError = (error: unknown): unknown => {
  const code = (error as NodeJS.ErrnoException | null)?.code;
  if (code !== 'ENOSPC' && code !== 'EDQUOT') return error;
  return new BlobError(
    'disk-full',
    "The disk is full, so the document was not stored. Everything stored before is untouched. Make room on the vault's disk and import it again.",
    { cause: error },
  );
};
