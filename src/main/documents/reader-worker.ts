import { once } from 'node:events';
import { parentPort } from 'node:worker_threads';
import type { PageText } from '../../core/text/page-text.ts';
import { parseDocument } from './document-parser.ts';
import { OPENING, PULSE_COUNT, PULSE_PAGE, WAITING, type FromReader, type ToReader } from './reader-protocol.ts';
import { UnreadableError } from './unreadable.ts';

/** The thread in which every foreign file is opened. It keeps nothing between files but the PDF engine. */

const PAGES_PER_BATCH = 32;
const BATCH_MS = 120;
/** Batches on their way that the desk has not yet taken. */
const BATCHES_AHEAD = 2;

const port = parentPort;
if (!port) throw new Error('reader-worker is a worker thread; it is not started by itself.');

const send = (message: FromReader, transfer: readonly ArrayBuffer[] = []): void => port.postMessage(message, [...transfer]);

let untaken = 0;
const isAhead = (): boolean => untaken >= BATCHES_AHEAD;

const read = async ({ bytes, fromPage, limits, pulse }: Extract<ToReader, { kind: 'read' }>): Promise<void> => {
  const beat = new Int32Array(pulse);
  const setPage = (page: number): void => {
    Atomics.store(beat, PULSE_PAGE, page);
    Atomics.add(beat, PULSE_COUNT, 1);
  };
  setPage(OPENING);
  const document = await parseDocument(bytes, limits, (mediaType) => send({ kind: 'type', mediaType }));
  send({ kind: 'opened', mediaType: document.mediaType, pageCount: document.pageCount });
  const damagedPages: number[] = [];
  let batch: PageText[] = [];
  let batchStartMs = performance.now();
  let pageNo = fromPage;
  const flush = async (): Promise<void> => {
    if (batch.length === 0) return;
    untaken += 1;
    send({ kind: 'pages', pages: batch }, [...new Set(batch.map((page) => page.charBoxes.buffer as ArrayBuffer))]);
    batch = [];
    setPage(WAITING);
    while (isAhead()) await once(port, 'message');
    batchStartMs = performance.now();
  };
  const pages = document.pages(fromPage);
  for (;;) {
    setPage(pageNo);
    const next = pages.next();
    if (next.done) break;
    if (next.value === null) damagedPages.push(pageNo);
    batch.push(next.value ?? emptyPage(pageNo));
    // The first page goes at once: someone may be waiting to see it.
    const isDue = pageNo === fromPage || batch.length >= PAGES_PER_BATCH || performance.now() - batchStartMs > BATCH_MS;
    if (isDue) await flush();
    pageNo += 1;
  }
  await flush();
  document.close();
  setPage(WAITING);
  send({ kind: 'end', damagedPages });
};

const emptyPage = (pageNo: number): PageText => ({
  pageNo,
  widthPt: 612,
  heightPt: 792,
  rotation: 0,
  source: 'pdf',
  text: '',
  charBoxes: new Float32Array(0),
});

port.on('message', (message: ToReader) => {
  if (message.kind === 'taken') {
    untaken = Math.max(0, untaken - 1);
    return;
  }
  untaken = 0;
  read(message).catch((error: unknown) => {
    // Whatever is not an expected refusal may have left the engine in pieces.
    if (error instanceof UnreadableError) send({ kind: 'unreadable', reason: error.message });
    else send({ kind: 'broken', detail: error instanceof Error ? `${error.name}: ${error.message}`.slice(0, 300) : 'unknown' });
  });
});
