import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { PageMark } from '../../../../src/renderer/ui/pdf/page-mark.ts';
import { runKind, textRuns } from '../../../../src/renderer/ui/text-pages/text-runs.ts';

const mark = (id: string, start: number, end: number, kind: PageMark['kind'] = 'fact'): PageMark => ({
  id,
  kind,
  state: 'confirmed',
  pageNo: 1,
  boxes: [],
  start,
  end,
  label: id,
  title: id,
});

describe('textRuns', () => {
  it('cuts overlapping marks at each of their edges', () => {
    const runs = textRuns('0123456789', [mark('a', 1, 6), mark('b', 4, 8)]);
    expect(runs.map(({ text, marks }) => [text, marks.map(({ id }) => id)])).toEqual([
      ['0', []],
      ['123', ['a']],
      ['45', ['a', 'b']],
      ['67', ['b']],
      ['89', []],
    ]);
    expect(runs.map(({ begins }) => begins.map(({ id }) => id))).toEqual([[], ['a'], ['b'], [], []]);
  });

  it('loses and doubles no character, whatever the marks', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 60 }), fc.array(fc.tuple(fc.nat(70), fc.nat(70)), { maxLength: 8 }), (text, spans) => {
        const runs = textRuns(
          text,
          spans.map(([a, b], at) => mark(String(at), a, b)),
        );
        expect(runs.map((run) => run.text).join('')).toBe(text);
      }),
    );
  });
});

describe('runKind', () => {
  it('takes the colour of the narrowest mark that is not a hit', () => {
    const [, run] = textRuns('0123456789', [mark('wide', 0, 9), mark('narrow', 2, 4, 'note'), mark('hit', 2, 4, 'hit')]);
    expect(run && runKind(run)).toEqual({ kind: 'note', state: 'confirmed' });
    expect(runKind({ from: 0, text: 'x', marks: [mark('hit', 0, 1, 'hit')], begins: [] })).toBeUndefined();
  });
});
