/** A window on time: `startMs` at the left edge, `endMs` at the right. */
export interface TimeWindow {
  readonly startMs: number;
  readonly endMs: number;
}

/** A linear scale from instants to pixels. */
export interface TimeScale extends TimeWindow {
  readonly widthPx: number;
  readonly x: (atMs: number) => number;
}

/** The scale that shows a window on `widthPx` pixels. */
export const timeScale = (window: TimeWindow, widthPx: number): TimeScale => {
  const span = Math.max(1, window.endMs - window.startMs);
  return { ...window, widthPx, x: (atMs) => ((atMs - window.startMs) / span) * widthPx };
};

/** How fine a timeline is looked at. */
export const GRAINS = ['hours', 'days', 'weeks', 'months'] as const;
export type Grain = (typeof GRAINS)[number];

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

/** How much time a window shows at each grain. */
export const GRAIN_SPAN_MS: Readonly<Record<Grain, number>> = {
  hours: 36 * HOUR_MS,
  days: 14 * DAY_MS,
  weeks: 70 * DAY_MS,
  months: 400 * DAY_MS,
};

/** The grain whose window just holds a span of time. */
export const grainFor = (spanMs: number): Grain => GRAINS.find((grain) => spanMs <= GRAIN_SPAN_MS[grain]) ?? 'months';

/** A line of an axis: where it stands, its words, and whether it starts something larger (a day, a month, a year). */
export interface Tick {
  readonly atMs: number;
  readonly text: string;
  readonly isMajor: boolean;
}

const formats = new Map<string, Intl.DateTimeFormat>();
const format = (zone: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat => {
  const key = `${zone} ${JSON.stringify(options)}`;
  const known = formats.get(key) ?? new Intl.DateTimeFormat('en-GB', { ...options, timeZone: zone });
  formats.set(key, known);
  return known;
};

/** A zone's distance from UTC at an instant, in milliseconds; it changes with daylight saving. */
export const zoneOffsetMs = (atMs: number, zone: string): number => {
  const parts = format(zone, {
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
    hourCycle: 'h23',
  }).formatToParts(atMs);
  const get = (type: Intl.DateTimeFormatPartTypes): number => Number(parts.find((part) => part.type === type)?.value ?? 0);
  return Date.UTC(get('year'), get('month') - 1, get('day'), get('hour'), get('minute'), get('second')) - Math.floor(atMs / 1_000) * 1_000;
};

/** The instant at which a wall clock in a zone shows `wallMs` (wall time as if it were UTC). */
const instantOfWall = (wallMs: number, zone: string): number => {
  const guess = wallMs - zoneOffsetMs(wallMs, zone);
  return wallMs - zoneOffsetMs(guess, zone);
};

/** The lines of one zone's axis: hours, days, Mondays or months as that zone's own clocks show them, at most about one each 56 pixels. */
export const axisTicks = (scale: TimeScale, grain: Grain, zone: string): Tick[] => {
  const pxPerMs = scale.widthPx / Math.max(1, scale.endMs - scale.startMs);
  const stepUnit = grain === 'hours' ? HOUR_MS : DAY_MS * (grain === 'weeks' ? 7 : 1);
  const every = Math.max(1, Math.ceil(56 / (stepUnit * pxPerMs)));
  const ticks: Tick[] = [];
  const first = new Date(scale.startMs + zoneOffsetMs(scale.startMs, zone));
  let wall =
    grain === 'months'
      ? Date.UTC(first.getUTCFullYear(), first.getUTCMonth(), 1)
      : Date.UTC(first.getUTCFullYear(), first.getUTCMonth(), first.getUTCDate());
  if (grain === 'weeks') wall -= ((new Date(wall).getUTCDay() + 6) % 7) * DAY_MS;
  const hourStep = [1, 2, 3, 6, 12].find((hours) => hours >= every) ?? 12;
  for (let count = 0; count < 600; count += 1) {
    const atMs = instantOfWall(wall, zone);
    if (atMs > scale.endMs) break;
    if (atMs >= scale.startMs) ticks.push({ atMs, ...tickWords(atMs, wall, grain, zone) });
    if (grain === 'months') wall = Date.UTC(new Date(wall).getUTCFullYear(), new Date(wall).getUTCMonth() + 1, 1);
    else wall += grain === 'hours' ? hourStep * HOUR_MS : stepUnit * every;
  }
  return ticks;
};

const tickWords = (atMs: number, wall: number, grain: Grain, zone: string): Omit<Tick, 'atMs'> => {
  const clock = new Date(wall);
  if (grain === 'hours') {
    const isMajor = clock.getUTCHours() === 0;
    return {
      isMajor,
      text: format(zone, isMajor ? { weekday: 'short', day: 'numeric' } : { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }).format(
        atMs,
      ),
    };
  }
  if (grain === 'months') {
    const isMajor = clock.getUTCMonth() === 0;
    return { isMajor, text: format(zone, isMajor ? { month: 'short', year: 'numeric' } : { month: 'short' }).format(atMs) };
  }
  const isMajor = clock.getUTCDate() === 1 || (grain === 'weeks' && clock.getUTCDate() <= 7);
  return {
    isMajor,
    text: format(zone, isMajor || grain === 'weeks' ? { day: 'numeric', month: 'short' } : { weekday: 'short', day: 'numeric' }).format(
      atMs,
    ),
  };
};
