import { heightOf, type Strip } from './stack.ts';
import { moved, type Shape } from './shapes.ts';

/** Where the text of a page lies: its left edge, its top, and its lower edge, in points from the page's upper left corner. */
export interface TextArea {
  readonly leftPt: number;
  readonly topPt: number;
  readonly bottomPt: number;
}

/**
 * Distributes strips over pages. Strips that want to stay together do as long as they fit one page; header rows are repeated; a
 * row that is higher than a page is cut between its lines.
 */
export const paginate = (strips: readonly Strip[], areaOf: (pageIndex: number) => TextArea): Shape[][] => {
  const pages: Shape[][] = [[]];
  let area = areaOf(0);
  let y = area.topPt;
  let isFresh = true;
  const roomOf = (one: TextArea): number => one.bottomPt - one.topPt;
  const nextPage = (): void => {
    pages.push([]);
    area = areaOf(pages.length - 1);
    y = area.topPt;
    isFresh = true;
  };
  const draw = (strip: Strip): void => {
    if (!isFresh) y += strip.beforePt;
    for (const shape of strip.shapes) pages.at(-1)?.push(moved(shape, area.leftPt, y));
    y += strip.heightPt;
    isFresh = false;
  };
  const drawRepeated = (strip: Strip): void => {
    if (isFresh && pages.length > 1) for (const header of strip.repeat) draw(header);
  };

  for (let index = 0; index < strips.length; index += 1) {
    const strip = strips[index] as Strip;
    if (strip.breakBefore && !(isFresh && pages.length === 1)) nextPage();
    const chain = chainFrom(strips, index);
    const chainPt = heightOf(chain) + (isFresh ? 0 : strip.beforePt);
    const ownPt = strip.heightPt + (isFresh ? 0 : strip.beforePt);
    const isKept = index > 0 && strips[index - 1]?.keepNext === true;
    if (!isFresh && y + ownPt > area.bottomPt + 0.01) nextPage();
    else if (!isFresh && !isKept && y + chainPt > area.bottomPt + 0.01 && heightOf(chain) <= roomOf(areaOf(pages.length))) nextPage();

    drawRepeated(strip);
    if (strip.pieces && strip.heightPt > area.bottomPt - y + 0.01) {
      const headersPt = heightOf(strip.repeat);
      strip.pieces(roomOf(area) - headersPt).forEach((piece, at) => {
        if (at > 0 || y + piece.heightPt > area.bottomPt + 0.01) {
          if (!isFresh) nextPage();
          drawRepeated(strip);
        }
        draw(piece);
      });
    } else {
      draw(strip);
    }
    if (strip.breakAfter && index < strips.length - 1) nextPage();
  }
  return pages;
};

const chainFrom = (strips: readonly Strip[], index: number): Strip[] => {
  const chain: Strip[] = [];
  for (let at = index; at < strips.length; at += 1) {
    const strip = strips[at] as Strip;
    chain.push(strip);
    if (!strip.keepNext) break;
  }
  return chain;
};
