import type { OutboxState } from './packet.ts';

/**
 * How an attempt to deliver a packet ended. `receipted`: a receipt was verified. `stored`: the other side has the bytes, its receipt is still to come.
 * `unreachable`: try again later. `damaged`: the bytes that arrived are not the packet's; send them anew. `held`: a person must decide, because the
 * packet was refused, another one took its place, or a receipt does not verify.
 */
export type DeliveryOutcome =
  | { readonly kind: 'receipted'; readonly receiptJson: string; readonly receiptP7s: Uint8Array }
  | { readonly kind: 'stored'; readonly message: string }
  | { readonly kind: 'unreachable'; readonly message: string }
  | { readonly kind: 'damaged'; readonly message: string }
  | { readonly kind: 'held'; readonly reason: 'refused' | 'conflict' | 'receipt-wrong'; readonly message: string };

/** What is written about a packet after an attempt; what is absent stays as it is. */
export interface OutboxChange {
  readonly state: OutboxState;
  readonly attempts: number;
  readonly nextAtMs: number;
  readonly leaseUntilMs: null;
  readonly problem: string | null;
  readonly sentBytes?: number;
  readonly uploadUrl?: null;
  readonly receiptJson?: string;
  readonly receiptP7s?: Uint8Array;
}

/** The next step of a packet on its way: what to write, and a line for its log (`null` when nothing new happened). */
export interface OutboxStep {
  readonly change: OutboxChange;
  readonly event: string | null;
}

/** The first and the longest ceiling of the wait between attempts. */
export const BACKOFF_FIRST_MS = 5_000;
export const BACKOFF_LONGEST_MS = 3_600_000;
/** The longest wait between looks for a receipt. */
export const RECEIPT_POLL_LONGEST_MS = 300_000;

/** Full jitter: anywhere from a millisecond to a ceiling that doubles with each attempt. `random` is in [0, 1). */
export const backoffMs = (attempts: number, random: number, longestMs: number = BACKOFF_LONGEST_MS): number =>
  Math.max(1, Math.ceil(random * Math.min(longestMs, BACKOFF_FIRST_MS * 2 ** Math.min(Math.max(0, attempts - 1), 30))));

/** What follows from an attempt. `row` is the packet as it was before; nothing but a verified receipt makes it `receipted`. */
export const stepAfter = (
  row: { readonly state: OutboxState; readonly attempts: number; readonly problem: string | null; readonly sizeBytes: number },
  outcome: DeliveryOutcome,
  nowMs: number,
  random: number,
): OutboxStep => {
  const attempts = row.attempts + 1;
  const free = { leaseUntilMs: null } as const;
  const once = (text: string): string | null => (row.problem === text ? null : text);
  switch (outcome.kind) {
    case 'receipted':
      return {
        change: {
          ...free,
          state: 'receipted',
          attempts,
          nextAtMs: nowMs,
          problem: null,
          sentBytes: row.sizeBytes,
          receiptJson: outcome.receiptJson,
          receiptP7s: outcome.receiptP7s,
        },
        event: 'The receipt arrived and its signature verified',
      };
    case 'stored': {
      const first = row.state !== 'stored';
      const looks = first ? 1 : attempts;
      return {
        change: {
          ...free,
          state: 'stored',
          attempts: looks,
          nextAtMs: nowMs + backoffMs(looks, random, RECEIPT_POLL_LONGEST_MS),
          problem: outcome.message,
          sentBytes: row.sizeBytes,
        },
        event: first ? 'Delivered; waiting for the receipt' : once(outcome.message),
      };
    }
    case 'unreachable':
      return {
        change: {
          ...free,
          state: row.state === 'stored' ? 'stored' : 'queued',
          attempts,
          nextAtMs: nowMs + backoffMs(attempts, random),
          problem: outcome.message,
        },
        event: once(outcome.message),
      };
    case 'damaged':
      return {
        change: {
          ...free,
          state: 'queued',
          attempts,
          nextAtMs: nowMs + backoffMs(attempts, random),
          problem: outcome.message,
          sentBytes: 0,
          uploadUrl: null,
        },
        event: outcome.message,
      };
    case 'held':
    default:
      return { change: { ...free, state: 'held', attempts, nextAtMs: nowMs, problem: outcome.message }, event: outcome.message };
  }
};
