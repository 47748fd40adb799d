import { partOfBox, type PageFrame } from './page-geometry.ts';
import type { PageMark } from './page-mark.ts';

/** Where a flag stands: its mark's first line as a part of the page's height, and how many flags are to its right. */
export interface PlacedFlag {
  readonly mark: PageMark;
  readonly topPart: number;
  readonly slot: number;
}

const FLAG_PX = 18;
const SIDE_BY_SIDE = 2;

/** Places margin flags: beside their lines, two side by side where marks share a line, further ones pushed down so that none covers another. */
export const placeFlags = (frame: PageFrame, marks: readonly PageMark[]): PlacedFlag[] => {
  const rows: { y: number; used: number }[] = [];
  return marks
    .filter((mark) => mark.label !== '' && mark.boxes.length > 0)
    .map((mark) => {
      const parts = mark.boxes.map((box) => partOfBox(frame, box));
      const first = parts.reduce((top, part) => (part.top < top.top ? part : top));
      return { mark, y: (first.top + first.height / 2) * frame.height - FLAG_PX / 2 };
    })
    .sort((a, b) => a.y - b.y)
    .map(({ mark, y }) => {
      let at = y;
      for (const row of rows) {
        if (Math.abs(row.y - at) >= FLAG_PX) continue;
        if (row.used < SIDE_BY_SIDE) {
          const slot = row.used;
          row.used += 1;
          return { mark, topPart: row.y / frame.height, slot };
        }
        at = row.y + FLAG_PX;
      }
      rows.push({ y: at, used: 1 });
      rows.sort((a, b) => a.y - b.y);
      return { mark, topPart: at / frame.height, slot: 0 };
    });
};
