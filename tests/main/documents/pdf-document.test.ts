import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs';
import { describe, expect, it } from 'vitest';
import { locateQuote } from '../../../src/core/text/locate-quote.ts';
import { boxesForRange, type PageText } from '../../../src/core/text/page-text.ts';
import { croppedPdf, filledForm, pdfOf } from './pdf-fixtures.ts';
import { readPages } from './read-pages.ts';

const boxOf = (page: PageText, quote: string) => {
  const start = page.text.indexOf(quote);
  if (start < 0) throw new Error(`“${quote}” is not in ${JSON.stringify(page.text)}`);
  return boxesForRange(page, start, start + quote.length);
};

/** Each piece of text that pdf.js finds on a page, with the point its baseline starts at, in PDF user space. */
const piecesByPdfJs = async (bytes: Uint8Array, pageNo: number): Promise<{ text: string; x: number; y: number }[]> => {
  const task = getDocument({ data: Uint8Array.from(bytes), useSystemFonts: false, verbosity: 0 });
  const page = await (await task.promise).getPage(pageNo);
  const { items } = await page.getTextContent();
  const pieces = items.flatMap((item) =>
    'str' in item && item.str.trim() !== '' ? [{ text: item.str, x: item.transform[4] as number, y: item.transform[5] as number }] : [],
  );
  await task.destroy();
  return pieces;
};

const expectSamePlaces = async (bytes: Uint8Array, page: PageText): Promise<number> => {
  const pieces = await piecesByPdfJs(bytes, page.pageNo);
  let placed = 0;
  for (const piece of pieces) {
    if (piece.text.trim().length < 4) continue;
    const place = locateQuote(page, piece.text, [[piece.x, piece.y, piece.x + 1, piece.y + 1]]);
    if (!place) continue;
    const [box] = boxesForRange(page, place.start, place.end);
    if (!box) continue;
    placed += 1;
    // Another occurrence may be nearer by its middle; the line must be the same.
    expect(piece.y).toBeGreaterThan(box[1] - 1);
    expect(piece.y).toBeLessThan(box[3] + 1);
  }
  return placed / Math.max(1, pieces.filter((piece) => piece.text.trim().length >= 4).length);
};

describe('openPdf', () => {
  it.each([0, 90, 180, 270] as const)('gives boxes in the same user space as pdf.js on a cropped page turned by %i°', async (rotation) => {
    const bytes = await croppedPdf(rotation);
    const { pages } = await readPages(bytes);
    const page = pages[0] as PageText;
    expect(page).toMatchObject({ widthPt: 500, heightPt: 600, rotation, source: 'pdf' });
    const [box] = boxOf(page, 'Specimen order');
    expect(box?.[0]).toBeCloseTo(100, 0);
    expect(box?.[1]).toBeLessThan(400);
    expect(box?.[3]).toBeGreaterThan(408);
    const [first] = (await piecesByPdfJs(bytes, 1)).filter((piece) => piece.text.startsWith('Specimen'));
    expect(first).toMatchObject({ x: 100, y: 400 });
    expect(await expectSamePlaces(bytes, page)).toBe(1);
  });

  it('keeps text and boxes in step: four numbers a UTF-16 unit, none for line ends', async () => {
    const { pages } = await readPages(await pdfOf(1, () => ['the administra-', 'tive subpoena', 'of June 2, 2026']));
    const page = pages[0] as PageText;
    expect(page.text).toBe('the administra-\ntive subpoena\nof June 2, 2026');
    expect(page.charBoxes.length).toBe(page.text.length * 4);
    for (const [at, char] of page.text.split('').entries()) {
      const area =
        ((page.charBoxes[at * 4 + 2] ?? 0) - (page.charBoxes[at * 4] ?? 0)) *
        ((page.charBoxes[at * 4 + 3] ?? 0) - (page.charBoxes[at * 4 + 1] ?? 0));
      expect(area > 0, `unit ${at} ${JSON.stringify(char)}`).toBe(char !== '\n');
    }
    expect(boxesForRange(page, 0, page.text.length)).toHaveLength(3);
  });

  it('reads what is filled into a form', async () => {
    const { pages } = await readPages(await filledForm());
    expect(pages[0]?.text).toContain('Docket number:');
    const [box] = boxOf(pages[0] as PageText, '25-mj-5550');
    expect(box?.[0]).toBeGreaterThan(179);
    expect(box?.[3]).toBeLessThan(716);
  });

  const evalDir = new URL('../../../../shared/eval/documents/', import.meta.url);
  const isThere = existsSync(evalDir);
  if (!isThere) console.log('skipped: ../shared/eval/documents is not on this machine');
  it.skipIf(!isThere)('places the words of real papers where pdf.js places them', async () => {
    const names = readdirSync(evalDir)
      .filter((name) => name.endsWith('.pdf'))
      .slice(0, 10);
    for (const name of names) {
      const bytes = new Uint8Array(readFileSync(new URL(name, evalDir)));
      const { pages } = await readPages(bytes);
      if (pages[0] && pages[0].text.trim() !== '') expect(await expectSamePlaces(bytes, pages[0]), name).toBeGreaterThan(0.9);
    }
  });
});
