const HEAD_BYTES = 1_024;

/** A stream that passes through while its first bytes, its length so far and its own failure are noted. */
export interface WatchedStream {
  readonly stream: AsyncIterable<Uint8Array>;
  readonly head: () => Uint8Array;
  readonly passedBytes: () => number;
  /** What the source itself failed with, as opposed to whoever reads it. */
  readonly sourceError: () => unknown;
}

/** Watches `source`; `signal` cuts it off between two pieces. */
export const watchedStream = (source: AsyncIterable<Uint8Array>, signal?: AbortSignal): WatchedStream => {
  const head = Buffer.alloc(HEAD_BYTES);
  let passedBytes = 0;
  let sourceError: unknown;
  async function* pass(): AsyncGenerator<Uint8Array> {
    const pieces = source[Symbol.asyncIterator]();
    try {
      for (;;) {
        signal?.throwIfAborted();
        let next: IteratorResult<Uint8Array>;
        try {
          next = await pieces.next();
        } catch (error) {
          sourceError = error;
          throw error;
        }
        if (next.done) return;
        if (passedBytes < HEAD_BYTES) head.set(next.value.subarray(0, HEAD_BYTES - passedBytes), passedBytes);
        passedBytes += next.value.byteLength;
        yield next.value;
      }
    } finally {
      await pieces.return?.(undefined);
    }
  }
  return {
    stream: pass(),
    head: () => head.subarray(0, Math.min(HEAD_BYTES, passedBytes)),
    passedBytes: () => passedBytes,
    sourceError: () => sourceError,
  };
};
