import type { TimelineTime } from '../../../../core/timeline/entry.ts';
import { dayIn, dayText, timeText, zoneName } from '../../../platform/dates.ts';

/** A time as people say it in a zone: `Sat 14 Mar 2026, 18:22 PDT`, a day alone, an interval, or "about" one. `withZone` false leaves out the zone's name, where a column's head gives it. */
export const timeWords = (time: TimelineTime, zone: string, withZone = true): string => {
  const start = pointWords(time.startMs, time, zone, withZone);
  if (time.endMs === undefined) return start;
  const sameDay = dayIn(time.startMs, zone) === dayIn(time.endMs, zone);
  if (sameDay && (time.precision === 'day' || time.precision === 'about')) return start;
  return `${start} to ${sameDay ? timeText(time.endMs, zone) : pointWords(time.endMs, { ...time, precision: time.precision === 'about' ? 'day' : time.precision }, zone, withZone)}`;
};

const pointWords = (atMs: number, time: Pick<TimelineTime, 'precision' | 'zone'>, zone: string, withZone: boolean): string => {
  // A whole day belongs to the source's calendar: shown in another zone it stays that day.
  if (time.precision === 'day') return dayText(dayIn(atMs, time.zone));
  if (time.precision === 'about') return `about ${dayText(dayIn(atMs, time.zone))}`;
  const seconds = time.precision === 'instant' ? `:${String(new Date(atMs).getUTCSeconds()).padStart(2, '0')}` : '';
  return `${dayText(dayIn(atMs, zone))}, ${timeText(atMs, zone)}${seconds}${withZone ? ` ${zoneName(atMs, zone)}` : ''}`;
};

/** How exactly a time is known, in words. */
export const PRECISION_WORDS: Readonly<Record<TimelineTime['precision'], string>> = {
  instant: 'Exact to the second',
  minute: 'Exact to the minute',
  day: 'Only the day is known',
  about: 'About this time',
};
