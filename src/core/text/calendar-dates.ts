import type { CalendarDate } from '../ids.ts';

/** A calendar date as it stands in a text; `sure` is false where day and month could be swapped. */
export interface FoundDate {
  readonly on: CalendarDate;
  readonly start: number;
  readonly end: number;
  readonly sure: boolean;
}

/** Which part comes first in a date of three numbers: `06/07/2025` is 7 June in the United States, 6 July elsewhere. */
export type NumericOrder = 'month-first' | 'day-first';

const WORDS: Readonly<Record<string, number>> = {
  one: 1,
  two: 2,
  three: 3,
  four: 4,
  five: 5,
  six: 6,
  seven: 7,
  eight: 8,
  nine: 9,
  ten: 10,
  eleven: 11,
  twelve: 12,
  thirteen: 13,
  fourteen: 14,
  fifteen: 15,
  sixteen: 16,
  seventeen: 17,
  eighteen: 18,
  nineteen: 19,
  twenty: 20,
  thirty: 30,
  forty: 40,
  fifty: 50,
  sixty: 60,
  seventy: 70,
  eighty: 80,
  ninety: 90,
  first: 1,
  second: 2,
  third: 3,
  fourth: 4,
  fifth: 5,
  sixth: 6,
  seventh: 7,
  eighth: 8,
  ninth: 9,
  tenth: 10,
  eleventh: 11,
  twelfth: 12,
  thirteenth: 13,
  fourteenth: 14,
  fifteenth: 15,
  sixteenth: 16,
  seventeenth: 17,
  eighteenth: 18,
  nineteenth: 19,
  twentieth: 20,
  thirtieth: 30,
  un: 1,
  une: 1,
  deux: 2,
  trois: 3,
  quatre: 4,
  cinq: 5,
  sept: 7,
  huit: 8,
  neuf: 9,
  dix: 10,
  quinze: 15,
  trente: 30,
  vingt: 20,
  ein: 1,
  eine: 1,
  einer: 1,
  eines: 1,
  einem: 1,
  einen: 1,
  zwei: 2,
  drei: 3,
  vier: 4,
  fünf: 5,
  sechs: 6,
  sieben: 7,
  acht: 8,
  zehn: 10,
  vierzehn: 14,
  dreißig: 30,
  dos: 2,
  tres: 3,
  cinco: 5,
  diez: 10,
  quince: 15,
  treinta: 30,
  cinque: 5,
  dieci: 10,
  quindici: 15,
  trenta: 30,
  a: 1,
  an: 1,
};

/** A number written in words (`twenty-one`, `forty five`, `quinze`), or NaN. */
export const numberInWords = (words: string): number => {
  const parts = words
    .toLowerCase()
    .trim()
    .split(/[\s-]+/)
    .filter((part) => part !== 'and' && part !== '');
  if (parts.length === 0 || parts.length > 5) return Number.NaN;
  let sum = 0;
  for (const part of parts) {
    if (part === 'thousand') sum = (sum || 1) * 1_000;
    else if (part === 'hundred') sum = sum < 100 ? (sum || 1) * 100 : sum - (sum % 100) + (sum % 100 || 1) * 100;
    else if (WORDS[part] === undefined) return Number.NaN;
    else sum += WORDS[part];
  }
  return sum;
};

/** The alternatives of number words, for expressions. */
export const NUMBER_WORD = Object.keys(WORDS)
  .filter((word) => word.length > 2)
  .sort((a, b) => b.length - a.length)
  .join('|');

