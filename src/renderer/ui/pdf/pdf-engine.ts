import type * as PdfjsModule from 'pdfjs-dist';
import type { PDFWorker } from 'pdfjs-dist';
import type * as PdfjsViewerModule from 'pdfjs-dist/web/pdf_viewer.mjs';

type Pdfjs = typeof PdfjsModule;
type PdfjsViewer = typeof PdfjsViewerModule;

/** pdf.js with its viewer parts and the one worker that parses every document of the window. */
export interface PdfEngine {
  readonly pdfjs: Pdfjs;
  readonly viewer: PdfjsViewer;
  readonly worker: PDFWorker;
  /** Where pdf.js reads its own files from, ending in a slash; always our own origin. */
  readonly assetsUrl: string;
}

let engine: Promise<PdfEngine> | undefined;

/** Loads pdf.js once, on the first document; a failed load may be tried again. */
export const loadPdfEngine = (): Promise<PdfEngine> => {
  engine ??= start().catch((problem: unknown) => {
    engine = undefined;
    throw problem;
  });
  return engine;
};

const start = async (): Promise<PdfEngine> => {
  const pdfjs = await import('pdfjs-dist');
  const viewer = await import('pdfjs-dist/web/pdf_viewer.mjs');
  const assetsUrl = new URL('pdfjs/', document.baseURI).href;
  // The worker is handed over as a port: left to itself pdf.js wraps its worker in a blob, and under Trusted Types parses on this thread.
  const port = new Worker(new URL('pdf.worker.mjs', assetsUrl), { type: 'module', name: 'pdf' });
  const worker = pdfjs.PDFWorker.create({ port });
  await worker.promise;
  return { pdfjs, viewer, worker, assetsUrl };
};
