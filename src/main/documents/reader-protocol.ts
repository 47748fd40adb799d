import type { PageText } from '../../core/text/page-text.ts';
import type { ReaderLimits } from './reader-limits.ts';

/** What the desk tells a reader worker. `taken` answers each `pages`: the worker never runs more than a few batches ahead. */
export type ToReader =
  | {
      readonly kind: 'read';
      readonly bytes: Uint8Array;
      readonly fromPage: number;
      readonly limits: ReaderLimits;
      readonly pulse: SharedArrayBuffer;
    }
  | { readonly kind: 'taken' };

/** What a reader worker tells the desk. `broken` means that the worker is of no use any more. */
export type FromReader =
  | { readonly kind: 'type'; readonly mediaType: string }
  | { readonly kind: 'opened'; readonly mediaType: string; readonly pageCount: number }
  | { readonly kind: 'pages'; readonly pages: readonly PageText[] }
  | { readonly kind: 'end'; readonly damagedPages: readonly number[] }
  | { readonly kind: 'unreadable'; readonly reason: string }
  | { readonly kind: 'broken'; readonly detail: string };

/** The pulse is two 32-bit integers in shared memory: the page that is being read, and a count that grows with every page begun. */
export const PULSE_BYTES = 8;
export const PULSE_PAGE = 0;
export const PULSE_COUNT = 1;
/** Pulse page before the pages: the file is being opened. */
export const OPENING = 0;
/** Pulse page while the worker waits for the desk. */
export const WAITING = -1;
