import type { PageText } from '../../core/text/page-text.ts';
import { CSV, DOCX, EMAIL, HTML, MAILBOX, MARKDOWN, PDF, PLAIN, mediaTypeOf } from './media-type.ts';
import { plainPages } from './plain-pages.ts';
import type { ReaderLimits } from './reader-limits.ts';
import { decodeText } from './text-decoding.ts';
import { kindWithoutReader } from './unread-kinds.ts';
import { UnreadableError } from './unreadable.ts';

/** A file recognised: what it is, and how many pages it has. Pages come one by one, from `fromPage` on; null stands for a page too damaged to open. */
export interface ParsedDocument {
  readonly mediaType: string;
  readonly pageCount: number;
  readonly pages: (fromPage: number) => Generator<PageText | null>;
  readonly close: () => void;
}

/** Recognises a foreign file by its bytes and opens it. Runs only in a worker that can be killed. `onType` is told the type before anything is opened. */
export const parseDocument = async (
  bytes: Uint8Array,
  limits: ReaderLimits,
  onType: (mediaType: string) => void,
): Promise<ParsedDocument> => {
  if (bytes.byteLength === 0) throw new UnreadableError('The file is empty (0 bytes).');
  const mediaType = await mediaTypeOf(bytes);
  onType(mediaType);
  if (mediaType === PDF) return pdfPages(bytes, limits);
  const pages = [...(await plainTexts(mediaType, bytes))]
    .flatMap((text) => [...plainPages(text)])
    .map((page, index) => ({ ...page, pageNo: index + 1 }));
  refuseTooMany(pages.length, limits);
  return { mediaType, pageCount: pages.length, pages: (fromPage) => iterate(pages.slice(fromPage - 1)), close: () => undefined };
};

/** The texts of a file without page geometry; each starts on a page of its own. Readers load when first needed, so that a thread starts fast. */
const plainTexts = async (mediaType: string, bytes: Uint8Array): Promise<readonly string[]> => {
  if (mediaType === EMAIL || mediaType === MAILBOX) {
    const { emailText, splitMailbox } = await import('./email-text.ts');
    return Promise.all((mediaType === MAILBOX ? splitMailbox(bytes) : [bytes]).map(emailText));
  }
  if (mediaType === DOCX) return [await (await import('./docx-text.ts')).docxText(bytes)];
  const text = [HTML, CSV, MARKDOWN, PLAIN].includes(mediaType) ? decodeText(bytes) : null;
  if (text === null) throw new UnreadableError(kindWithoutReader(mediaType));
  return [mediaType === HTML ? `${(await import('./html-text.ts')).htmlToText(text)}\n` : text];
};

const pdfPages = async (bytes: Uint8Array, limits: ReaderLimits): Promise<ParsedDocument> => {
  const [{ pdfEngine }, { openPdf }] = await Promise.all([import('./pdf-engine.ts'), import('./pdf-document.ts')]);
  const engine = await pdfEngine();
  const pdf = openPdf(engine, bytes);
  refuseTooMany(pdf.pageCount, limits);
  function* pages(fromPage: number): Generator<PageText | null> {
    for (let pageNo = fromPage; pageNo <= pdf.pageCount; pageNo += 1) {
      if (engine.memoryBytes() > limits.engineBytes)
        throw new RangeError(`PDFium needs more than ${Math.round(limits.engineBytes / 1024 / 1024)} MB.`);
      yield pdf.readPage(pageNo);
    }
  }
  return { mediaType: PDF, pageCount: pdf.pageCount, pages, close: pdf.close };
};

function* iterate<T>(items: readonly T[]): Generator<T> {
  yield* items;
}

const refuseTooMany = (pages: number, limits: ReaderLimits): void => {
  if (pages > limits.pages)
    throw new UnreadableError(
      `The document has ${pages.toLocaleString('en')} pages; this desk reads up to ${limits.pages.toLocaleString('en')}. Split it and import the parts.`,
    );
};
