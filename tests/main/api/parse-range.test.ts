import { describe, expect, it } from 'vitest';
import { parseRange } from '../../../src/main/api/data-routes.ts';

/** A small generator of numbers, the same at every run. */
const numbers = (seed: number): ((below: number) => number) => {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
};

describe('parseRange', () => {
  it('answers a stretch within the file that is what was asked for, or none', () => {
    const pick = numbers(7);
    for (let run = 0; run < 20_000; run += 1) {
      const size = pick(5) === 0 ? 0 : pick(2_000);
      const first = pick(3) === 0 ? '' : String(pick(2_500));
      const last = pick(3) === 0 ? '' : String(pick(2_500));
      const range = parseRange(`bytes=${first}-${last}`, size);
      if (first === '' && last === '') {
        expect(range).toBeNull();
        continue;
      }
      const wantedStart = first === '' ? Math.max(0, size - Number(last)) : Number(first);
      const wantedEnd = first === '' || last === '' ? size : Math.min(size, Number(last) + 1);
      if (wantedStart >= wantedEnd) expect(range, `${first}-${last} of ${size}`).toBe('unsatisfiable');
      else expect(range, `${first}-${last} of ${size}`).toEqual([wantedStart, wantedEnd]);
    }
  });

  it('takes anything else for no range at all', () => {
    for (const header of [
      null,
      '',
      'bytes',
      'bytes=',
      'bytes=-',
      'bytes=a-b',
      'bytes=1-2,4-5',
      'bytes=-1-2',
      'items=0-1',
      'bytes= 0-1',
      'bytes=0x1-2',
      'bytes=1e3-',
      'bytes=0-1\n',
      'BYTES=0-1',
    ]) {
      expect(parseRange(header, 100), String(header)).toBeNull();
    }
  });

  it('stays within the file for numbers beyond all bounds', () => {
    const huge = '9'.repeat(400);
    expect(parseRange(`bytes=0-${huge}`, 10)).toEqual([0, 10]);
    expect(parseRange(`bytes=-${huge}`, 10)).toEqual([0, 10]);
    expect(parseRange(`bytes=${huge}-`, 10)).toBe('unsatisfiable');
    expect(parseRange(`bytes=${huge}-${huge}`, 10)).toBe('unsatisfiable');
  });
});
