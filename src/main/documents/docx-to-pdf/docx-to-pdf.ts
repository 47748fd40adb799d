import { drawPdf, type DrawnPdf } from './draw-pdf.ts';
import { readDocx } from './read-docx.ts';
import { loadSerif, type SerifBytes } from './serif-fonts.ts';

/**
 * Sets the very bytes of a DOCX as PDF, offline and without Word: paragraphs, runs, lists, tables, pictures, header, footer and page
 * numbers, in an embedded serif with the widths of Times New Roman. The same bytes give the same PDF. Throws if the file is no DOCX.
 */
export const docxToPdf = async (docx: Uint8Array, serif?: SerifBytes): Promise<DrawnPdf> =>
  drawPdf(await readDocx(docx), serif ?? (await loadSerif()));
