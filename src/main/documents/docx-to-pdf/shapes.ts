import type { Rule, RunStyle } from './model.ts';

/** Something to draw on a page; all places count in points from the page's upper left corner. */
export type Shape =
  | {
      readonly kind: 'text';
      readonly text: string;
      readonly xPt: number;
      readonly baselinePt: number;
      readonly widthPt: number;
      readonly style: RunStyle;
    }
  | {
      readonly kind: 'fill';
      readonly xPt: number;
      readonly topPt: number;
      readonly widthPt: number;
      readonly heightPt: number;
      readonly color: string;
    }
  | {
      readonly kind: 'rule';
      readonly x0Pt: number;
      readonly y0Pt: number;
      readonly x1Pt: number;
      readonly y1Pt: number;
      readonly rule: Rule;
    }
  | {
      readonly kind: 'image';
      readonly bytes: Uint8Array;
      readonly xPt: number;
      readonly topPt: number;
      readonly widthPt: number;
      readonly heightPt: number;
    };

/** The same shape, moved. */
export const moved = (shape: Shape, xPt: number, yPt: number): Shape => {
  if (shape.kind === 'text') return { ...shape, xPt: shape.xPt + xPt, baselinePt: shape.baselinePt + yPt };
  if (shape.kind === 'rule')
    return { ...shape, x0Pt: shape.x0Pt + xPt, x1Pt: shape.x1Pt + xPt, y0Pt: shape.y0Pt + yPt, y1Pt: shape.y1Pt + yPt };
  return { ...shape, xPt: shape.xPt + xPt, topPt: shape.topPt + yPt };
};
