import { describe, expect, it } from 'vitest';
import { readTime } from '../../../src/core/timeline/read-time.ts';

const NOW_MS = Date.UTC(2026, 5, 2, 12);
const LA = 'America/Los_Angeles';
const iso = (ms: number | undefined): string | undefined => (ms === undefined ? undefined : new Date(ms).toISOString());

describe('readTime', () => {
  it('reads a clock time in the zone given', () => {
    const time = readTime('served on the Provider by electronic mail on May 27, 2026 at 2:10 p.m.', LA, NOW_MS);
    expect(time).toMatchObject({ precision: 'minute', zone: LA });
    expect(iso(time?.startMs)).toBe('2026-05-27T21:10:00.000Z');
  });

  it('keeps a zone that the text names', () => {
    expect(iso(readTime('on May 27, 2026 at 2:10 p.m. EST', LA, NOW_MS)?.startMs)).toBe('2026-05-27T19:10:00.000Z');
  });

  it('reads a date as a day that starts at midnight of the zone', () => {
    const time = readTime('dated 3 March 2026', 'Europe/Dublin', NOW_MS);
    expect(time).toMatchObject({ precision: 'day' });
    expect(time?.endMs).toBeUndefined();
    expect(iso(time?.startMs)).toBe('2026-03-03T00:00:00.000Z');
  });

  it('reads an interval to the last second of its last day', () => {
    const time = readTime('for the period January 1, 2026 through April 30, 2026', LA, NOW_MS);
    expect(iso(time?.startMs)).toBe('2026-01-01T08:00:00.000Z');
    expect(iso(time?.endMs)).toBe('2026-05-01T06:59:59.000Z');
  });

  it('says about where the text does', () => {
    expect(readTime('on or about May 3, 2026, the seller', LA, NOW_MS)?.precision).toBe('about');
  });

  it('reads a month as an interval known only about', () => {
    const time = readTime('In February 2026 the account', 'UTC', NOW_MS);
    expect(time?.precision).toBe('about');
    expect([iso(time?.startMs), iso(time?.endMs)]).toEqual(['2026-02-01T00:00:00.000Z', '2026-02-28T23:59:59.000Z']);
  });

  it('keeps seconds as an instant', () => {
    const time = readTime('2026-05-03T10:11:12Z login', LA, NOW_MS);
    expect(time?.precision).toBe('instant');
    expect(iso(time?.startMs)).toBe('2026-05-03T10:11:12.000Z');
  });

  it('finds no time in words without a date', () => {
    expect(readTime('the next day at noon he returned to the store on Monday', LA, NOW_MS)).toBeNull();
    expect(readTime('no time here', LA, NOW_MS)).toBeNull();
  });

  it('finds no time in a zone that does not exist', () => {
    expect(readTime('May 3, 2026', 'Mars/Olympus', NOW_MS)).toBeNull();
  });
});
