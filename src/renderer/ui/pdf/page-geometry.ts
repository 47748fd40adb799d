/** A rectangle in PDF user space: `[x0, y0, x1, y1]` in points, origin at the lower left of the unrotated page. */
export type UserSpaceBox = readonly [number, number, number, number];

/** A rectangle of a shown page, as parts of its width and height (0 to 1) from the upper left. Holds at every zoom. */
export interface PagePart {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

/** What is needed of pdf.js's viewport: size in pixels and the conversion between both spaces, rotation included. */
export interface PageFrame {
  readonly width: number;
  readonly height: number;
  convertToViewportPoint(x: number, y: number): number[];
  convertToPdfPoint(x: number, y: number): number[];
}

/** Where a user-space box lies on the page as it is shown now. */
export const partOfBox = (frame: PageFrame, box: UserSpaceBox): PagePart => {
  const [xa = 0, ya = 0] = frame.convertToViewportPoint(box[0], box[1]);
  const [xb = 0, yb = 0] = frame.convertToViewportPoint(box[2], box[3]);
  const left = Math.min(xa, xb) / frame.width;
  const top = Math.min(ya, yb) / frame.height;
  return { left, top, width: Math.abs(xb - xa) / frame.width, height: Math.abs(yb - ya) / frame.height };
};

/** The user-space box of a rectangle given in pixels from the page's upper left corner. */
export const boxOfPixels = (frame: PageFrame, left: number, top: number, right: number, bottom: number): UserSpaceBox => {
  const [xa = 0, ya = 0] = frame.convertToPdfPoint(left, top);
  const [xb = 0, yb = 0] = frame.convertToPdfPoint(right, bottom);
  return [round(Math.min(xa, xb)), round(Math.min(ya, yb)), round(Math.max(xa, xb)), round(Math.max(ya, yb))];
};

/** The smallest part that covers all of `parts`; undefined for none. */
export const unionOfParts = (parts: readonly PagePart[]): PagePart | undefined => {
  if (parts.length === 0) return undefined;
  const left = Math.min(...parts.map((part) => part.left));
  const top = Math.min(...parts.map((part) => part.top));
  const right = Math.max(...parts.map((part) => part.left + part.width));
  const bottom = Math.max(...parts.map((part) => part.top + part.height));
  return { left, top, width: right - left, height: bottom - top };
};

/** Joins pixel rectangles that lie on one line of print, so that a selection of many spans gives one box a line. */
export const joinLines = (
  rects: readonly { readonly left: number; readonly top: number; readonly right: number; readonly bottom: number }[],
) => {
  const lines: { left: number; top: number; right: number; bottom: number }[] = [];
  for (const rect of [...rects].sort((a, b) => a.top - b.top || a.left - b.left)) {
    if (rect.right - rect.left < 0.5 || rect.bottom - rect.top < 0.5) continue;
    const line = lines.find(
      (one) =>
        Math.min(one.bottom, rect.bottom) - Math.max(one.top, rect.top) > 0.5 * Math.min(one.bottom - one.top, rect.bottom - rect.top),
    );
    if (line) {
      line.left = Math.min(line.left, rect.left);
      line.top = Math.min(line.top, rect.top);
      line.right = Math.max(line.right, rect.right);
      line.bottom = Math.max(line.bottom, rect.bottom);
    } else {
      lines.push({ left: rect.left, top: rect.top, right: rect.right, bottom: rect.bottom });
    }
  }
  return lines;
};

const round = (points: number): number => Math.round(points * 100) / 100;
