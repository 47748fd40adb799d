import { describe, expect, it } from 'vitest';
import { locateQuote } from '../../../src/core/text/locate-quote.ts';
import { boxesForRange } from '../../../src/core/text/page-text.ts';
import { typedPage } from '../../main/services/test-desk.ts';

const page = typedPage('The offi-\ncer of the ﬁrst “court”\nsigned. The court\nadjourned.');
const quoted = (quote: string, boxes: Parameters<typeof locateQuote>[2] = []): string | null => {
  const place = locateQuote(page, quote, boxes);
  return place && page.text.slice(place.start, place.end);
};

describe('locateQuote', () => {
  it('does not mind white space, hyphens at line ends, ligatures and quotation marks', () => {
    expect(quoted('The officer  of the first "court" signed.')).toBe('The offi-\ncer of the ﬁrst “court”\nsigned.');
    expect(quoted('of the first')).toBe('of the ﬁrst');
  });

  it('takes the occurrence nearest to the boxes', () => {
    const second = page.text.lastIndexOf('court');
    const boxes = boxesForRange(page, second, second + 5);
    expect(locateQuote(page, 'court', boxes)).toEqual({ start: second, end: second + 5 });
    const first = page.text.indexOf('court');
    expect(locateQuote(page, 'court', boxesForRange(page, first, first + 5))).toEqual({ start: first, end: first + 5 });
  });

  it('goes by the boxes where the window has the lines in another order', () => {
    const start = page.text.indexOf('signed');
    const boxes = boxesForRange(page, start, page.text.length);
    expect(quoted('adjourned. signed. The court', boxes)).toBe('signed. The court\nadjourned.');
  });

  it('refuses what does not stand there', () => {
    expect(quoted('the second court')).toBeNull();
    expect(quoted('   ')).toBeNull();
    expect(quoted('words that were never there', [[0, 0, 612, 792]])).toBeNull();
  });
});
