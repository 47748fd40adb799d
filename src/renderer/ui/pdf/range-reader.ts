/** What the first request for a document's bytes tells: its length, and the bytes at its head. `whole` when ranges are not served. */
export interface FirstBytes {
  readonly totalBytes: number;
  readonly head: Uint8Array;
  readonly whole: boolean;
}

/** Bytes asked for at once. */
export const CHUNK_BYTES = 128 * 1024;

const ATTEMPTS = 3;

/** Reads the head of a document and learns its length. Works over http and over the desk's own scheme alike. */
export const readFirstBytes = async (url: string, signal: AbortSignal): Promise<FirstBytes> => {
  const response = await fetch(url, { headers: { Range: `bytes=0-${CHUNK_BYTES - 1}` }, signal, credentials: 'same-origin' });
  if (!response.ok) throw new Error(`the desk answered ${response.status} for the document's bytes`);
  const head = new Uint8Array(await response.arrayBuffer());
  const total = /\/(\d+)$/.exec(response.headers.get('Content-Range') ?? '')?.[1];
  if (response.status !== 206 || total === undefined) return { totalBytes: head.byteLength, head, whole: true };
  return { totalBytes: Number(total), head, whole: Number(total) <= head.byteLength };
};

/** Reads `[begin, end)` of a document, trying again a moment later when the desk was busy. */
export const readRange = async (url: string, begin: number, end: number, signal: AbortSignal): Promise<Uint8Array> => {
  for (let attempt = 1; ; attempt += 1) {
    try {
      const response = await fetch(url, { headers: { Range: `bytes=${begin}-${end - 1}` }, signal, credentials: 'same-origin' });
      if (response.status !== 206) throw new Error(`the desk answered ${response.status} for a part of the document`);
      const bytes = new Uint8Array(await response.arrayBuffer());
      if (bytes.byteLength !== end - begin) throw new Error('the desk sent a part of the document short');
      return bytes;
    } catch (problem) {
      if (signal.aborted || attempt >= ATTEMPTS) throw problem;
      await new Promise((resolve) => setTimeout(resolve, 200 * attempt));
    }
  }
};
