import type { TimelineEntry } from '../../../../contract/evidence.ts';
import type { TimeWindow } from './time-scale.ts';

const DAY_MS = 86_400_000;

/** The whole stretch of time that entries cover, with a margin at both ends; undefined for none. */
export const wholeSpan = (entries: readonly TimelineEntry[]): TimeWindow | undefined => {
  if (entries.length === 0) return undefined;
  let startMs = Infinity;
  let endMs = -Infinity;
  for (const { time } of entries) {
    startMs = Math.min(startMs, time.startMs);
    endMs = Math.max(endMs, time.endMs ?? (time.precision === 'day' ? time.startMs + DAY_MS : time.startMs));
  }
  const margin = Math.max(DAY_MS / 2, (endMs - startMs) * 0.03);
  return { startMs: startMs - margin, endMs: endMs + margin };
};

/** How many entries start in each of `count` equal parts of a window. */
export const histogram = (entries: readonly TimelineEntry[], window: TimeWindow, count: number): number[] => {
  const bins = Array.from({ length: count }, () => 0);
  const span = Math.max(1, window.endMs - window.startMs);
  for (const { time } of entries) {
    const at = Math.floor(((time.startMs - window.startMs) / span) * count);
    if (at >= 0 && at < count) bins[at] = (bins[at] ?? 0) + 1;
  }
  return bins;
};
