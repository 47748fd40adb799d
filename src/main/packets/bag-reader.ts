import { createHash } from 'node:crypto';
import { crc32 } from 'node:zlib';
import type { HashedFile } from '../../core/packets/bag-text.ts';
import type { CheckLog } from '../../core/packets/packet-checks.ts';
import type { PacketSource } from './packet-source.ts';
import type { ReadableEntry } from './zip-reader.ts';

/** A file as found in the bag; `path` is relative to the packet's folder. */
export interface FoundFile extends HashedFile {
  readonly sizeBytes: number;
}

/** The files of an opened packet: hashed once, read as needed. */
export interface BagReader {
  readonly folder: string;
  readonly files: ReadonlyMap<string, FoundFile>;
  /** The bytes of a small file; `undefined` if it is not there or larger than 64 MiB. */
  bytes(path: string): Promise<Uint8Array | undefined>;
  /** The text of a small file; `undefined` also if it is not UTF-8. */
  text(path: string): Promise<string | undefined>;
  /** The lines of a text file; stops with an error after a line longer than 64 MiB or bytes that are not UTF-8. */
  lines(path: string): AsyncIterable<string>;
}

const SMALL_BYTES = 64 << 20;
const CHUNK_BYTES = 1 << 20;

/** Reads every file of the packet once, hashing it. Files outside `folder` are left to the checks of names. */
export const readBag = async (
  source: PacketSource,
  folder: string,
  entries: readonly ReadableEntry[],
  log: CheckLog,
  onBytes: (bytes: number) => void,
): Promise<BagReader> => {
  const files = new Map<string, FoundFile>();
  const places = new Map<string, ReadableEntry>();
  for (const entry of entries) {
    const found = await hashEntry(source, entry, onBytes);
    const path = entry.name.startsWith(`${folder}/`) ? entry.name.slice(folder.length + 1) : entry.name;
    if (found.crc32 !== entry.crc32) log.problem('zip-container', `The checksum of ${path} in the zip is not that of its bytes.`, [path]);
    if (!entry.name.startsWith(`${folder}/`)) continue;
    files.set(path, { path, sha256: found.sha256, sha512: found.sha512, sizeBytes: entry.sizeBytes });
    places.set(path, entry);
  }
  const bytes = async (path: string): Promise<Uint8Array | undefined> => {
    const entry = places.get(path);
    if (!entry || entry.sizeBytes > SMALL_BYTES) return undefined;
    const parts: Buffer[] = [];
    for await (const chunk of chunks(source, entry)) parts.push(chunk);
    return Buffer.concat(parts);
  };
  return {
    folder,
    files,
    bytes,
    text: async (path) => {
      const found = await bytes(path);
      return found && decode(found);
    },
    lines: (path) => linesOf(source, places.get(path)),
  };
};

const hashEntry = async (
  source: PacketSource,
  entry: ReadableEntry,
  onBytes: (bytes: number) => void,
): Promise<{ sha256: string; sha512: string; crc32: number }> => {
  const sha256 = createHash('sha256');
  const sha512 = createHash('sha512');
  let crc = 0;
  for await (const chunk of chunks(source, entry)) {
    sha256.update(chunk);
    sha512.update(chunk);
    crc = crc32(chunk, crc);
    onBytes(chunk.length);
  }
  return { sha256: sha256.digest('hex'), sha512: sha512.digest('hex'), crc32: crc };
};

async function* chunks(source: PacketSource, entry: ReadableEntry): AsyncIterable<Buffer> {
  for (let done = 0; done < entry.sizeBytes;) {
    const chunk = await source.read(entry.offset + done, Math.min(CHUNK_BYTES, entry.sizeBytes - done));
    if (chunk.length === 0) return;
    done += chunk.length;
    yield chunk;
  }
}

async function* linesOf(source: PacketSource, entry: ReadableEntry | undefined): AsyncIterable<string> {
  if (!entry) return;
  let parts: Buffer[] = [];
  let waiting = 0;
  for await (const chunk of chunks(source, entry)) {
    let from = 0;
    for (let at = chunk.indexOf(0x0a); at >= 0; at = chunk.indexOf(0x0a, from)) {
      yield lineText([...parts, chunk.subarray(from, at)]);
      parts = [];
      waiting = 0;
      from = at + 1;
    }
    parts.push(chunk.subarray(from));
    waiting += chunk.length - from;
    if (waiting > SMALL_BYTES) throw new BadLine('a line is longer than 64 MiB');
  }
  if (waiting > 0) throw new BadLine('the last line has no end');
}

/** A line that can't be read as text. */
export class BadLine extends Error {}

const lineText = (parts: readonly Buffer[]): string => {
  const text = decode(Buffer.concat(parts));
  if (text === undefined) throw new BadLine('a line is not UTF-8');
  return text;
};

const decode = (bytes: Uint8Array): string | undefined => {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return undefined;
  }
};
