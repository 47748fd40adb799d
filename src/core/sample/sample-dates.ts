import { Temporal } from 'temporal-polyfill';
import { dateInZone } from '../cases/due.ts';
import type { CalendarDate } from '../ids.ts';

/** Where the sample desk's papers come from, so that their clock times mean something. */
export const SAMPLE_ZONE = 'America/Los_Angeles';

/** The calendar of the sample papers: dates counted from today, so that their deadlines are alive whenever the sample is made. */
export interface SampleDates {
  readonly todayOn: CalendarDate;
  /** `days` from today, earlier if negative. */
  readonly inDays: (days: number) => CalendarDate;
  /** The weekday `days` business days from today, earlier if negative; 0 is today or the last weekday before it. */
  readonly inBusinessDays: (days: number) => CalendarDate;
  /** A date as American papers write it: `May 27, 2026`. */
  readonly long: (on: CalendarDate) => string;
  /** A date as European papers write it: `27 May 2026`. */
  readonly longEuropean: (on: CalendarDate) => string;
  /** The four digits of a date's year. */
  readonly yearOf: (on: CalendarDate) => string;
}

/** The calendar for a sample made at `nowMs`. */
export const sampleDates = (nowMs: number): SampleDates => {
  const todayOn = dateInZone(nowMs, SAMPLE_ZONE);
  const today = Temporal.PlainDate.from(todayOn);
  const weekdayBefore = (date: Temporal.PlainDate): Temporal.PlainDate =>
    date.dayOfWeek <= 5 ? date : weekdayBefore(date.subtract({ days: 1 }));
  const inBusinessDays = (days: number): CalendarDate => {
    let date = weekdayBefore(today);
    for (let left = Math.abs(days); left > 0;) {
      date = date.add({ days: Math.sign(days) });
      if (date.dayOfWeek <= 5) left -= 1;
    }
    return date.toString();
  };
  const written =
    (locale: string) =>
    (on: CalendarDate): string =>
      new Intl.DateTimeFormat(locale, { dateStyle: 'long', timeZone: 'UTC' }).format(Date.parse(`${on}T00:00:00Z`));
  return {
    todayOn,
    inDays: (days) => today.add({ days }).toString(),
    inBusinessDays,
    long: written('en-US'),
    longEuropean: written('en-GB'),
    yearOf: (on) => on.slice(0, 4),
  };
};
