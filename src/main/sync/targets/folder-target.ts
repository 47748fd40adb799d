import { open, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { packetFileName } from '../../../core/packets/bag-names.ts';
import type { DeliveryOutcome } from '../../../core/packets/outbox.ts';
import { receiptFileName } from '../../../core/packets/receipt.ts';
import { hashFile, renameDurably } from '../../packets/durable-files.ts';
import { verifyReceipt } from '../receipts.ts';
import type { DeliveryContext, DeliveryTarget, OutgoingPacket } from './target.ts';

/**
 * A folder that someone else empties or watches. The packet is written to `.part`, synced, read back, renamed; the other side answers with
 * `<packet_id>.receipt.p7s` in the same folder. Nothing there is overwritten. Without `receiptCertificatePem` a packet stays `stored`.
 */
export const createFolderTarget = (target: {
  readonly path: string;
  readonly receiptCertificatePem?: string | undefined;
}): DeliveryTarget => ({
  deliver: async (packet, context) => {
    try {
      const answer = (await lookForReceipt(target, packet)) ?? (context.isStored ? undefined : await place(target.path, packet, context));
      return answer ?? (await lookForReceipt(target, packet)) ?? waiting(target);
    } catch (error) {
      const code = (error as NodeJS.ErrnoException).code;
      if (typeof code !== 'string' && !context.signal.aborted) throw error;
      return {
        kind: 'unreachable',
        message: `The folder ${target.path} can't be used now (${code ?? 'stopped'}). The packet is kept here and will be tried again.`,
      };
    }
  },
});

/** Puts the packet in its place; `undefined` when it lies there whole. */
const place = async (folder: string, packet: OutgoingPacket, context: DeliveryContext): Promise<DeliveryOutcome | undefined> => {
  const path = join(folder, packetFileName(packet.caseNumber, packet.revision));
  const there = await hashIfThere(path);
  if (there === packet.zipSha256) return undefined;
  if (there !== undefined) {
    return {
      kind: 'held',
      reason: 'conflict',
      message: `Another packet with the name ${packetFileName(packet.caseNumber, packet.revision)} already lies in ${folder}. Nothing was overwritten; someone must decide.`,
    };
  }
  const part = `${path}.${packet.packetId.slice(0, 12)}.part`;
  try {
    await write(part, packet, context);
    if ((await hashFile(part)).sha256 !== packet.zipSha256) {
      return {
        kind: 'damaged',
        message: `What was written to ${folder} does not read back as it was sent. It was removed and will be sent again.`,
      };
    }
    await renameDurably(part, path);
    return undefined;
  } finally {
    await rm(part, { force: true });
  }
};

const write = async (part: string, packet: OutgoingPacket, context: DeliveryContext): Promise<void> => {
  // Made anew, so that a link which someone else put there leads nowhere.
  await rm(part, { force: true });
  const file = await open(part, 'wx', 0o600);
  try {
    let sentBytes = 0;
    for await (const chunk of packet.open()) {
      context.signal.throwIfAborted();
      await file.writeFile(chunk);
      sentBytes += chunk.length;
      context.onProgress(sentBytes);
    }
    await file.sync();
  } finally {
    await file.close();
  }
};

const lookForReceipt = async (
  target: { readonly path: string; readonly receiptCertificatePem?: string | undefined },
  packet: OutgoingPacket,
): Promise<DeliveryOutcome | undefined> => {
  if (target.receiptCertificatePem === undefined) return undefined;
  const p7s = await readFile(join(target.path, receiptFileName(packet.packetId))).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return undefined;
    throw error;
  });
  if (!p7s) return undefined;
  const verified = verifyReceipt(new Uint8Array(p7s), packet, target.receiptCertificatePem);
  return verified.ok
    ? { kind: 'receipted', receiptJson: verified.value.receiptJson, receiptP7s: verified.value.receiptP7s }
    : { kind: 'held', reason: 'receipt-wrong', message: verified.failure.message };
};

const waiting = (target: { readonly path: string; readonly receiptCertificatePem?: string | undefined }): DeliveryOutcome => ({
  kind: 'stored',
  message:
    target.receiptCertificatePem === undefined
      ? `The packet lies in ${target.path}. No certificate for receipts is set, so none can be accepted.`
      : `The packet lies in ${target.path}; the other side has not put its receipt there yet.`,
});

const hashIfThere = async (path: string): Promise<string | undefined> => {
  try {
    return (await hashFile(path)).sha256;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
};
