import type { Box } from '../evidence/anchor.ts';

/** How the text of a page was obtained. */
export const TEXT_SOURCES = ['pdf', 'ocr', 'plain'] as const;
export type TextSource = (typeof TEXT_SOURCES)[number];

/**
 * The extracted text of one page and where each character stands.
 * `charBoxes` holds four numbers per UTF-16 unit of `text` (x0, y0, x1, y1 in PDF user space, points, origin lower
 * left of the unrotated page); characters without a place (generated spaces, line breaks) have four zeros. It is empty for
 * formats without geometry. `rotation` is the page's own /Rotate in degrees, not yet applied to the boxes.
 */
export interface PageText {
  readonly pageNo: number;
  readonly widthPt: number;
  readonly heightPt: number;
  readonly rotation: 0 | 90 | 180 | 270;
  readonly source: TextSource;
  readonly text: string;
  readonly charBoxes: Float32Array;
}

/** The boxes that cover `[start, end)` of a page's text, one per line of print, left to right, top to bottom. */
export const boxesForRange = (page: PageText, start: number, end: number): Box[] => {
  const boxes: [number, number, number, number][] = [];
  const last = Math.min(end, page.charBoxes.length / 4);
  for (let at = Math.max(0, start); at < last; at += 1) {
    const x0 = page.charBoxes[at * 4] ?? 0;
    const y0 = page.charBoxes[at * 4 + 1] ?? 0;
    const x1 = page.charBoxes[at * 4 + 2] ?? 0;
    const y1 = page.charBoxes[at * 4 + 3] ?? 0;
    if (x1 <= x0 || y1 <= y0) continue;
    const line = boxes.at(-1);
    if (line && sameLine(line, y0, y1) && x0 >= line[0] - 1) {
      line[1] = Math.min(line[1], y0);
      line[2] = Math.max(line[2], x1);
      line[3] = Math.max(line[3], y1);
    } else {
      boxes.push([x0, y0, x1, y1]);
    }
  }
  return boxes.map(([x0, y0, x1, y1]) => [round(x0), round(y0), round(x1), round(y1)] as const);
};

const sameLine = (line: readonly number[], y0: number, y1: number): boolean => {
  const overlap = Math.min(line[3] ?? 0, y1) - Math.max(line[1] ?? 0, y0);
  return overlap > 0.4 * Math.min(y1 - y0, (line[3] ?? 0) - (line[1] ?? 0));
};

const round = (points: number): number => Math.round(points * 100) / 100;
