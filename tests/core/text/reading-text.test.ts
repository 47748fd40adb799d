import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { anchorOf, lineAnchorsOf, readingTextOf } from '../../../src/core/text/reading-text.ts';
import { sentencesOf } from '../../../src/core/text/sentences.ts';
import { paperSha256, plainPages } from '../requests/paper.ts';

const readingOf = (text: string) => readingTextOf(paperSha256, plainPages(text));

describe('readingTextOf', () => {
  it('joins lines broken at the margin and keeps short lines apart', () => {
    const reading = readingOf(
      'SHORT HEADING\nThis sentence was broken at the margin because the line was much too\nlong for the paper it stands on.\nSincerely,\nAda Example',
    );
    expect(reading.blocks.map(({ text }) => text)).toEqual([
      'SHORT HEADING',
      'This sentence was broken at the margin because the line was much too long for the paper it stands on.',
      'Sincerely,',
      'Ada Example',
    ]);
  });

  it('folds quotes, hyphens, wide letters and drops invisible and bidirectional controls', () => {
    expect(readingOf('\u201cAcc\u200bount\u202e\u201d \uff21\uff22 x\u2011y').text).toBe('"Account" AB x-y');
  });

  it('drops light markup and marks cells', () => {
    expect(readingOf('**Seller** <a href="https://example.com">page</a> | 42').text).toBe('Seller page\t42');
  });

  it('leaves running heads and page counts out of the text, and keeps them as furniture', () => {
    const reading = readingOf(
      'Case 2:25-cv-00001 Document 3 Filed 01/02/25 Page 1 of 2\nFirst page text.\fCase 2:25-cv-00001 Document 3 Filed 01/02/25 Page 2 of 2\nSecond page text.',
    );
    expect(reading.text).toBe('First page text.\nSecond page text.');
    expect(reading.furniture).toHaveLength(2);
  });

  it('drops the numbers of pleading paper and remembers the page', () => {
    const numbers = Array.from({ length: 28 }, (_, i) => String(i + 1)).join('\n');
    const reading = readingOf(`${numbers}\nIT IS ORDERED that the motion is denied.`);
    expect(reading.text).toBe('IT IS ORDERED that the motion is denied.');
    expect(reading.numberedPages.has(0)).toBe(true);
  });

  it('maps every range back to the words of its page', () => {
    fc.assert(
      fc.property(fc.array(fc.string({ unit: 'grapheme', maxLength: 60 }), { maxLength: 12 }), fc.nat(), fc.nat(), (lines, a, b) => {
        const pages = plainPages(lines.join('\n'));
        const reading = readingTextOf(paperSha256, pages);
        if (reading.text.trim() === '') return;
        const start = a % reading.text.length;
        const anchor = anchorOf(reading, start, Math.min(reading.text.length, start + 1 + (b % 50)));
        const page = pages[anchor.pageNo - 1];
        expect(anchor.quote).toBe(page?.text.slice(anchor.start, anchor.end));
        expect(anchor.quote.length).toBeGreaterThan(0);
      }),
    );
  });

  it('gives one anchor per printed line where asked', () => {
    const reading = readingOf('This sentence was broken at the margin because the line was much too\nlong for the paper it stands on.');
    expect(lineAnchorsOf(reading, 0, reading.text.length).map(({ quote }) => quote)).toEqual([
      'This sentence was broken at the margin because the line was much too',
      'long for the paper it stands on.',
    ]);
  });
});

describe('sentencesOf', () => {
  const split = (text: string): string[] => sentencesOf(readingOf(text)).map((sentence) => sentence.text);

  it('ends sentences at their marks and not at abbreviations', () => {
    expect(split('See No. 12-2207 of Mr. J. Doe v. Acme Inc. under 18 U.S.C. § 2703. Produce it! Now?')).toEqual([
      'See No. 12-2207 of Mr. J. Doe v. Acme Inc. under 18 U.S.C. § 2703.',
      'Produce it!',
      'Now?',
    ]);
  });

  it('covers the text in order and without overlap', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 400 }), (text) => {
        const reading = readingOf(text);
        let at = 0;
        for (const sentence of sentencesOf(reading)) {
          expect(sentence.start).toBeGreaterThanOrEqual(at);
          expect(reading.text.slice(sentence.start, sentence.end)).toBe(sentence.text);
          at = sentence.end;
        }
      }),
    );
  });

  it('cuts a run without an end at a bounded length', () => {
    expect(Math.max(...split('word '.repeat(5_000)).map((text) => text.length))).toBeLessThanOrEqual(1_500);
  });
});
