import { describe, expect, it } from 'vitest';
import { dayIn, dayText, whenText, zoneName } from '../../../src/renderer/platform/dates.ts';

const AT_MS = Date.parse('2026-06-02T22:30:00Z');

describe('dayIn', () => {
  it('is the calendar date on which the instant falls in the zone', () => {
    expect(dayIn(AT_MS, 'Europe/Dublin')).toBe('2026-06-02');
    expect(dayIn(AT_MS, 'Asia/Tokyo')).toBe('2026-06-03');
  });
});

describe('whenText', () => {
  it('names the year only when it is not this one', () => {
    expect(whenText(AT_MS, 'Europe/Dublin', AT_MS)).toBe('Tue 2 Jun, 23:30');
    expect(whenText(AT_MS, 'Europe/Dublin', Date.parse('2027-01-02T00:00:00Z'))).toBe('Tue 2 Jun 2026, 23:30');
  });
});

describe('dayText', () => {
  it('does not shift a calendar date by any zone', () => {
    expect(dayText('2026-06-03')).toBe('Wed 3 Jun 2026');
    expect(zoneName(AT_MS, 'America/Los_Angeles')).toBe('PDT');
  });
});
