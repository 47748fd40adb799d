import type { PDFDocumentProxy } from 'pdfjs-dist';
import { loadPdfEngine, type PdfEngine } from './pdf-engine.ts';
import { CHUNK_BYTES, readFirstBytes, readRange } from './range-reader.ts';

/** An opened PDF. `close` gives it back; the last one to do so frees it. */
export interface OpenPdf {
  readonly engine: PdfEngine;
  readonly pdf: PDFDocumentProxy;
  /** Rejects when a later part of the bytes can't be read any more. */
  readonly broken: Promise<never>;
  readonly close: () => void;
}

/** Why a PDF can't be shown, in words for a person. */
export interface PdfProblem {
  readonly kind: 'encrypted' | 'damaged' | 'unreachable';
  readonly message: string;
}

interface Shared {
  users: number;
  readonly ready: Promise<Omit<OpenPdf, 'close'>>;
  readonly free: () => void;
}

const open = new Map<string, Shared>();
const LINGER_MS = 4_000;

/** Opens a PDF from its address by ranges, so that the first page shows before the rest is read. Viewer, thumbnails and source cards share one. */
export const openPdf = async (url: string): Promise<OpenPdf> => {
  let shared = open.get(url);
  if (!shared) {
    shared = load(url);
    open.set(url, shared);
  }
  const mine = shared;
  mine.users += 1;
  let closed = false;
  const close = (): void => {
    if (closed) return;
    closed = true;
    mine.users -= 1;
    setTimeout(() => {
      if (mine.users > 0) return;
      if (open.get(url) === mine) open.delete(url);
      mine.free();
    }, LINGER_MS);
  };
  try {
    return { ...(await mine.ready), close };
  } catch (problem) {
    if (open.get(url) === mine) open.delete(url);
    close();
    throw problem;
  }
};

const load = (url: string): Shared => {
  const abort = new AbortController();
  let free = (): void => abort.abort();
  const ready = (async () => {
    const engine = await loadPdfEngine();
    const first = await readFirstBytes(url, abort.signal);
    let failed: (problem: unknown) => void = () => {};
    const broken = new Promise<never>((_resolve, reject) => {
      failed = reject;
    });
    const task = engine.pdfjs.getDocument({
      ...(first.whole
        ? { data: first.head }
        : { range: rangeTransport(engine, url, first.totalBytes, first.head, abort, (problem) => failed(problem)) }),
      worker: engine.worker,
      rangeChunkSize: CHUNK_BYTES,
      disableAutoFetch: true,
      disableStream: true,
      enableXfa: false,
      useSystemFonts: false,
      cMapUrl: `${engine.assetsUrl}cmaps/`,
      cMapPacked: true,
      standardFontDataUrl: `${engine.assetsUrl}standard_fonts/`,
      wasmUrl: `${engine.assetsUrl}wasm/`,
      iccUrl: `${engine.assetsUrl}iccs/`,
      useWorkerFetch: true,
      maxImageSize: 64 * 1024 * 1024,
      verbosity: engine.pdfjs.VerbosityLevel.ERRORS,
    });
    free = () => {
      abort.abort();
      void task.destroy();
    };
    broken.catch(() => {});
    const pdf = await Promise.race([task.promise, broken]);
    return { engine, pdf, broken };
  })();
  ready.catch(() => {});
  return { users: 0, ready, free: () => free() };
};

const rangeTransport = (
  engine: PdfEngine,
  url: string,
  totalBytes: number,
  head: Uint8Array,
  abort: AbortController,
  failed: (problem: unknown) => void,
) => {
  class DeskRanges extends engine.pdfjs.PDFDataRangeTransport {
    override requestDataRange(begin: number, end: number): void {
      readRange(url, begin, Math.min(end, totalBytes), abort.signal).then(
        (bytes) => this.onDataRange(begin, bytes),
        (problem: unknown) => {
          if (!abort.signal.aborted) failed(problem);
        },
      );
    }
    override abort(): void {
      abort.abort();
    }
  }
  return new DeskRanges(totalBytes, head, true);
};

/** Puts a failure to open into words. */
export const pdfProblemOf = (problem: unknown): PdfProblem => {
  const name = problem instanceof Error ? problem.name : '';
  if (name === 'PasswordException') return { kind: 'encrypted', message: 'The document asks for a password before it shows anything.' };
  if (name === 'InvalidPDFException' || name === 'FormatError')
    return { kind: 'damaged', message: 'The document is damaged or not a PDF, so its pages can not be drawn.' };
  return {
    kind: 'unreachable',
    message: problem instanceof Error ? `The document could not be read: ${problem.message}.` : 'The document could not be read.',
  };
};
