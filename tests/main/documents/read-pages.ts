import type { PageText } from '../../../src/core/text/page-text.ts';
import { createDocumentReader, type ReadEnd } from '../../../src/main/documents/document-reader.ts';
import type { ReaderLimits } from '../../../src/main/documents/reader-limits.ts';

export interface WholeReading {
  readonly end: ReadEnd;
  readonly mediaType: string | undefined;
  readonly pageCount: number | undefined;
  readonly pages: readonly PageText[];
}

/** Reads a file to its end in a real worker. */
export const readPages = async (bytes: Uint8Array, limits: Partial<ReaderLimits> = {}, fromPage = 1): Promise<WholeReading> => {
  const reader = createDocumentReader({ threads: 1, limits });
  const pages: PageText[] = [];
  let mediaType: string | undefined;
  let pageCount: number | undefined;
  try {
    const end = await reader.read({
      bytes: Uint8Array.from(bytes),
      fromPage,
      onType: (type) => {
        mediaType = type;
      },
      onOpened: (opened) => {
        pageCount = opened.pageCount;
      },
      onPages: (batch) => {
        pages.push(...batch);
      },
    });
    return { end, mediaType, pageCount, pages };
  } finally {
    await reader.close();
  }
};

/** The text of a file in UTF-8. */
export const textBytes = (text: string): Uint8Array => new TextEncoder().encode(text);
