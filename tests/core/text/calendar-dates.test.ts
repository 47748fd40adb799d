import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { calendarDate, findDates, numberInWords } from '../../../src/core/text/calendar-dates.ts';
import { shippedPack } from '../requests/paper.ts';

const dates = (text: string, order: 'month-first' | 'day-first' = 'month-first'): string[] =>
  findDates(text, shippedPack.vocabulary.months, order).map(({ on }) => on);

describe('findDates', () => {
  it.each([
    ['2025-06-13', '2025-06-13'],
    ['June 13, 2025', '2025-06-13'],
    ['Dec.12th,2019', '2019-12-12'],
    ['13 June 2025', '2025-06-13'],
    ['the 3rd day of June, 2025', '2025-06-03'],
    ['15th day of July, two thousand twenty-five', '2025-07-15'],
    ['third day of March, 2024', '2024-03-03'],
    ['14. März 2025', '2025-03-14'],
    ['le 3 avril 2025', '2025-04-03'],
    ['5 de mayo de 2025', '2025-05-05'],
    ['5 maggio 2025', '2025-05-05'],
    ['7 de março de 2024', '2024-03-07'],
    ['21 maart 2025', '2025-03-21'],
    ['14.01.2025', '2025-01-14'],
    ['2019年9月3日', '2019-09-03'],
  ])('reads "%s"', (text, on) => {
    expect(dates(text)).toEqual([on]);
  });

  it('reads numbers in the given order, and in the only possible one', () => {
    expect(dates('06/07/2025')).toEqual(['2025-06-07']);
    expect(dates('06/07/2025', 'day-first')).toEqual(['2025-07-06']);
    expect(dates('25/12/2024')).toEqual(['2024-12-25']);
    expect(dates('12/25/2024', 'day-first')).toEqual(['2024-12-25']);
  });

  it('says where day and month could be swapped', () => {
    expect(findDates('06/07/2025', shippedPack.vocabulary.months, 'month-first')[0]?.sure).toBe(false);
    expect(findDates('06/17/2025', shippedPack.vocabulary.months, 'month-first')[0]?.sure).toBe(true);
  });

  it('finds nothing in days that do not exist and in other numbers', () => {
    expect(dates('31 February 2025, 2025-13-01, version 1.2.2025.4, 10.0.0.1, order 408-5551207-7781933')).toEqual([]);
  });

  it('finds every real date in ISO form', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1950, max: 2090 }),
        fc.integer({ min: 1, max: 12 }),
        fc.integer({ min: 1, max: 31 }),
        (year, month, day) => {
          const on = calendarDate(year, month, day);
          const text = `on ${year}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')} at noon`;
          expect(dates(text)).toEqual(on === undefined ? [] : [on]);
        },
      ),
    );
  });
});

describe('numberInWords', () => {
  it.each([
    ['fourteen', 14],
    ['twenty-one', 21],
    ['forty five', 45],
    ['two thousand and twenty-five', 2025],
    ['quinze', 15],
  ])('reads "%s"', (words, value) => {
    expect(numberInWords(words)).toBe(value);
  });

  it('is not a number for other words', () => {
    expect(numberInWords('several')).toBeNaN();
  });
});
