import type { DeliveryOutcome } from '../../../core/packets/outbox.ts';

/** A sealed packet to be delivered. `open` gives its bytes from `start` (inclusive) to `end` (exclusive); all of them without arguments. */
export interface OutgoingPacket {
  readonly packetId: string;
  readonly caseNumber: string;
  readonly revision: number;
  readonly zipSha256: string;
  readonly sizeBytes: number;
  open(start?: number, end?: number): AsyncIterable<Uint8Array>;
}

/** What an attempt knows from before, and whom it tells how it goes. */
export interface DeliveryContext {
  /** Whether an earlier attempt delivered all bytes, so that only the receipt is missing. */
  readonly isStored: boolean;
  /** The address of an upload begun earlier, if any. */
  readonly uploadUrl: string | null;
  /** Keeps the address of a begun upload at once, so that a crash costs nothing. */
  saveUploadUrl(url: string): Promise<void>;
  onProgress(sentBytes: number): void;
  /** Aborted when the desk locks or stops; the attempt then ends soon as `unreachable`. */
  readonly signal: AbortSignal;
}

/** A place that packets go to. An attempt never rejects for what the other side or the network does; that is an outcome. */
export interface DeliveryTarget {
  deliver(packet: OutgoingPacket, context: DeliveryContext): Promise<DeliveryOutcome>;
}
