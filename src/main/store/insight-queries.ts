import { CASE_KINDS, caseKindSchema, type CaseKind } from '../../core/cases/case.ts';
import { CLOSED_STATUSES, OPEN_STATUSES } from '../../core/cases/case-life.ts';
import type { CalendarDate } from '../../core/ids.ts';
import type { Db } from './database.ts';

/** The numbers behind the Insights screen, counted by SQL. */
export const createInsightQueries = (db: Db) => ({
  /** Open and closed cases of each kind; every kind has its row. */
  async byKind(): Promise<{ kind: CaseKind; open: number; closed: number }[]> {
    const rows = await db
      .selectFrom('legal_case')
      .select(['kind', 'status', (eb) => eb.fn.countAll<number>().as('n')])
      .groupBy(['kind', 'status'])
      .execute();
    const closed: readonly string[] = CLOSED_STATUSES;
    return CASE_KINDS.map((kind) => {
      const ofKind = rows.filter((row) => caseKindSchema.parse(row.kind) === kind);
      const sum = (isClosed: boolean): number =>
        ofKind.filter((row) => closed.includes(row.status) === isClosed).reduce((total, row) => total + row.n, 0);
      return { kind, open: sum(false), closed: sum(true) };
    });
  },

  /** Open cases by due date and zone, up to and including `untilOn`. */
  async openDue(untilOn: CalendarDate): Promise<{ dueOn: CalendarDate; dueZone: string; count: number }[]> {
    const rows = await db
      .selectFrom('legal_case')
      .select(['due_on', 'due_zone', (eb) => eb.fn.countAll<number>().as('n')])
      .where('status', 'in', OPEN_STATUSES)
      .where('due_on', '<=', untilOn)
      .groupBy(['due_on', 'due_zone'])
      .execute();
    return rows.flatMap((row) => (row.due_on === null ? [] : [{ dueOn: row.due_on, dueZone: row.due_zone, count: row.n }]));
  },

  /** Cases opened since an instant. */
  async openedSince(sinceMs: number): Promise<number> {
    return (
      await db
        .selectFrom('legal_case')
        .select((eb) => eb.fn.countAll<number>().as('n'))
        .where('opened_at_ms', '>=', sinceMs)
        .executeTakeFirstOrThrow()
    ).n;
  },

  /** Packets whose receipt was verified since an instant. */
  async receiptedSince(sinceMs: number): Promise<number> {
    return (
      await db
        .selectFrom('outbox')
        .select((eb) => eb.fn.countAll<number>().as('n'))
        .where('state', '=', 'receipted')
        .where('changed_at_ms', '>=', sinceMs)
        .executeTakeFirstOrThrow()
    ).n;
  },

  /** How long it took from the opening of a case to the seal of its first revision, in the middle of all that were sealed; `null` if none was. */
  async medianTurnaroundMs(): Promise<number | null> {
    const took = db.selectFrom('packet as p').innerJoin('legal_case as c', 'c.id', 'p.case_id').where('p.revision', '=', 1);
    const { n } = await took.select((eb) => eb.fn.countAll<number>().as('n')).executeTakeFirstOrThrow();
    if (n === 0) return null;
    const middle = await took
      .select((eb) => eb('p.sealed_at_ms', '-', eb.ref('c.opened_at_ms')).as('ms'))
      .orderBy('ms')
      .offset(Math.floor((n - 1) / 2))
      .limit(2 - (n % 2))
      .execute();
    return Math.round(middle.reduce((sum, row) => sum + row.ms, 0) / middle.length);
  },

  /** The share of reviews that returned the response, 0 to 1; `null` before the first review. */
  async returnedShare(): Promise<number | null> {
    const rows = await db
      .selectFrom('review')
      .select(['outcome', (eb) => eb.fn.countAll<number>().as('n')])
      .groupBy('outcome')
      .execute();
    const all = rows.reduce((sum, row) => sum + row.n, 0);
    return all === 0 ? null : rows.filter((row) => row.outcome === 'returned').reduce((sum, row) => sum + row.n, 0) / all;
  },
});
