import { type Receipt, parseReceipt, receiptText } from '../../core/packets/receipt.ts';
import { fail, ok, type Result } from '../../core/result.ts';
import { enclosedContent, signEnclosing, verifyEnclosing } from '../packets/cms.ts';
import type { Signer } from '../packets/signer.ts';

export interface ReceiptFailure {
  readonly kind: 'receipt-wrong';
  readonly message: string;
}

/** A receipt whose signature verified and that is about the packet it was asked for. */
export interface VerifiedReceipt {
  readonly receipt: Receipt;
  readonly receiptJson: string;
  readonly receiptP7s: Uint8Array;
}

/** Signs a receipt: CMS with the receipt's text enclosed, so one file says and proves it. The same receipt and signer give the same bytes. */
export const signReceipt = (receipt: Receipt, signer: Pick<Signer, 'certificatePem' | 'privateKey'>): Uint8Array =>
  signEnclosing(Buffer.from(receiptText(receipt)), signer);

/**
 * Checks a receipt against the pinned certificate of the intake (or a root that issued it), valid at the time it names, and against the packet
 * it must be about.
 */
export const verifyReceipt = (
  receiptP7s: Uint8Array,
  packet: { readonly packetId: string; readonly zipSha256: string; readonly sizeBytes: number },
  trustedPem: string,
): Result<VerifiedReceipt, ReceiptFailure> => {
  const wrong = (reason: string) =>
    fail({
      kind: 'receipt-wrong' as const,
      message: `A receipt came but can't be accepted: ${reason} The packet is kept here; someone should ask the other side.`,
    });
  const receiptJson = Buffer.from(enclosedContent(receiptP7s) ?? []).toString('utf8');
  const receipt = parseReceipt(receiptJson);
  if (!receipt) return wrong('it is not a receipt.');
  const verified = verifyEnclosing(receiptP7s, [trustedPem], receipt.stored_at_ms);
  if (!verified.ok) return wrong(verified.failure.message);
  if (receipt.packet_id !== packet.packetId || receipt.zip_sha256 !== packet.zipSha256 || receipt.size_bytes !== packet.sizeBytes)
    return wrong('it is about another packet.');
  return ok({ receipt, receiptJson, receiptP7s });
};
