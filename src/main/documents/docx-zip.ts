import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import yauzl from 'yauzl';
import yazl from 'yazl';

const MOST_PARTS = 2_000;
const MOST_BYTES = 64 * 1024 * 1024;
const SAFE_NAME = /^(?!\/)(?!.*(?:^|\/)\.\.(?:\/|$))[^\\]+$/;

/** A zip that can't be taken as an Office document; the message says why in plain words. */
export class BrokenZipError extends Error {
  override readonly name = 'BrokenZipError';
}

/** The parts of an Office document by name. Refuses broken, oversized and outward-pointing zips with a `BrokenZipError`. */
export const readZip = async (bytes: Uint8Array): Promise<Map<string, Uint8Array>> => {
  const parts = new Map<string, Uint8Array>();
  let totalBytes = 0;
  try {
    const zip = await yauzl.fromBufferPromise(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength), {
      lazyEntries: true,
      validateEntrySizes: true,
    });
    for await (const entry of zip.eachEntry()) {
      const name = entry.fileName;
      if (name.endsWith('/')) continue;
      totalBytes += entry.uncompressedSize;
      if (parts.size >= MOST_PARTS || totalBytes > MOST_BYTES)
        throw new BrokenZipError(`it unpacks to more than ${MOST_BYTES / 1024 / 1024} MB or ${MOST_PARTS} parts`);
      if (!SAFE_NAME.test(name)) throw new BrokenZipError(`it has a part with the name ${JSON.stringify(name)}`);
      if (parts.has(name)) throw new BrokenZipError(`it has the part ${name} twice`);
      parts.set(name, new Uint8Array(await buffer(await zip.openReadStreamPromise(entry))));
    }
  } catch (error) {
    if (error instanceof BrokenZipError) throw error;
    throw new BrokenZipError('it is not a readable zip file', { cause: error });
  }
  return parts;
};

/**
 * Writes parts as a zip whose bytes depend on nothing but the parts: fixed times and modes, `[Content_Types].xml` first and the
 * others by name.
 */
export const writeZip = async (parts: ReadonlyMap<string, Uint8Array>): Promise<Uint8Array> => {
  const zip = new yazl.ZipFile();
  const names = [...parts.keys()].sort((a, b) => rank(a) - rank(b) || (a < b ? -1 : 1));
  for (const name of names) {
    zip.addBuffer(Buffer.from(parts.get(name) ?? []), name, { mtime: new Date(1980, 0, 1), mode: 0o100644, forceDosTimestamp: true });
  }
  zip.end();
  return new Uint8Array(await buffer(Readable.from(zip.outputStream)));
};

const rank = (name: string): number => (name === '[Content_Types].xml' ? 0 : name === '_rels/.rels' ? 1 : 2);
