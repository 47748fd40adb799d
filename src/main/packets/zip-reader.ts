import type { CheckLog } from '../../core/packets/packet-checks.ts';
import { isBagPath } from '../../core/packets/bag-names.ts';
import type { PacketSource } from './packet-source.ts';
import {
  CENTRAL_HEADER_BYTES,
  CENTRAL_SIGNATURE,
  END_BYTES,
  END_SIGNATURE,
  LOCAL_HEADER_BYTES,
  MAX_ZIP_ENTRIES,
  centralHeader,
  endOfZip,
  localHeader,
} from './zip-layout.ts';

/** An entry whose bytes can be read: they lie, as they are, at `offset`. */
export interface ReadableEntry {
  readonly name: string;
  readonly offset: number;
  readonly sizeBytes: number;
  readonly crc32: number;
}

/** Bounds on what a verifier reads at all. */
export interface PacketLimits {
  readonly maxEntries: number;
  readonly maxBytes: number;
  readonly maxDirectoryBytes: number;
}

export const DEFAULT_LIMITS: PacketLimits = { maxEntries: MAX_ZIP_ENTRIES, maxBytes: 0xffff_ffff, maxDirectoryBytes: 32 << 20 };

/**
 * Reads the directory of a packet's zip and compares every byte outside the files with the only container that a packet can have: stored
 * entries in order, nothing before, between or after. Findings go to `log`; `undefined` if the files can't be told apart safely.
 */
export const readDirectory = async (
  source: PacketSource,
  limits: PacketLimits,
  log: CheckLog,
): Promise<readonly ReadableEntry[] | undefined> => {
  const problem = (detail: string): undefined => {
    log.problem('zip-container', detail);
    return undefined;
  };
  const size = source.sizeBytes;
  if (size > limits.maxBytes) return problem(`The file has ${size} bytes; at most ${limits.maxBytes} are read.`);
  const end = size < END_BYTES ? undefined : await source.read(size - END_BYTES, END_BYTES);
  if (!end || end.readUInt32LE(0) !== END_SIGNATURE)
    return problem('The file does not end with the directory of a zip: it is cut off, has something after it, or is no zip.');
  const count = end.readUInt16LE(10);
  const directoryBytes = end.readUInt32LE(12);
  const directoryOffset = end.readUInt32LE(16);
  if (count === 0xffff || directoryBytes === 0xffffffff || directoryOffset === 0xffffffff)
    return problem('The zip says it is a ZIP64, which packets never are.');
  if (count > limits.maxEntries || directoryBytes > limits.maxDirectoryBytes)
    return problem(`The zip says it has ${count} entries in a directory of ${directoryBytes} bytes, more than is read.`);
  if (directoryOffset + directoryBytes !== size - END_BYTES)
    return problem('The directory of the zip is not where its end says: bytes were added, removed or changed.');
  if (!end.equals(endOfZip(count, directoryBytes, directoryOffset))) problem('The end of the zip is not as a packet has it.');
  const listed = parseDirectory(await source.read(directoryOffset, directoryBytes), count);
  if (!listed) return problem('The directory of the zip is damaged.');
  return checkEntries(source, listed, directoryOffset, log);
};

interface ListedEntry {
  readonly name: string;
  readonly rawName: Buffer;
  readonly flags: number;
  readonly method: number;
  readonly crc32: number;
  readonly compressedBytes: number;
  readonly sizeBytes: number;
  readonly unixMode: number;
  readonly localOffset: number;
  readonly bytes: Buffer;
}

