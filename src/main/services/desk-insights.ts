import type { CaseKind, CaseStatus } from '../../core/cases/case.ts';
import { addDays, dateInZone, dueInstantMs } from '../../core/cases/due.ts';
import type { CallContext } from './context.ts';

/** The numbers of the Insights screen. Durations in milliseconds, shares from 0 to 1; `null` where there is nothing to count yet. */
export interface Insights {
  readonly byStatus: { status: CaseStatus; count: number }[];
  readonly byKind: { kind: CaseKind; open: number; closed: number }[];
  readonly overdue: number;
  readonly dueThisWeek: number;
  readonly openedLast30Days: number;
  readonly receiptedLast30Days: number;
  readonly medianTurnaroundMs: number | null;
  readonly returnedShare: number | null;
  readonly documents: number;
  readonly pages: number;
}

const DAY_MS = 86_400_000;

/** Counts what the team has open, late and done. "This week" is the next seven days; each deadline is judged in its own zone. */
export const readInsights = async ({ desk }: CallContext): Promise<Insights> => {
  const { stores } = desk;
  const nowMs = desk.now();
  const monthAgoMs = nowMs - 30 * DAY_MS;
  // One day more than a week, so that no zone on earth is cut off; the instants decide.
  const due = await stores.insights.openDue(addDays(dateInZone(nowMs, 'UTC'), 8));
  const until = (endMs: number): number =>
    due.filter((row) => dueInstantMs(row.dueOn, row.dueZone) < endMs).reduce((sum, row) => sum + row.count, 0);
  const overdue = until(nowMs);
  return {
    byStatus: await stores.caseList.byStatus(),
    byKind: await stores.insights.byKind(),
    overdue,
    dueThisWeek: until(nowMs + 7 * DAY_MS) - overdue,
    openedLast30Days: await stores.insights.openedSince(monthAgoMs),
    receiptedLast30Days: await stores.insights.receiptedSince(monthAgoMs),
    medianTurnaroundMs: await stores.insights.medianTurnaroundMs(),
    returnedShare: await stores.insights.returnedShare(),
    documents: (await stores.documents.counts()).documents,
    pages: await stores.pages.count(),
  };
};
