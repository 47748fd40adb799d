import type { Verification } from '../../core/packets/packet.ts';
import type { BlobStore } from '../vault/blob-store.ts';
import type { OpenDesk } from './context.ts';
import { blobSource, type PacketTools } from './seal-case.ts';

/**
 * Checks a packet file that came from anywhere against this organisation's root, without importing it. `scratch` keeps the bytes while they are
 * checked; of a file that is larger than any packet, which its size alone refutes, no more than `limitBytes` and one.
 */
export const checkPacketUpload = async (
  desk: Pick<OpenDesk, 'rootCertificatePem'>,
  bytes: AsyncIterable<Uint8Array>,
  scratch: BlobStore,
  { tools, limitBytes }: { readonly tools: Pick<PacketTools, 'verifyPacketSource'>; readonly limitBytes: number },
): Promise<Verification> => {
  const { sha256 } = await scratch.put(atMost(limitBytes + 1, bytes));
  return tools.verifyPacketSource(blobSource(await scratch.open(sha256)), { rootPems: [desk.rootCertificatePem] });
};

/** The start of a stream, which is read to its end all the same, so that whoever sends it hears the answer. */
async function* atMost(limitBytes: number, bytes: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  let passedBytes = 0;
  for await (const piece of bytes) {
    if (passedBytes < limitBytes) yield piece.subarray(0, limitBytes - passedBytes);
    passedBytes += piece.byteLength;
  }
}
