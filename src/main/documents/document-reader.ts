import type { PageText } from '../../core/text/page-text.ts';
import { type ReaderLimits, READER_LIMITS } from './reader-limits.ts';
import { ReaderThread } from './reader-thread.ts';

/** What is to be read: all bytes, from which page on, and who hears of it. `onPages` is awaited, so a slow taker slows the reader down. */
export interface ReadRequest {
  /** Handed over to the worker: not usable afterwards. */
  readonly bytes: Uint8Array;
  readonly fromPage: number;
  readonly onType?: (mediaType: string) => Promise<void> | void;
  readonly onOpened: (opened: { readonly mediaType: string; readonly pageCount: number }) => Promise<void> | void;
  readonly onPages: (pages: readonly PageText[]) => Promise<void> | void;
  readonly signal?: AbortSignal;
}

/**
 * How a reading ended. `read`: to the last page; `damagedPages` could not be opened and are empty. `unreadable`: for good, with the reason.
 * `broken`: the worker hung, died or ran out of something at `pageNo` (0: while opening) and was replaced; another try may go better.
 * `aborted`: the signal said so.
 */
export type ReadEnd =
  | { readonly kind: 'read'; readonly damagedPages: readonly number[] }
  | { readonly kind: 'unreadable'; readonly reason: string }
  | { readonly kind: 'broken'; readonly reason: string; readonly pageNo: number }
  | { readonly kind: 'aborted' };

/** Reads foreign files in worker threads, a few at a time; more requests wait their turn. */
export interface DocumentReader {
  readonly limits: ReaderLimits;
  readonly read: (request: ReadRequest) => Promise<ReadEnd>;
  /** Ends the threads; readings under way end as `aborted`. */
  readonly close: () => Promise<void>;
}

export interface DocumentReaderOptions {
  readonly threads?: number;
  readonly limits?: Partial<ReaderLimits>;
}

/** Makes a reader; threads start when first needed and stay for the next file. */
export const createDocumentReader = ({ threads = 2, limits: ownLimits = {} }: DocumentReaderOptions = {}): DocumentReader => {
  const limits = { ...READER_LIMITS, ...ownLimits };
  const idle: ReaderThread[] = [];
  const all = new Set<ReaderThread>();
  const waiting: (() => void)[] = [];
  let busy = 0;
  let isClosed = false;

  const turn = async (): Promise<void> => {
    if (busy >= threads) await new Promise<void>((resolve) => waiting.push(resolve));
    else busy += 1;
  };
  const release = (): void => {
    const next = waiting.shift();
    if (next) next();
    else busy -= 1;
  };

  const read = async (request: ReadRequest): Promise<ReadEnd> => {
    if (request.bytes.byteLength > limits.fileBytes) {
      return {
        kind: 'unreadable',
        reason: `The file has ${megabytes(request.bytes.byteLength)} MB; this desk reads up to ${megabytes(limits.fileBytes)} MB. Split it and import the parts.`,
      };
    }
    await turn();
    try {
      if (isClosed || request.signal?.aborted) return { kind: 'aborted' };
      const thread = idle.pop() ?? new ReaderThread(limits);
      all.add(thread);
      const end = await thread.read(request);
      if (thread.isUsable && !isClosed) idle.push(thread);
      else {
        all.delete(thread);
        await thread.end();
      }
      return end;
    } finally {
      release();
    }
  };

  return {
    limits,
    read,
    close: async () => {
      isClosed = true;
      await Promise.all([...all].map((thread) => thread.end()));
      all.clear();
      idle.length = 0;
    },
  };
};

const megabytes = (sizeBytes: number): string => Math.round(sizeBytes / 1024 / 1024).toLocaleString('en');
