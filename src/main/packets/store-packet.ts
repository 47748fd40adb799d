import type { Sha256 } from '../../core/ids.ts';
import { fail, ok, type Result } from '../../core/result.ts';
import { composePacket, payloadChanged, type SealFailure, type SealInput, type SealProgress } from './seal-packet.ts';
import { ChangedSource } from './zip-writer.ts';

/** A packet that was handed to a store, which named it by the SHA-256 of its bytes. */
export interface StoredZip {
  readonly packetId: string;
  readonly zipSha256: Sha256;
  readonly sizeBytes: number;
  readonly fileCount: number;
}

/** Composes a packet and hands its bytes to `put`, so that it never lies on the disk in the clear. The same input gives the same bytes. */
export const storePacket = async (
  input: SealInput,
  put: (bytes: AsyncIterable<Uint8Array>) => Promise<{ readonly sha256: Sha256; readonly sizeBytes: number }>,
  onProgress?: (progress: SealProgress) => void,
): Promise<Result<StoredZip, SealFailure>> => {
  const packet = composePacket(input);
  if (!packet.ok) return packet;
  try {
    const { sha256, sizeBytes } = await put(packet.value.bytes(onProgress));
    return ok({ packetId: packet.value.packetId, zipSha256: sha256, sizeBytes, fileCount: packet.value.fileCount });
  } catch (error) {
    if (error instanceof ChangedSource) return fail(payloadChanged(error));
    throw error;
  }
};
