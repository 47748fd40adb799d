import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodeCharBoxes, encodeCharBoxes } from '../../../src/core/text/char-boxes.ts';

const coordinate = fc.double({ min: -14_400, max: 14_400, noNaN: true });
const side = fc.double({ min: 0.001, max: 2_000, noNaN: true });
const placed = fc.tuple(coordinate, coordinate, side, side).map(([x, y, width, height]) => {
  const [x0, y0, x1, y1] = new Float32Array([x, y, x + width, y + height]) as unknown as [number, number, number, number];
  return x1 > x0 && y1 > y0 ? [x0, y0, x1, y1] : [0, 0, 0, 0];
});
const placeless = fc.constantFrom([0, 0, 0, 0], [5, 5, 5, 9], [Number.NaN, 0, 1, 1], [0, 0, Number.POSITIVE_INFINITY, 1], [9, 9, 3, 3]);

describe('encodeCharBoxes', () => {
  it('gives every box back within 0.05 pt and placeless characters as zeros', () => {
    fc.assert(
      fc.property(fc.array(fc.oneof({ weight: 4, arbitrary: placed }, placeless), { maxLength: 300 }), (boxes) => {
        const given = new Float32Array(boxes.flat());
        const back = decodeCharBoxes(encodeCharBoxes(given), boxes.length);
        expect(back.length).toBe(given.length);
        for (let char = 0; char < boxes.length; char += 1) {
          const [x0, y0, x1, y1] = given.slice(char * 4, char * 4 + 4) as unknown as [number, number, number, number];
          const hasPlace = x1 > x0 && y1 > y0 && [x0, y0, x1, y1].every(Number.isFinite);
          for (let side = 0; side < 4; side += 1) {
            const expected = hasPlace ? (given[char * 4 + side] as number) : 0;
            // 0.001 pt is the grain of a 32-bit float at 14,400 pt.
            expect(Math.abs((back[char * 4 + side] as number) - expected)).toBeLessThanOrEqual(0.0515);
          }
        }
      }),
      { numRuns: 300 },
    );
  });

  it('takes at most 3 bytes a character in ordinary print', () => {
    const boxes: number[] = [];
    let random = 7;
    const next = (): number => (random = (random * 48_271) % 2_147_483_647) / 2_147_483_647;
    for (let line = 0; line < 50; line += 1) {
      let x = 72;
      const y = 720 - line * 13.8;
      for (let char = 0; char < 90; char += 1) {
        const width = 2.4 + next() * 7;
        boxes.push(x, y, x + width, y + 9.15);
        x += width;
      }
      boxes.push(0, 0, 0, 0);
    }
    expect(encodeCharBoxes(new Float32Array(boxes)).length / (boxes.length / 4)).toBeLessThanOrEqual(3);
  });

  it('packs a page without geometry into nothing', () => {
    expect(encodeCharBoxes(new Float32Array(0)).length).toBe(0);
    expect(decodeCharBoxes(new Uint8Array(0), 0).length).toBe(0);
  });

  it('refuses a damaged blob instead of inventing places', () => {
    const packed = encodeCharBoxes(new Float32Array([1, 2, 3, 4, 5, 6, 7, 8]));
    expect(() => decodeCharBoxes(packed.subarray(0, packed.length - 1), 2)).toThrow('end too early');
    expect(() => decodeCharBoxes(packed, 1)).toThrow('more than its characters');
  });
});
