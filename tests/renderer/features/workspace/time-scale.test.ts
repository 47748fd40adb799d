import { describe, expect, it } from 'vitest';
import { axisTicks, grainFor, timeScale, zoneOffsetMs } from '../../../../src/renderer/features/workspace/timeline/time-scale.ts';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

describe('zoneOffsetMs', () => {
  it('follows daylight saving', () => {
    expect(zoneOffsetMs(Date.UTC(2026, 0, 15), 'America/Los_Angeles')).toBe(-8 * HOUR_MS);
    expect(zoneOffsetMs(Date.UTC(2026, 6, 15), 'America/Los_Angeles')).toBe(-7 * HOUR_MS);
    expect(zoneOffsetMs(Date.UTC(2026, 6, 15), 'Asia/Kolkata')).toBe(5.5 * HOUR_MS);
  });
});

describe('axisTicks', () => {
  it('marks midnights of the zone itself, also over the day the clocks change', () => {
    const startMs = Date.UTC(2026, 2, 7);
    const ticks = axisTicks(timeScale({ startMs, endMs: startMs + 4 * DAY_MS }, 800), 'days', 'America/Los_Angeles');
    expect(ticks.map(({ atMs }) => (atMs - startMs) / HOUR_MS)).toEqual([8, 32, 55, 79]);
  });

  it('marks the first of each month', () => {
    const startMs = Date.UTC(2025, 10, 20);
    const ticks = axisTicks(timeScale({ startMs, endMs: startMs + 70 * DAY_MS }, 800), 'months', 'UTC');
    expect(ticks.map(({ text, isMajor }) => [text, isMajor])).toEqual([
      ['Dec', false],
      ['Jan 2026', true],
    ]);
  });

  it('thins out when there is little room', () => {
    const startMs = Date.UTC(2026, 2, 1);
    const window = { startMs, endMs: startMs + 14 * DAY_MS };
    expect(axisTicks(timeScale(window, 200), 'days', 'UTC').length).toBeLessThanOrEqual(4);
  });
});

describe('grainFor', () => {
  it('takes the finest grain that holds the span', () => {
    expect(grainFor(20 * HOUR_MS)).toBe('hours');
    expect(grainFor(10 * DAY_MS)).toBe('days');
    expect(grainFor(60 * DAY_MS)).toBe('weeks');
    expect(grainFor(2_000 * DAY_MS)).toBe('months');
  });
});
