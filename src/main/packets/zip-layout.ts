/** An entry of a packet's zip: stored, so its size in the zip is its size. */
export interface ZipEntry {
  readonly name: string;
  readonly crc32: number;
  readonly sizeBytes: number;
}

/** What a zip without ZIP64 can hold; larger packets are refused. */
export const MAX_ZIP_ENTRIES = 65_534;
export const MAX_ZIP_BYTES = 0xffff_fffe;

/** Byte counts of the fixed parts of a zip. */
export const LOCAL_HEADER_BYTES = 30;
export const CENTRAL_HEADER_BYTES = 46;
export const END_BYTES = 22;

/**
 * The header before an entry's bytes: stored, no flags, no extra field, 1980-01-01 00:00. Together with `centralHeader` and `endOfZip` this is the
 * only container a packet can have.
 */
export const localHeader = (entry: ZipEntry): Buffer => {
  const name = Buffer.from(entry.name, 'ascii');
  const header = Buffer.alloc(LOCAL_HEADER_BYTES);
  header.writeUInt32LE(LOCAL_SIGNATURE, 0);
  writeCommon(header, 4, entry, name.length);
  return Buffer.concat([header, name]);
};

/** The entry's line in the directory at the end; a plain file, readable by all. */
export const centralHeader = (entry: ZipEntry, localOffset: number): Buffer => {
  const name = Buffer.from(entry.name, 'ascii');
  const header = Buffer.alloc(CENTRAL_HEADER_BYTES);
  header.writeUInt32LE(CENTRAL_SIGNATURE, 0);
  header.writeUInt16LE(MADE_BY_UNIX_3_0, 4);
  writeCommon(header, 6, entry, name.length);
  header.writeUInt32LE(PLAIN_FILE_0644, 38);
  header.writeUInt32LE(localOffset, 42);
  return Buffer.concat([header, name]);
};

/** The end of the zip, without a comment. */
export const endOfZip = (entries: number, centralBytes: number, centralOffset: number): Buffer => {
  const end = Buffer.alloc(END_BYTES);
  end.writeUInt32LE(END_SIGNATURE, 0);
  end.writeUInt16LE(entries, 8);
  end.writeUInt16LE(entries, 10);
  end.writeUInt32LE(centralBytes, 12);
  end.writeUInt32LE(centralOffset, 16);
  return end;
};

/** The size of a zip of these entries. */
export const zipSizeBytes = (entries: readonly { readonly name: string; readonly sizeBytes: number }[]): number =>
  entries.reduce((sum, entry) => sum + LOCAL_HEADER_BYTES + CENTRAL_HEADER_BYTES + 2 * entry.name.length + entry.sizeBytes, END_BYTES);

export const LOCAL_SIGNATURE = 0x04034b50;
export const CENTRAL_SIGNATURE = 0x02014b50;
export const END_SIGNATURE = 0x06054b50;

const VERSION_NEEDED = 10;
const MADE_BY_UNIX_3_0 = 0x031e;
const DOS_DATE_1980_01_01 = 0x0021;
const PLAIN_FILE_0644 = 0o100644 * 0x10000;

const writeCommon = (header: Buffer, at: number, entry: ZipEntry, nameBytes: number): void => {
  header.writeUInt16LE(VERSION_NEEDED, at);
  header.writeUInt16LE(DOS_DATE_1980_01_01, at + 8);
  header.writeUInt32LE(entry.crc32, at + 10);
  header.writeUInt32LE(entry.sizeBytes, at + 14);
  header.writeUInt32LE(entry.sizeBytes, at + 18);
  header.writeUInt16LE(nameBytes, at + 22);
};