const parseDirectory = (bytes: Buffer, count: number): ListedEntry[] | undefined => {
  const entries: ListedEntry[] = [];
  let at = 0;
  while (at < bytes.length) {
    if (at + CENTRAL_HEADER_BYTES > bytes.length || bytes.readUInt32LE(at) !== CENTRAL_SIGNATURE) return undefined;
    const nameEnd = at + CENTRAL_HEADER_BYTES + bytes.readUInt16LE(at + 28);
    const next = nameEnd + bytes.readUInt16LE(at + 30) + bytes.readUInt16LE(at + 32);
    if (next > bytes.length) return undefined;
    const rawName = bytes.subarray(at + CENTRAL_HEADER_BYTES, nameEnd);
    entries.push({
      name: rawName.toString('latin1'),
      rawName,
      flags: bytes.readUInt16LE(at + 8),
      method: bytes.readUInt16LE(at + 10),
      crc32: bytes.readUInt32LE(at + 16),
      compressedBytes: bytes.readUInt32LE(at + 20),
      sizeBytes: bytes.readUInt32LE(at + 24),
      unixMode: bytes.readUInt32LE(at + 38) >>> 16,
      localOffset: bytes.readUInt32LE(at + 42),
      bytes: bytes.subarray(at, next),
    });
    at = next;
  }
  return entries.length === count ? entries : undefined;
};

const checkEntries = async (
  source: PacketSource,
  listed: readonly ListedEntry[],
  directoryOffset: number,
  log: CheckLog,
): Promise<readonly ReadableEntry[] | undefined> => {
  const readable: ReadableEntry[] = [];
  const folded = new Map<string, string>();
  let offset = 0;
  let previous = '';
  for (const entry of listed) {
    const shown = JSON.stringify(entry.name);
    if (!isBagPath(entry.name))
      log.problem('names', `${shown} is not a name that a packet can hold: ${nameProblem(entry.name)}.`, [entry.name]);
    const same = folded.get(entry.name.toLowerCase());
    if (same !== undefined)
      log.problem('names', `${shown} stands twice, or differs from ${JSON.stringify(same)} only in capitals.`, [entry.name]);
    folded.set(entry.name.toLowerCase(), entry.name);
    const oddity = entryOddity(entry);
    if (oddity) log.problem('zip-container', `${shown} ${oddity}.`, [entry.name]);
    if (entry.name <= previous) log.problem('zip-container', `${shown} is out of order.`, [entry.name]);
    previous = entry.name;
    const start = offset + LOCAL_HEADER_BYTES + entry.rawName.length;
    if (entry.localOffset !== offset || start + entry.compressedBytes > directoryOffset) {
      log.problem('zip-container', `${shown} does not follow the entry before it: entries overlap, or bytes lie between them.`, [
        entry.name,
      ]);
      return undefined;
    }
    if (!entry.bytes.equals(centralHeader(entry, offset)) || !(await source.read(offset, start - offset)).equals(localHeader(entry))) {
      log.problem('zip-container', `The zip's header of ${shown} is not as a packet has it.`, [entry.name]);
    }
    if (oddity === undefined) readable.push({ name: entry.name, offset: start, sizeBytes: entry.sizeBytes, crc32: entry.crc32 });
    offset = start + entry.compressedBytes;
  }
  if (offset !== directoryOffset) {
    log.problem('zip-container', 'Bytes lie between the last file and the directory of the zip.');
    return undefined;
  }
  return readable;
};

/** Why an entry can't be read as plain stored bytes. */
const entryOddity = (entry: ListedEntry): string | undefined => {
  if ((entry.flags & 0x1) !== 0) return 'is encrypted';
  if (entry.compressedBytes === 0xffffffff || entry.sizeBytes === 0xffffffff) return 'is a ZIP64 entry';
  if (entry.method !== 0)
    return `is compressed (it claims ${entry.sizeBytes} bytes from ${entry.compressedBytes}); packets store their files as they are`;
  if (entry.compressedBytes !== entry.sizeBytes) return 'has two different sizes';
  const type = entry.unixMode & 0o170000;
  if (type === 0o120000) return 'is a symbolic link';
  if (type === 0o040000 || entry.name.endsWith('/')) return 'is a folder; packets hold only files';
  if (type !== 0o100000) return 'is not a plain file';
  return undefined;
};

const nameProblem = (name: string): string => {
  if (/^([/\\]|[A-Za-z]:)/.test(name)) return 'it is absolute';
  if (name.split(/[/\\]/).includes('..')) return 'it leads out of the packet';
  return 'only A-Z, a-z, 0-9, dot, underscore and hyphen may stand in it';
};
