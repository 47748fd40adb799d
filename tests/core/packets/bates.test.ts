import { describe, expect, it } from 'vitest';
import { batesGaps, parseLoadFile } from '../../../src/core/packets/bates.ts';

describe('parseLoadFile', () => {
  it('reads a Concordance file with a byte order mark', () => {
    expect(parseLoadFile('\uFEFFþBEGBATESþ\u0014þENDBATESþ\u0014þTEXTþ\r\nþEX-0001þ\u0014þEX-0002þ\u0014þxþ\r\n')).toEqual({
      ranges: [{ first: 'EX-0001', last: 'EX-0002' }],
    });
  });
  it('says when there are no such columns', () => {
    expect(parseLoadFile('a,b\n1,2\n')).toHaveProperty('problem');
    expect(parseLoadFile('')).toHaveProperty('problem');
  });
});

describe('batesGaps', () => {
  it('finds nothing in numbers that run on', () => {
    expect(
      batesGaps([
        { first: 'EX-0009', last: 'EX-0010' },
        { first: 'EX-0011', last: 'EX-0011' },
      ]),
    ).toEqual([]);
  });
  it('finds gaps, overlaps, other prefixes, and what is no range', () => {
    expect(
      batesGaps([
        { first: 'EX-1', last: 'EX-2' },
        { first: 'EX-4', last: 'EX-4' },
      ]),
    ).toEqual(['EX-4 does not follow EX-2.']);
    expect(
      batesGaps([
        { first: 'EX-1', last: 'EX-2' },
        { first: 'EX-2', last: 'EX-3' },
      ]),
    ).toHaveLength(1);
    expect(
      batesGaps([
        { first: 'EX-1', last: 'EX-2' },
        { first: 'AB-3', last: 'AB-3' },
      ]),
    ).toHaveLength(1);
    expect(
      batesGaps([
        { first: 'EX-2', last: 'EX-1' },
        { first: '', last: '' },
      ]),
    ).toHaveLength(2);
  });
});
