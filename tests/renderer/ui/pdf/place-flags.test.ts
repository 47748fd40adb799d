import { describe, expect, it } from 'vitest';
import type { PageFrame } from '../../../../src/renderer/ui/pdf/page-geometry.ts';
import type { PageMark } from '../../../../src/renderer/ui/pdf/page-mark.ts';
import { placeFlags } from '../../../../src/renderer/ui/pdf/place-flags.ts';

const frame: PageFrame = {
  width: 612,
  height: 792,
  convertToViewportPoint: (x, y) => [x, 792 - y],
  convertToPdfPoint: (x, y) => [x, 792 - y],
};
const mark = (label: string, y: number): PageMark => ({
  id: label,
  kind: 'fact',
  state: 'confirmed',
  pageNo: 1,
  boxes: [[100, y, 200, y + 12]],
  start: 0,
  end: 1,
  label,
  title: label,
});

describe('placeFlags', () => {
  it('sets two flags of one line side by side and pushes a third below', () => {
    const placed = placeFlags(frame, [mark('F1', 700), mark('F2', 701), mark('F3', 700)]);
    expect(placed.map(({ slot }) => slot)).toEqual([0, 1, 0]);
    expect((placed[2]?.topPart ?? 0) * 792 - (placed[0]?.topPart ?? 0) * 792).toBeGreaterThanOrEqual(17.9);
  });

  it('covers no flag with another, however many share a place', () => {
    const placed = placeFlags(
      frame,
      Array.from({ length: 40 }, (_, at) => mark(`F${at}`, 400 + (at % 7) * 5)),
    );
    const boxes = placed.map(({ topPart, slot }) => ({ y: topPart * 792, slot }));
    for (const [at, one] of boxes.entries()) {
      for (const other of boxes.slice(at + 1)) expect(one.slot !== other.slot || Math.abs(one.y - other.y) >= 17.9).toBe(true);
    }
  });

  it('leaves out marks without a flag or a place', () => {
    expect(placeFlags(frame, [{ ...mark('', 100) }, { ...mark('F1', 100), boxes: [] }])).toEqual([]);
  });
});
