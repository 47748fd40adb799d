import { describe, expect, it } from 'vitest';
import * as fc from 'fast-check';
import { joinSentences, splitSentences } from '../../../src/core/responses/sentences.ts';

const split = (text: string, ...protectedWords: readonly string[]): string[] =>
  splitSentences(
    text,
    protectedWords.map((word) => ({ start: text.indexOf(word), end: text.indexOf(word) + word.length })),
  ).map(({ start, end }) => text.slice(start, end));

describe('splitSentences', () => {
  it('cuts behind a full stop and keeps the blank', () => {
    expect(split('We received it. It names one account. Thank you.')).toEqual(['We received it. ', 'It names one account. ', 'Thank you.']);
  });

  it('does not cut at abbreviations, initials and statutes', () => {
    expect(
      split('Marketplace Example, Inc. received it under 18 U.S.C. § 2703, see No. 5 of Smith v. Jones, signed by Jane Q. Sample. Next.'),
    ).toEqual([
      'Marketplace Example, Inc. received it under 18 U.S.C. § 2703, see No. 5 of Smith v. Jones, signed by Jane Q. Sample. ',
      'Next.',
    ]);
  });

  it('keeps a protected value in one piece', () => {
    expect(split('It names Acme! Traders. Yes. It is so.', 'Acme! Traders. Yes')).toEqual(['It names Acme! Traders. Yes. ', 'It is so.']);
  });

  it('ends a sentence at each line break', () => {
    expect(split('Ines Example\nLegal Response\nMarketplace')).toEqual(['Ines Example\n', 'Legal Response\n', 'Marketplace']);
  });

  it('loses nothing of any text', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom('a', 'B', '.', ' ', '\n', '!', '”', '5', 'v') }),
        (text) => split(text).join('') === text,
      ),
    );
  });
});

describe('joinSentences', () => {
  it('puts a blank only where none is', () => {
    expect(joinSentences(['One.', 'Two. ', 'Three.\n', 'Four'])).toBe('One. Two. Three.\nFour');
  });
});
