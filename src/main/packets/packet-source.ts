import type { FileHandle } from 'node:fs/promises';

/** A packet that can be read in any place: a file, or a stored blob of the vault. */
export interface PacketSource {
  readonly sizeBytes: number;
  /** Up to `length` bytes from `position`; fewer only at the end. */
  readonly read: (position: number, length: number) => Promise<Buffer>;
}

/** A packet in an open file. */
export const fileSource = async (file: FileHandle): Promise<PacketSource> => ({
  sizeBytes: (await file.stat()).size,
  read: async (position, length) => {
    const buffer = Buffer.alloc(length);
    let done = 0;
    while (done < length) {
      const { bytesRead } = await file.read(buffer, done, length - done, position + done);
      if (bytesRead === 0) return buffer.subarray(0, done);
      done += bytesRead;
    }
    return buffer;
  },
});
