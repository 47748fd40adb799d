import type { Verification } from '../../core/packets/packet.ts';
import type { BlobStore } from '../vault/blob-store.ts';
import type { OpenDesk } from './context.ts';
import { blobSource, type PacketTools } from './seal-case.ts';

/** Checks a packet file that came from anywhere against this organisation's root, without importing it. `scratch` keeps the bytes while they are checked. */
export const checkPacketUpload = async (desk: Pick<OpenDesk, 'rootCertificatePem'>, bytes: AsyncIterable<Uint8Array>, scratch: BlobStore, tools: PacketTools): Promise<Verification> => {
  const { sha256 } = await scratch.put(bytes);
  return tools.verifyPacketSource(blobSource(await scratch.open(sha256)), { rootPems: [desk.rootCertificatePem] });
};
