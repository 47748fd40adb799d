import type { PageText } from '../../core/text/page-text.ts';
import { pdfHeaderOffset } from './media-type.ts';
import type { PdfEngine } from './pdf-engine.ts';
import { readCharacters } from './pdf-page-text.ts';
import { UnreadableError } from './unreadable.ts';

const ERROR_PASSWORD = 4;
const ERROR_SECURITY = 5;
const FORM_TYPE_NONE = 0;
const FLATTEN_FOR_DISPLAY = 0;
const FLATTEN_FAILED = 0;
const ENCRYPTED = 'The PDF is encrypted in a way this desk can not open without a password or key. Ask the sender for an open copy.';
const PAPER = { widthPt: 612, heightPt: 792 } as const;

/** A PDF opened for reading. Pages count from 1. `readPage` answers null for a page that is too damaged to open. */
export interface PdfDocument {
  readonly pageCount: number;
  readonly readPage: (pageNo: number) => PageText | null;
  readonly close: () => void;
}

/** Opens a PDF. Throws `UnreadableError` with the reason when it is encrypted or too damaged; no script in it is ever run. */
export const openPdf = (engine: PdfEngine, bytes: Uint8Array): PdfDocument => {
  const { pdfium } = engine;
  const opened = load(engine, bytes) ?? loadBehindGarbage(engine, bytes);
  if (!opened) {
    const code = pdfium.FPDF_GetLastError();
    if (code === ERROR_PASSWORD) throw new UnreadableError('The PDF needs a password to open. Ask the sender for it or for an open copy.');
    if (code === ERROR_SECURITY) throw new UnreadableError(ENCRYPTED);
    throw new UnreadableError('The PDF is damaged or incomplete: its pages can not be found. Ask the sender for it again.');
  }
  const { document, memory } = opened;
  const pageCount = pdfium.FPDF_GetPageCount(document);
  const close = (): void => {
    pdfium.FPDF_CloseDocument(document);
    engine.free(memory);
  };
  if (pageCount < 1) {
    const isEncrypted = pdfium.FPDF_GetSecurityHandlerRevision(document) >= 0;
    close();
    throw new UnreadableError(isEncrypted ? ENCRYPTED : 'The PDF is damaged: it has no pages.');
  }
  const hasForm = pdfium.FPDF_GetFormType(document) !== FORM_TYPE_NONE;
  return {
    pageCount,
    readPage: (pageNo) => readPage(engine, document, pageNo, hasForm),
    close,
  };
};

const load = (engine: PdfEngine, bytes: Uint8Array): { document: number; memory: number } | null => {
  const memory = engine.malloc(Math.max(1, bytes.byteLength));
  engine.bytes().set(bytes, memory);
  const document = engine.pdfium.FPDF_LoadMemDocument(memory, bytes.byteLength, '');
  if (document !== 0) return { document, memory };
  engine.free(memory);
  return null;
};

/** PDFium looks for the header in the first 1,024 bytes only; mail gateways and scanners put more in front. */
const loadBehindGarbage = (engine: PdfEngine, bytes: Uint8Array): { document: number; memory: number } | null => {
  const offset = pdfHeaderOffset(bytes);
  return offset > 0 ? load(engine, bytes.subarray(offset)) : null;
};

const readPage = (engine: PdfEngine, document: number, pageNo: number, hasForm: boolean): PageText | null => {
  const { pdfium } = engine;
  let page = pdfium.FPDF_LoadPage(document, pageNo - 1);
  if (page === 0) return null;
  // What is filled into a form stands in annotations; flattening, in memory only, makes it text of the page.
  if (hasForm && pdfium.FPDFPage_GetAnnotCount(page) > 0 && pdfium.FPDFPage_Flatten(page, FLATTEN_FOR_DISPLAY) !== FLATTEN_FAILED) {
    pdfium.FPDF_ClosePage(page);
    page = pdfium.FPDF_LoadPage(document, pageNo - 1);
    if (page === 0) return null;
  }
  try {
    return { pageNo, ...pageSize(engine, page), source: 'pdf', ...readCharacters(engine, page) };
  } finally {
    pdfium.FPDF_ClosePage(page);
  }
};

/** The visible part of the page, unrotated, and its rotation. */
const pageSize = (engine: PdfEngine, page: number): Pick<PageText, 'widthPt' | 'heightPt' | 'rotation'> => {
  const { pdfium } = engine;
  const quarters = ((pdfium.FPDFPage_GetRotation(page) % 4) + 4) % 4;
  const rotation = (quarters * 90) as PageText['rotation'];
  const shownWidth = pdfium.FPDF_GetPageWidthF(page);
  const shownHeight = pdfium.FPDF_GetPageHeightF(page);
  const [width, height] = quarters % 2 === 1 ? [shownHeight, shownWidth] : [shownWidth, shownHeight];
  return { widthPt: sane(width, PAPER.widthPt), heightPt: sane(height, PAPER.heightPt), rotation };
};

const sane = (points: number, otherwise: number): number => (Number.isFinite(points) && points > 0 ? points : otherwise);
