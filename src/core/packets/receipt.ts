import { z } from 'zod';
import { canonicalJson } from './canonical-json.ts';
import { instantMsSchema } from './records.ts';

const hash = z.string().regex(/^[0-9a-f]{64}$/);

/**
 * What the central system signs when it has stored a packet. `prev_receipt` is the SHA-256 of the text of the receipt it gave before this one, so that
 * its receipts form a chain; null for its first.
 */
export const receiptSchema = z
  .strictObject({
    packet_id: hash,
    zip_sha256: hash,
    size_bytes: z.int().min(1),
    stored_at_ms: instantMsSchema,
    store_id: z.string().min(1).max(200),
    prev_receipt: hash.nullable(),
  })
  .readonly();
export type Receipt = z.infer<typeof receiptSchema>;

/** The bytes that are signed, as text: canonical JSON and a line end. */
export const receiptText = (receipt: Receipt): string => `${canonicalJson(receipt)}\n`;

/** Reads a receipt; `undefined` unless it is whole and in its one spelling. */
export const parseReceipt = (text: string): Receipt | undefined => {
  try {
    const receipt = receiptSchema.parse(JSON.parse(text));
    return receiptText(receipt) === text ? receipt : undefined;
  } catch {
    return undefined;
  }
};

/** The name under which a receipt lies beside packets. */
export const receiptFileName = (packetId: string): string => `${packetId}.receipt.p7s`;
