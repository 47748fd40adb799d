import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs';

/** A stretch of words of a PDF's page and where it stands, in points from the lower left corner. */
export interface PdfWords {
  readonly text: string;
  readonly x: number;
  readonly y: number;
  readonly width: number;
}

/** The words of each page as another program reads them, without those that are only blanks. */
export const pdfWords = async (bytes: Uint8Array): Promise<PdfWords[][]> => {
  const pdf = await getDocument({ data: Uint8Array.from(bytes), verbosity: 0 }).promise;
  try {
    const pages: PdfWords[][] = [];
    for (let pageNo = 1; pageNo <= pdf.numPages; pageNo += 1) {
      const { items } = await (await pdf.getPage(pageNo)).getTextContent();
      pages.push(
        items.flatMap((item) =>
          'str' in item && item.str.trim() !== ''
            ? [{ text: item.str, x: item.transform[4] as number, y: item.transform[5] as number, width: item.width }]
            : [],
        ),
      );
    }
    return pages;
  } finally {
    await pdf.loadingTask.destroy();
  }
};

/** The whole text of a page. */
export const pageText = (words: readonly PdfWords[] | undefined): string =>
  (words ?? [])
    .map((one) => one.text)
    .join(' ')
    .replace(/\s+/g, ' ');
