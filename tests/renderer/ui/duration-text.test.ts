import { describe, expect, it } from 'vitest';
import { durationText } from '../../../src/renderer/ui/duration-text.ts';

describe('durationText', () => {
  it('says the two largest units and leaves out a zero', () => {
    const cases: readonly (readonly [number, string])[] = [
      [400, '1 s'],
      [34_000, '34 s'],
      [94_000, '1 min 34 s'],
      [60_000, '1 min'],
      [4.67 * 3_600_000, '4 h 40 min'],
      [145_020_000, '1 d 16 h'],
      [-3 * 3_600_000, '3 h'],
    ];
    expect(cases.map(([ms]) => durationText(ms))).toEqual(cases.map(([, text]) => text));
  });
});
