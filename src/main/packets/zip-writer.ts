import { createHash } from 'node:crypto';
import { crc32 } from 'node:zlib';
import { type ZipEntry, centralHeader, endOfZip, localHeader } from './zip-layout.ts';

/** A file to be written, with the hashes and size that its bytes must turn out to have. */
export interface ZipSource {
  readonly name: string;
  readonly sha256: string;
  readonly sha512: string;
  readonly sizeBytes: number;
  open(): AsyncIterable<Uint8Array>;
}

/** A source's bytes are not those of its hashes. */
export class ChangedSource extends Error {
  readonly sourceName: string;
  constructor(sourceName: string) {
    super(`the bytes of ${sourceName} changed`);
    this.sourceName = sourceName;
  }
}

/**
 * The bytes of the zip of `sources`, in their order. Each source is read twice: first checked against its hashes, then sent. Throws
 * `ChangedSource` at the first whose bytes are not those of its hashes; then what was sent so far is no zip.
 */
export async function* zipStream(
  sources: readonly ZipSource[],
  onBytes: (doneBytes: number) => void = () => {},
): AsyncGenerator<Uint8Array> {
  const directory: Buffer[] = [];
  let offset = 0;
  for (const source of sources) {
    const entry = await checkedEntry(source);
    directory.push(centralHeader(entry, offset));
    const header = localHeader(entry);
    yield header;
    yield* unchanged(source, entry);
    offset += header.length + entry.sizeBytes;
    onBytes(offset);
  }
  const central = Buffer.concat(directory);
  yield Buffer.concat([central, endOfZip(sources.length, central.length, offset)]);
}

const checkedEntry = async (source: ZipSource): Promise<ZipEntry> => {
  const sha256 = createHash('sha256');
  const sha512 = createHash('sha512');
  let crc = 0;
  let sizeBytes = 0;
  for await (const chunk of source.open()) {
    sha256.update(chunk);
    sha512.update(chunk);
    crc = crc32(chunk, crc);
    sizeBytes += chunk.length;
    if (sizeBytes > source.sizeBytes) throw new ChangedSource(source.name);
  }
  if (sizeBytes !== source.sizeBytes || sha256.digest('hex') !== source.sha256 || sha512.digest('hex') !== source.sha512)
    throw new ChangedSource(source.name);
  return { name: source.name, crc32: crc, sizeBytes };
};

async function* unchanged(source: ZipSource, entry: ZipEntry): AsyncGenerator<Uint8Array> {
  let crc = 0;
  let sizeBytes = 0;
  for await (const chunk of source.open()) {
    crc = crc32(chunk, crc);
    sizeBytes += chunk.length;
    yield chunk;
  }
  if (crc !== entry.crc32 || sizeBytes !== entry.sizeBytes) throw new ChangedSource(source.name);
}
