import type { CaseStatus } from '../../../core/cases/case.ts';
import type { CallOutput } from '../../platform/client.ts';
import { dayIn, dayText, timeText, zoneName } from '../../platform/dates.ts';
import { deadlineTone } from '../../ui/countdown.tsx';
import { durationText } from '../../ui/duration-text.ts';
import type { Tone } from '../../ui/state-pill.tsx';

/** A case as the list shows it. */
export type CaseRow = CallOutput<'cases.list'>['rows'][number];

const FINISHED: readonly CaseStatus[] = ['sealed', 'sent', 'receipted'];

/** Whether the work on a case is done, so that its deadline no longer runs. */
export const isFinished = (row: CaseRow): boolean => FINISHED.includes(row.status);

/** How a case's deadline reads in a list. */
export interface DeadlineView {
  readonly tone: Tone;
  readonly text: string;
  /** The end of the deadline in the reader's zone. */
  readonly when: string;
  /** Share of the time from opening to the deadline that has passed. */
  readonly passed: number;
}

/** The next deadline of a case in words, or null where there is none. */
export const deadlineView = (row: CaseRow, nowMs: number, zone: string): DeadlineView | null => {
  if (row.dueAtMs === null || row.dueOn === null) return null;
  const leftMs = row.dueAtMs - nowMs;
  const when = `${dayText(dayIn(row.dueAtMs, zone), 'short')}, ${timeText(row.dueAtMs, zone)}`;
  if (isFinished(row)) return { tone: 'quiet', text: 'Done', when, passed: 1 };
  const tone = deadlineTone(leftMs);
  const span = Math.max(1, row.dueAtMs - row.openedAtMs);
  return {
    tone: tone === 'good' ? 'quiet' : tone,
    text: leftMs < 0 ? `Overdue ${largestUnit(leftMs)}` : shortText(leftMs),
    when,
    passed: Math.min(1, Math.max(0, (nowMs - row.openedAtMs) / span)),
  };
};

/** Both zones of a deadline: `Wed 3 Jun 23:59 PDT` and, where it differs, the reader's. */
export const deadlineZones = (row: CaseRow, zone: string): { readonly source: string; readonly here: string | undefined } => {
  if (row.dueAtMs === null) return { source: 'No deadline', here: undefined };
  const at = row.dueAtMs;
  const inZone = (name: string) => `${dayText(dayIn(at, name), 'short')}, ${timeText(at, name)} ${zoneName(at, name)}`;
  return { source: inZone(row.dueZone), here: row.dueZone === zone || inZone(row.dueZone) === inZone(zone) ? undefined : inZone(zone) };
};

const DAY_MS = 86_400_000;

/** Lists say days and hours under ten days, days alone beyond. */
const shortText = (ms: number): string => (Math.abs(ms) >= 10 * DAY_MS ? `${Math.floor(Math.abs(ms) / DAY_MS)} d` : durationText(ms));

/** How long something is overdue, in its largest unit: lists need no more. */
const largestUnit = (ms: number): string => durationText(ms).split(' ').slice(0, 2).join(' ');

/** Part of a list under one heading. */
export interface CaseGroup {
  readonly id: string;
  readonly name: string;
  readonly rows: readonly CaseRow[];
}

const GROUP_NAMES = {
  overdue: 'Overdue',
  today: 'Due today',
  week: 'This week',
  next: 'Next week',
  later: 'Later',
  none: 'No deadline',
  finished: 'Sealed or sent',
} as const;

/** Puts rows sorted by deadline under their headings: days and weeks of the reader's zone, weeks starting on Monday. */
export const groupByDeadline = (rows: readonly CaseRow[], nowMs: number, zone: string): readonly CaseGroup[] => {
  const today = dayIn(nowMs, zone);
  const monday = addDays(today, 7 - weekday(today));
  const nextMonday = addDays(monday, 7);
  const groupOf = (row: CaseRow): keyof typeof GROUP_NAMES => {
    if (isFinished(row)) return 'finished';
    if (row.dueAtMs === null) return 'none';
    if (row.dueAtMs < nowMs) return 'overdue';
    const on = dayIn(row.dueAtMs, zone);
    if (on === today) return 'today';
    return on < monday ? 'week' : on < nextMonday ? 'next' : 'later';
  };
  const grouped = Map.groupBy(rows, groupOf);
  return (Object.keys(GROUP_NAMES) as (keyof typeof GROUP_NAMES)[]).flatMap((id) => {
    const inGroup = grouped.get(id);
    return inGroup ? [{ id, name: GROUP_NAMES[id], rows: inGroup }] : [];
  });
};

/** Days since Monday, 0 to 6. */
export const weekday = (on: string): number => (new Date(`${on}T12:00:00Z`).getUTCDay() + 6) % 7;

/** A calendar date some days later, or earlier when negative. */
export const addDays = (on: string, days: number): string =>
  new Date(Date.parse(`${on}T12:00:00Z`) + days * DAY_MS).toISOString().slice(0, 10);