/** Finds calendar dates in a text: ISO, numeric, and with month names of the given vocabulary, also `the 3rd day of June, 2025`. */
export const findDates = (text: string, months: Readonly<Record<string, number>>, order: NumericOrder): FoundDate[] => {
  const found: FoundDate[] = [];
  const taken = new Uint8Array(text.length);
  const add = (year: number, month: number, day: number, start: number, end: number, sure = true): void => {
    const full = year < 100 ? (year < 70 ? 2000 + year : 1900 + year) : year;
    const on = calendarDate(full, month, day);
    if (!on || taken[start] === 1 || taken[end - 1] === 1) return;
    taken.fill(1, start, end);
    found.push({ on, start, end, sure });
  };
  const month = monthPattern(months);
  const monthOf = (name: string): number => months[name.toLowerCase().replace(/\.$/, '')] ?? 0;
  const each = (source: string, use: (match: RegExpExecArray) => void): void => {
    for (const match of text.matchAll(new RegExp(source, 'giu'))) use(match);
  };
  each(
    String.raw`(?<![\p{L}\d])(\d{1,2})(?:st|nd|rd|th|\.|er|º|°)?,?\s{1,3}(?:day\s{1,3}of\s{1,3}|of\s{1,3}|de\s{1,3})?(${month})\.?,?\s{1,3}(?:(?:de|del|of)\s{1,3})?((?:19|20)\d\d)(?!\d)`,
    (m) => add(Number(m[3]), monthOf(m[2] ?? ''), Number(m[1]), m.index, m.index + m[0].length),
  );
  each(
    String.raw`(?<![\p{L}\d])(\d{1,2})(?:st|nd|rd|th)\s{1,3}day\s{1,3}of\s{1,3}(${month}),?\s{1,3}(two\s{1,3}thousand(?:\s{1,3}and)?(?:[\s-]{1,3}(?:${NUMBER_WORD})){0,2})`,
    (m) => add(numberInWords(m[3] ?? ''), monthOf(m[2] ?? ''), Number(m[1]), m.index, m.index + m[0].length),
  );
  each(
    String.raw`(?<![\p{L}\d])((?:${NUMBER_WORD})(?:[\s-](?:${NUMBER_WORD}))?)\s{1,3}day\s{1,3}of\s{1,3}(${month}),?\s{1,3}((?:19|20)\d\d|two\s{1,3}thousand(?:\s{1,3}and)?(?:[\s-]{1,3}(?:${NUMBER_WORD})){0,2})`,
    (m) =>
      add(
        /^\d/.test(m[3] ?? '') ? Number(m[3]) : numberInWords(m[3] ?? ''),
        monthOf(m[2] ?? ''),
        numberInWords(m[1] ?? ''),
        m.index,
        m.index + m[0].length,
      ),
  );
  each(String.raw`(?<![\p{L}\d])(${month})\.?\s{0,3}(\d{1,2})(?:st|nd|rd|th)?,?\s{0,3}((?:19|20)\d\d)(?!\d)`, (m) =>
    add(Number(m[3]), monthOf(m[1] ?? ''), Number(m[2]), m.index, m.index + m[0].length),
  );
  each(String.raw`(?<![\p{L}\d/-])(\d{1,2})[-\s](${month})[-\s,]{1,2}((?:19|20)?\d\d)(?![\d:])`, (m) =>
    add(Number(m[3]), monthOf(m[2] ?? ''), Number(m[1]), m.index, m.index + m[0].length),
  );
  each(String.raw`(?<![\d./-])((?:19|20)\d\d)[-/.](\d{1,2})[-/.](\d{1,2})(?![\d-])`, (m) =>
    add(Number(m[1]), Number(m[2]), Number(m[3]), m.index, m.index + m[0].length),
  );
  each(String.raw`((?:19|20)\d\d)年(\d{1,2})月(\d{1,2})日`, (m) =>
    add(Number(m[1]), Number(m[2]), Number(m[3]), m.index, m.index + m[0].length),
  );
  each(String.raw`(?<![\d./-])(\d{1,2})([-/.])(\d{1,2})\2((?:19|20)?\d\d)(?![\d/-]|\.\d)`, (m) => {
    const first = Number(m[1]);
    const second = Number(m[3]);
    const dotted = m[2] === '.';
    const dayFirst = dotted || first > 12 || (order === 'day-first' && second <= 12);
    if (dotted && (m[4] ?? '').length === 2) return;
    add(
      Number(m[4]),
      dayFirst ? second : first,
      dayFirst ? first : second,
      m.index,
      m.index + m[0].length,
      dotted || first > 12 || second > 12 || first === second,
    );
  });
  return found.sort((a, b) => a.start - b.start);
};

const patterns = new WeakMap<object, string>();

const monthPattern = (months: Readonly<Record<string, number>>): string => {
  const known = patterns.get(months);
  if (known) return known;
  const pattern = Object.keys(months)
    .sort((a, b) => b.length - a.length)
    .join('|');
  patterns.set(months, pattern);
  return pattern;
};

/** The date `YYYY-MM-DD` if that day exists, else undefined. */
export const calendarDate = (year: number, month: number, day: number): CalendarDate | undefined => {
  if (!Number.isInteger(year) || year < 1900 || year > 2100 || month < 1 || month > 12 || day < 1) return undefined;
  const leap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
  const days = [31, leap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month - 1] ?? 0;
  if (day > days) return undefined;
  return `${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
};
