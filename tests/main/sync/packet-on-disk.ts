import { createReadStream } from 'node:fs';
import { type PacketContent } from '../../../src/core/packets/packet-content.ts';
import { sealPacket } from '../../../src/main/packets/seal-packet.ts';
import type { DeliveryContext, OutgoingPacket } from '../../../src/main/sync/targets/target.ts';
import { sampleContent, samplePayload, sealInput } from '../packets/packet-fixtures.ts';

/** Seals a packet of the tests at `path`, as outgoing; `fill` adds so many bytes to it, `note` makes its content differ. */
export const sealedPacket = async (
  path: string,
  options: { number?: string; note?: string; fillBytes?: number } = {},
): Promise<OutgoingPacket> => {
  const sample = sampleContent();
  const content: PacketContent = {
    ...sample,
    case: { ...sample.case, number: options.number ?? sample.case.number, title: options.note ?? sample.case.title },
  };
  const payload = [
    ...samplePayload(content),
    ...(options.fillBytes ? [{ path: 'data/response/R0001/annex.bin', bytes: Buffer.alloc(options.fillBytes, 'annex ') }] : []),
  ];
  const sealed = await sealPacket(sealInput({ content, payload }), path);
  if (!sealed.ok) throw new Error(sealed.failure.message);
  return { ...outgoing(path, sealed.value), caseNumber: content.case.number };
};

/** A file as an outgoing packet. */
export const outgoing = (path: string, about: { packetId: string; zipSha256: string; sizeBytes: number }): OutgoingPacket => ({
  packetId: about.packetId,
  caseNumber: 'LE-2026-0042',
  revision: 1,
  zipSha256: about.zipSha256,
  sizeBytes: about.sizeBytes,
  open: (start = 0, end = about.sizeBytes) => (end <= start ? nothing() : createReadStream(path, { start, end: end - 1 })),
});

async function* nothing(): AsyncIterable<Uint8Array> {}

/** A context of an attempt that remembers what it was told. */
export const attemptContext = (
  known: { uploadUrl?: string; isStored?: boolean; signal?: AbortSignal } = {},
): DeliveryContext & { readonly sent: number[]; readonly savedUrls: string[] } => {
  const sent: number[] = [];
  const savedUrls: string[] = [];
  return {
    isStored: known.isStored ?? false,
    uploadUrl: known.uploadUrl ?? null,
    saveUploadUrl: async (url) => void savedUrls.push(url),
    onProgress: (bytes) => void sent.push(bytes),
    signal: known.signal ?? new AbortController().signal,
    sent,
    savedUrls,
  };
};
