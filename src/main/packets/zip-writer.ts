import { createHash } from 'node:crypto';
import { type FileHandle, open } from 'node:fs/promises';
import { crc32 } from 'node:zlib';
import { LOCAL_HEADER_BYTES, type ZipEntry, centralHeader, endOfZip, localHeader } from './zip-layout.ts';

/** A file to be written, with the hashes and size that its bytes must turn out to have. */
export interface ZipSource {
  readonly name: string;
  readonly sha256: string;
  readonly sha512: string;
  readonly sizeBytes: number;
  open(): AsyncIterable<Uint8Array>;
}

/**
 * Writes the zip of `sources`, in their order, to `path`, streaming, and syncs it to the disk. Returns the name of the first source whose bytes
 * are not those of its hashes; then the zip is incomplete.
 */
export const writeZip = async (path: string, sources: readonly ZipSource[], onBytes: (doneBytes: number) => void = () => {}): Promise<{ readonly changed: string } | undefined> => {
  const file = await open(path, 'w', 0o600);
  try {
    const directory: Buffer[] = [];
    let offset = 0;
    for (const source of sources) {
      const written = await writeEntry(file, offset, source);
      if (!written) return { changed: source.name };
      directory.push(centralHeader(written, offset));
      offset += LOCAL_HEADER_BYTES + source.name.length + source.sizeBytes;
      onBytes(offset);
    }
    const central = Buffer.concat(directory);
    await writeAll(file, Buffer.concat([central, endOfZip(sources.length, central.length, offset)]), offset);
    await file.sync();
    return undefined;
  } finally {
    await file.close();
  }
};

const writeEntry = async (file: FileHandle, offset: number, source: ZipSource): Promise<ZipEntry | undefined> => {
  const sha256 = createHash('sha256');
  const sha512 = createHash('sha512');
  let crc = 0;
  let sizeBytes = 0;
  const start = offset + LOCAL_HEADER_BYTES + source.name.length;
  for await (const chunk of source.open()) {
    sha256.update(chunk);
    sha512.update(chunk);
    crc = crc32(chunk, crc);
    if (sizeBytes + chunk.length > source.sizeBytes) return undefined;
    await writeAll(file, chunk, start + sizeBytes);
    sizeBytes += chunk.length;
  }
  if (sizeBytes !== source.sizeBytes || sha256.digest('hex') !== source.sha256 || sha512.digest('hex') !== source.sha512) return undefined;
  const entry = { name: source.name, crc32: crc, sizeBytes };
  await writeAll(file, localHeader(entry), offset);
  return entry;
};

const writeAll = async (file: FileHandle, bytes: Uint8Array, position: number): Promise<void> => {
  let done = 0;
  while (done < bytes.length) done += (await file.write(bytes, done, bytes.length - done, position + done)).bytesWritten;
};
