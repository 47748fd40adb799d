import { readFileSync } from 'node:fs';
import { analyzePages, type Analysis } from '../../../src/core/requests/analyze-pages.ts';
import { documentFrame, type DocumentFrame } from '../../../src/core/requests/document-frame.ts';
import { READING_PACK_FILES, readingPackSchema, type ReadingPack } from '../../../src/core/requests/reading-pack.ts';
import { sha256Schema } from '../../../src/core/ids.ts';
import type { PageText } from '../../../src/core/text/page-text.ts';

const folder = new URL('../../../resources/policy/reading/', import.meta.url);

/** The pack the product ships. */
export const shippedPack: ReadingPack = readingPackSchema.parse(
  Object.fromEntries(
    Object.entries(READING_PACK_FILES).map(([name, file]) => [name, JSON.parse(readFileSync(new URL(file, folder), 'utf8'))]),
  ),
);

export const paperSha256 = sha256Schema.parse('0'.repeat(64));

/** Pages of plain text; a form feed turns the page. */
export const plainPages = (text: string): PageText[] =>
  text.split('\f').map((page, i) => ({
    pageNo: i + 1,
    widthPt: 0,
    heightPt: 0,
    rotation: 0,
    source: 'plain',
    text: page,
    charBoxes: new Float32Array(),
  }));

export const frameOf = (text: string): DocumentFrame => documentFrame(paperSha256, plainPages(text), shippedPack);

export const read = (text: string): Analysis =>
  analyzePages({ documentSha256: paperSha256, mediaType: 'text/plain', pages: plainPages(text) }, shippedPack);

export const valuesOf = (analysis: Analysis, field: string): unknown[] =>
  analysis.facts.filter((fact) => fact.field === field).map((fact) => fact.value);
