import { Worker } from 'node:worker_threads';
import type { ReadEnd, ReadRequest } from './document-reader.ts';
import type { ReaderLimits } from './reader-limits.ts';
import { type FromReader, OPENING, PULSE_BYTES, PULSE_COUNT, PULSE_PAGE, type ToReader, WAITING } from './reader-protocol.ts';
import { workerEntry } from './worker-entry.ts';

const WATCH_EVERY_MS = 100;

type Listener = (...args: unknown[]) => void;

/** One worker thread that reads one file at a time, and the watch over it. After anything but an orderly end it is killed and of no more use. */
export class ReaderThread {
  private readonly worker: Worker;
  private readonly limits: ReaderLimits;
  private usable = true;

  constructor(limits: ReaderLimits) {
    this.limits = limits;
    this.worker = new Worker(workerEntry('reader-worker'), {
      name: 'reader',
      resourceLimits: { maxOldGenerationSizeMb: limits.heapMb },
      stdout: true,
      stderr: true,
    });
    // An idle thread must not keep the program alive.
    this.worker.unref();
  }

  get isUsable(): boolean {
    return this.usable;
  }

  async end(): Promise<void> {
    this.usable = false;
    await this.worker.terminate();
  }

  /** Reads one file; never rejects because of the file. Rejects only if the request's own callbacks do. */
  read(request: ReadRequest): Promise<ReadEnd> {
    const pulse = new SharedArrayBuffer(PULSE_BYTES);
    const beat = new Int32Array(pulse);
    const { worker } = this;
    worker.ref();
    return new Promise<ReadEnd>((resolve, reject) => {
      let isOver = false;
      let handling = Promise.resolve();
      const over = (settle: () => void, keep: boolean): void => {
        if (isOver) return;
        isOver = true;
        clearInterval(watch);
        request.signal?.removeEventListener('abort', abort);
        for (const [event, listener] of listeners) worker.off(event, listener as Listener);
        worker.unref();
        if (keep) settle();
        else void this.end().then(settle, settle);
      };
      const broken = (reason: string): void => over(() => resolve({ kind: 'broken', reason, pageNo: pageOf(beat) }), false);
      const abort = (): void => over(() => resolve({ kind: 'aborted' }), false);
      const handle = async (message: FromReader): Promise<void> => {
        if (isOver) return;
        if (message.kind === 'type') await request.onType?.(message.mediaType);
        else if (message.kind === 'opened') await request.onOpened(message);
        else if (message.kind === 'pages') {
          await request.onPages(message.pages);
          if (!isOver) worker.postMessage({ kind: 'taken' } satisfies ToReader, []);
        } else if (message.kind === 'broken') broken(`The reader failed ${where(beat)} (${message.detail}).`);
        else if (message.kind === 'unreadable') over(() => resolve({ kind: 'unreadable', reason: message.reason }), true);
        else over(() => resolve({ kind: 'read', damagedPages: message.damagedPages }), true);
      };
      // Messages are worked off in their order; a callback that throws ends the reading with its error.
      const onMessage = (message: FromReader): void => {
        handling = handling.then(() => handle(message)).catch((error: unknown) => over(() => reject(error), false));
      };
      const listeners: readonly (readonly [string, (...args: never[]) => void])[] = [
        ['message', onMessage],
        ['error', (error: Error & { code?: string }) => broken(deathReason(error, beat))],
        ['exit', () => broken(`The reader ended unexpectedly ${where(beat)}.`)],
      ];
      for (const [event, listener] of listeners) worker.on(event, listener as Listener);
      const watch = setInterval(this.watcher(beat, broken), WATCH_EVERY_MS);
      request.signal?.addEventListener('abort', abort);
      if (request.signal?.aborted) return abort();
      const bytes = ownBytes(request.bytes);
      worker.postMessage({ kind: 'read', bytes, fromPage: request.fromPage, limits: this.limits, pulse } satisfies ToReader, [
        bytes.buffer as ArrayBuffer,
      ]);
    });
  }

  /** Looks at the pulse from time to time; waiting for the desk costs the file nothing. */
  private watcher(beat: Int32Array, broken: (reason: string) => void): () => void {
    let lastCount = -1;
    let stillMs = 0;
    let workedMs = 0;
    let lastMs = performance.now();
    return () => {
      const nowMs = performance.now();
      const passedMs = nowMs - lastMs;
      lastMs = nowMs;
      const count = Atomics.load(beat, PULSE_COUNT);
      const page = Atomics.load(beat, PULSE_PAGE);
      const isStill = count === lastCount;
      lastCount = count;
      if (page === WAITING) {
        stillMs = 0;
        return;
      }
      workedMs += passedMs;
      stillMs = isStill ? stillMs + passedMs : 0;
      const limitMs = page === OPENING ? this.limits.openMs : this.limits.pageMs;
      if (stillMs > limitMs)
        broken(
          page === OPENING ? `Opening it took longer than ${seconds(limitMs)}.` : `Page ${page} took longer than ${seconds(limitMs)}.`,
        );
      else if (workedMs > this.limits.documentMs) broken(`Reading it took longer than ${seconds(this.limits.documentMs)}.`);
    };
  }
}

const pageOf = (beat: Int32Array): number => Math.max(0, Atomics.load(beat, PULSE_PAGE));

const where = (beat: Int32Array): string => (pageOf(beat) > 0 ? `at page ${pageOf(beat)}` : 'while opening the file');

const deathReason = (error: Error & { code?: string }, beat: Int32Array): string =>
  error.code === 'ERR_WORKER_OUT_OF_MEMORY'
    ? `Reading it needs more memory than allowed (${where(beat)}).`
    : `The reader failed ${where(beat)} (${error.message.slice(0, 200)}).`;

const seconds = (ms: number): string => (ms < 120_000 ? `${Math.round(ms / 100) / 10} seconds` : `${Math.round(ms / 60_000)} minutes`);

/** Bytes whose memory is theirs alone, so that it can be handed to the thread. */
const ownBytes = (bytes: Uint8Array): Uint8Array =>
  bytes.byteOffset === 0 && bytes.byteLength === bytes.buffer.byteLength && bytes.buffer instanceof ArrayBuffer
    ? bytes
    : Uint8Array.from(bytes);
