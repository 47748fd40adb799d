import { crc32, deflateRawSync } from 'node:zlib';

/** An entry as a test wants it; what is not said is as in an honest packet. */
export interface BuiltEntry {
  readonly name: string;
  readonly bytes: Uint8Array;
  readonly deflate?: boolean;
  readonly flags?: number;
  readonly externalAttributes?: number;
  readonly claimedSize?: number;
  readonly claimedCrc32?: number;
  readonly localName?: string;
  readonly extra?: Uint8Array;
  readonly localOffset?: number;
}

/** Builds a zip byte by byte, written apart from the program's own layout so that the two check each other. */
export const buildZip = (
  entries: readonly BuiltEntry[],
  around: { before?: Uint8Array; beforeDirectory?: Uint8Array; after?: Uint8Array; comment?: string; claimedCount?: number } = {},
): Buffer => {
  const parts: Buffer[] = [Buffer.from(around.before ?? [])];
  const directory: Buffer[] = [];
  let offset = parts[0]?.length ?? 0;
  for (const entry of entries) {
    const data = entry.deflate ? deflateRawSync(entry.bytes) : Buffer.from(entry.bytes);
    const fields = Buffer.concat([
      u16(10),
      u16(entry.flags ?? 0),
      u16(entry.deflate ? 8 : 0),
      u16(0),
      u16(0x21),
      u32(entry.claimedCrc32 ?? crc32(entry.bytes)),
      u32(data.length),
      u32(entry.claimedSize ?? entry.bytes.length),
    ]);
    const extra = Buffer.from(entry.extra ?? []);
    const localName = Buffer.from(entry.localName ?? entry.name);
    const name = Buffer.from(entry.name);
    const local = Buffer.concat([Buffer.from('PK\x03\x04'), fields, u16(localName.length), u16(extra.length), localName, extra, data]);
    directory.push(
      Buffer.concat([
        Buffer.from('PK\x01\x02'),
        u16(0x031e),
        fields,
        u16(name.length),
        u16(extra.length),
        u16(0),
        u16(0),
        u16(0),
        u32(entry.externalAttributes ?? 0o100644 * 0x10000),
        u32(entry.localOffset ?? offset),
        name,
        extra,
      ]),
    );
    parts.push(local);
    offset += local.length;
  }
  const between = Buffer.from(around.beforeDirectory ?? []);
  const central = Buffer.concat(directory);
  const count = around.claimedCount ?? entries.length;
  const comment = Buffer.from(around.comment ?? '');
  const end = Buffer.concat([
    Buffer.from('PK\x05\x06'),
    u16(0),
    u16(0),
    u16(count),
    u16(count),
    u32(central.length),
    u32(offset + between.length),
    u16(comment.length),
    comment,
  ]);
  return Buffer.concat([...parts, between, central, end, Buffer.from(around.after ?? [])]);
};

/** The entries of an honest packet, read through its directory. */
export const entriesOf = (zip: Buffer): BuiltEntry[] => {
  const found: BuiltEntry[] = [];
  let at = zip.readUInt32LE(zip.length - 6);
  for (let left = zip.readUInt16LE(zip.length - 12); left > 0; left -= 1) {
    const nameLength = zip.readUInt16LE(at + 28);
    const name = zip.toString('latin1', at + 46, at + 46 + nameLength);
    const start = zip.readUInt32LE(at + 42) + 30 + nameLength;
    found.push({ name, bytes: zip.subarray(start, start + zip.readUInt32LE(at + 24)) });
    at += 46 + nameLength;
  }
  return found;
};

const u16 = (value: number): Buffer => Buffer.from([value & 0xff, (value >> 8) & 0xff]);
const u32 = (value: number): Buffer => Buffer.from([value & 0xff, (value >>> 8) & 0xff, (value >>> 16) & 0xff, (value >>> 24) & 0xff]);
