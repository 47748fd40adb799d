import { describe, expect, it } from 'vitest';
import { csvText } from '../../../src/core/packets/csv.ts';

describe('csvText', () => {
  it('quotes what needs quotes and doubles quotes inside', () => {
    expect(csvText([['a', 'b, c', 'say "x"', 'two\nlines', 7]])).toBe('a,"b, c","say ""x""","two\nlines",7\n');
  });
  it('lets no cell start a formula', () => {
    const cells = ['=1+1', '+1', '-1', '@SUM(A1)', '\t=1', '\r=1', "'quoted"];
    for (const cell of cells) expect(csvText([[cell]]).replace(/^"/, '')).toMatch(/^'/);
  });
  it('leaves other text alone', () => {
    expect(csvText([['Käufer 100%', 'a=b', '']])).toBe('Käufer 100%,a=b,\n');
  });
});
