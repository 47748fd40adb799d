import * as chrono from 'chrono-node';
import { Temporal } from 'temporal-polyfill';
import type { Precision, TimelineTime } from './entry.ts';

type Components = chrono.ParsedComponents;

/** A month's name or a date in figures: what separates "May 3" from "three days ago". */
const WRITTEN_DATE = /\b(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\b|\d{1,4}[-/.]\d{1,2}/i;
const ABOUT = /\b(?:about|around|approximately|approx\.?|circa|ca\.|roughly|sometime)\s+(?:the\s+)?$/i;

/**
 * The first time that stands in `text`: a calendar date, with its clock time and interval if they are given. Words without a date of
 * their own ("the next day", "Monday") are no time. A time without a zone of its own is taken in `zone`; `nowMs` only helps to choose the
 * year where none is written. `null` if there is no time, or `zone` is no zone.
 */
export const readTime = (text: string, zone: string, nowMs: number): TimelineTime | null => {
  if (!isZone(zone)) return null;
  const reference = { instant: new Date(nowMs), timezone: offsetMinutes(nowMs, zone) };
  for (const found of chrono.en.casual.parse(text, reference)) {
    if (!WRITTEN_DATE.test(found.text) || !hasDate(found.start)) continue;
    const about = ABOUT.test(text.slice(0, found.index));
    const precision: Precision = about ? 'about' : precisionOf(found.start);
    const startMs = instantOf(found.start, zone, 'start');
    const end = found.end && hasDate(found.end) ? found.end : undefined;
    const endMs = end ? instantOf(end, zone, 'end') : found.start.isCertain('day') ? undefined : instantOf(found.start, zone, 'end');
    return endMs === undefined || endMs < startMs ? { startMs, precision, zone } : { startMs, endMs, precision, zone };
  }
  return null;
};

const hasDate = (parts: Components): boolean => parts.isCertain('month') && (parts.isCertain('day') || parts.isCertain('year'));

const precisionOf = (parts: Components): Precision => {
  if (parts.isCertain('second')) return 'instant';
  if (parts.isCertain('hour')) return 'minute';
  return parts.isCertain('day') ? 'day' : 'about';
};

/** The instant of `parts`; a date without a clock time stands for its first or last second, a month for its first or last day. */
const instantOf = (parts: Components, zone: string, side: 'start' | 'end'): number => {
  const month = Temporal.PlainYearMonth.from({ year: parts.get('year') ?? 1970, month: parts.get('month') ?? 1 });
  const day = parts.isCertain('day') ? (parts.get('day') ?? 1) : side === 'start' ? 1 : month.daysInMonth;
  const date = month.toPlainDate({ day });
  if (!parts.isCertain('hour'))
    return date.toZonedDateTime({ timeZone: zone, plainTime: side === 'start' ? '00:00' : '23:59:59' }).epochMilliseconds;
  const time = {
    hour: parts.get('hour') ?? 0,
    minute: parts.get('minute') ?? 0,
    second: parts.isCertain('second') ? (parts.get('second') ?? 0) : 0,
  };
  const offset = parts.isCertain('timezoneOffset') ? parts.get('timezoneOffset') : null;
  if (offset === null) return date.toZonedDateTime({ timeZone: zone, plainTime: time }).epochMilliseconds;
  return date.toZonedDateTime({ timeZone: 'UTC', plainTime: time }).epochMilliseconds - offset * 60_000;
};

const offsetMinutes = (atMs: number, zone: string): number =>
  Temporal.Instant.fromEpochMilliseconds(atMs).toZonedDateTimeISO(zone).offsetNanoseconds / 60_000_000_000;

const isZone = (zone: string): boolean => {
  try {
    Temporal.Instant.fromEpochMilliseconds(0).toZonedDateTimeISO(zone);
    return true;
  } catch {
    return false;
  }
};
