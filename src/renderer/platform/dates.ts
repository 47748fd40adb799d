import { useSession } from './session.ts';
import { useCall } from './use-call.ts';

/** The reader's zone: the desk's setting once it is known, the machine's until then. */
export const useZone = (): string => {
  const isSignedIn = useSession()?.user !== undefined;
  const settings = useCall('desk.settings', {}, { enabled: isSignedIn });
  return settings.data?.timeZone ?? new Intl.DateTimeFormat().resolvedOptions().timeZone;
};

/** `Wed 3 Jun, 15:42`, with the year when it is not the year of `nowMs`. */
export const whenText = (atMs: number, zone: string, nowMs = Date.now()): string => {
  const sameYear = part(atMs, zone, { year: 'numeric' }) === part(nowMs, zone, { year: 'numeric' });
  const day = part(atMs, zone, { weekday: 'short', day: 'numeric', month: 'short', ...(sameYear ? {} : { year: 'numeric' }) });
  return `${day.replaceAll(',', '')}, ${timeText(atMs, zone)}`;
};

/** `15:42`. */
export const timeText = (atMs: number, zone: string): string => part(atMs, zone, { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });

/** `Wed 3 Jun 2026`, for a calendar date `YYYY-MM-DD` without a zone. */
export const dayText = (on: string, style: 'long' | 'short' = 'long'): string =>
  part(Date.parse(`${on}T12:00:00Z`), 'UTC', {
    weekday: 'short',
    day: 'numeric',
    month: 'short',
    ...(style === 'long' ? { year: 'numeric' } : {}),
  }).replaceAll(',', '');

/** `PDT`, `GMT+1`: the zone's short name at that instant. */
export const zoneName = (atMs: number, zone: string): string =>
  new Intl.DateTimeFormat('en-US', { timeZone: zone, timeZoneName: 'short' })
    .formatToParts(atMs)
    .find((piece) => piece.type === 'timeZoneName')?.value ?? zone;

/** The calendar date `YYYY-MM-DD` that an instant falls on in a zone. */
export const dayIn = (atMs: number, zone: string): string =>
  part(atMs, zone, { year: 'numeric', month: '2-digit', day: '2-digit' }, 'en-CA');

const formats = new Map<string, Intl.DateTimeFormat>();

const part = (atMs: number, zone: string, options: Intl.DateTimeFormatOptions, locale = 'en-GB'): string => {
  const key = `${locale}|${zone}|${JSON.stringify(options)}`;
  const known = formats.get(key) ?? new Intl.DateTimeFormat(locale, { ...options, timeZone: zone });
  formats.set(key, known);
  return known.format(atMs);
};
