import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { boxOfPixels, joinLines, partOfBox, unionOfParts, type PageFrame } from '../../../../src/renderer/ui/pdf/page-geometry.ts';

/** A page as pdf.js shows it: 612 by 792 points, at a scale, turned by quarters. */
const frameOf = (scale: number, rotation: 0 | 90 | 180 | 270): PageFrame => {
  const [w, h] = [612, 792];
  const turn = {
    0: [1, 0, 0, -1, 0, h],
    90: [0, 1, 1, 0, 0, 0],
    180: [-1, 0, 0, 1, w, 0],
    270: [0, -1, -1, 0, h, w],
  }[rotation].map((value) => value * scale) as [number, number, number, number, number, number];
  const [a, b, c, d, e, f] = turn;
  const det = a * d - b * c;
  const side = rotation % 180 === 0;
  return {
    width: (side ? w : h) * scale,
    height: (side ? h : w) * scale,
    convertToViewportPoint: (x, y) => [a * x + c * y + e, b * x + d * y + f],
    convertToPdfPoint: (x, y) => [(d * (x - e) - c * (y - f)) / det, (a * (y - f) - b * (x - e)) / det],
  };
};

const rotations = fc.constantFrom(0 as const, 90 as const, 180 as const, 270 as const);
const scales = fc.double({ min: 0.25, max: 6, noNaN: true });

describe('partOfBox', () => {
  it('places a box near the upper left of an upright page there', () => {
    const part = partOfBox(frameOf(1.5, 0), [61.2, 712.8, 122.4, 752.4]);
    expect(part.left).toBeCloseTo(0.1);
    expect(part.top).toBeCloseTo(0.05);
    expect(part.width).toBeCloseTo(0.1);
    expect(part.height).toBeCloseTo(0.05);
  });

  it('moves the same box to the upper right when the page is turned a quarter', () => {
    const part = partOfBox(frameOf(1, 90), [61.2, 712.8, 122.4, 752.4]);
    expect(part.left).toBeGreaterThan(0.85);
    expect(part.top).toBeCloseTo(0.1);
  });

  it('says the same at every zoom', () => {
    fc.assert(
      fc.property(scales, rotations, (scale, rotation) => {
        const box = [100, 200, 300, 220] as const;
        const near = partOfBox(frameOf(1, rotation), box);
        const far = partOfBox(frameOf(scale, rotation), box);
        for (const key of ['left', 'top', 'width', 'height'] as const) expect(far[key]).toBeCloseTo(near[key], 6);
      }),
    );
  });
});

describe('boxOfPixels', () => {
  it('undoes partOfBox at every zoom and rotation', () => {
    fc.assert(
      fc.property(scales, rotations, fc.integer({ min: 0, max: 500 }), fc.integer({ min: 0, max: 700 }), (scale, rotation, x, y) => {
        const frame = frameOf(scale, rotation);
        const part = partOfBox(frame, [x, y, x + 40, y + 12]);
        const back = boxOfPixels(
          frame,
          part.left * frame.width,
          part.top * frame.height,
          (part.left + part.width) * frame.width,
          (part.top + part.height) * frame.height,
        );
        [x, y, x + 40, y + 12].forEach((value, at) => expect(back[at]).toBeCloseTo(value, 1));
      }),
    );
  });
});

describe('joinLines', () => {
  it('joins spans of one line of print and keeps lines apart', () => {
    const lines = joinLines([
      { left: 10, top: 100, right: 40, bottom: 112 },
      { left: 44, top: 101, right: 90, bottom: 113 },
      { left: 10, top: 116, right: 60, bottom: 128 },
      { left: 70, top: 101, right: 70, bottom: 113 },
    ]);
    expect(lines).toEqual([
      { left: 10, top: 100, right: 90, bottom: 113 },
      { left: 10, top: 116, right: 60, bottom: 128 },
    ]);
  });
});

describe('unionOfParts', () => {
  it('covers all parts, and is undefined for none', () => {
    const union = unionOfParts([
      { left: 0.1, top: 0.2, width: 0.1, height: 0.1 },
      { left: 0.4, top: 0.1, width: 0.2, height: 0.1 },
    ]);
    expect(union?.left).toBeCloseTo(0.1);
    expect(union?.top).toBeCloseTo(0.1);
    expect(union?.width).toBeCloseTo(0.5);
    expect(union?.height).toBeCloseTo(0.2);
    expect(unionOfParts([])).toBeUndefined();
  });
});
