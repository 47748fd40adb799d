const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

/** A length of time in the two largest units that say something: `1 d 16 h`, `4 h 40 min`, `34 s`. Negative lengths count as positive. */
export const durationText = (lengthMs: number): string => {
  const ms = Math.abs(lengthMs);
  if (ms >= DAY_MS) return joined(Math.floor(ms / DAY_MS), 'd', Math.floor((ms % DAY_MS) / HOUR_MS), 'h');
  if (ms >= HOUR_MS) return joined(Math.floor(ms / HOUR_MS), 'h', Math.floor((ms % HOUR_MS) / MINUTE_MS), 'min');
  if (ms >= MINUTE_MS) return joined(Math.floor(ms / MINUTE_MS), 'min', Math.floor((ms % MINUTE_MS) / 1_000), 's');
  return `${Math.max(1, Math.round(ms / 1_000))} s`;
};

const joined = (large: number, largeUnit: string, small: number, smallUnit: string): string =>
  small === 0 ? `${large} ${largeUnit}` : `${large} ${largeUnit} ${small} ${smallUnit}`;
