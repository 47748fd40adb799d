import { type Expression, type ExpressionBuilder, sql, type SqlBool } from 'kysely';
import { CASE_STATUSES, SEVERITIES, type CaseKind, type CaseStatus } from '../../core/cases/case.ts';
import { OPEN_STATUSES } from '../../core/cases/case-life.ts';
import type { LegalCase } from '../../core/cases/legal-case.ts';
import type { CalendarDate, UserId } from '../../core/ids.ts';
import { caseFromRow, selectCases } from './case-store.ts';
import type { Db } from './database.ts';
import type { Tables } from './tables.ts';

/** Which part of the list is asked for. `mine` are open cases that `userId` holds. */
export interface CaseListQuery {
  readonly view: 'mine' | 'open' | 'review' | 'to-seal' | 'all';
  readonly userId: UserId;
  readonly query: string;
  readonly kinds: readonly CaseKind[];
  readonly statuses: readonly CaseStatus[];
  readonly sort: 'deadline' | 'number' | 'title' | 'status' | 'severity' | 'changed';
  readonly descending: boolean;
  readonly limit: number;
  readonly offset: number;
}

type CaseExpressions = ExpressionBuilder<Tables & { c: Tables['legal_case']; h: Tables['user'] }, 'c' | 'h'>;

const rank = (column: 'status' | 'severity', values: readonly string[]) =>
  sql<number>`CASE ${sql.ref(`c.${column}`)} ${sql.join(values.map((value, index) => sql`WHEN ${sql.lit(value)} THEN ${sql.lit(index)}`), sql` `)} END`;

/** Pages of the case list, the sizes of its views and its horizon, all from SQL. */
export const createCaseList = (db: Db) => ({
  /** One page of cases and how many match in all. Cases without a deadline come last, whichever way the list is sorted. */
  async page(query: CaseListQuery): Promise<{ total: number; rows: LegalCase[] }> {
    const conditions = (eb: CaseExpressions): Expression<SqlBool> => eb.and(conditionsOf(query, eb));
    const direction = query.descending ? 'desc' : 'asc';
    const matching = query.query === '' ? db.selectFrom('legal_case as c').select((eb) => eb.fn.countAll<number>().as('n')).where((eb) => conditions(eb as unknown as CaseExpressions)) :
      db.selectFrom('legal_case as c').innerJoin('user as h', 'h.id', 'c.holder_user_id').select((eb) => eb.fn.countAll<number>().as('n')).where((eb) => conditions(eb as unknown as CaseExpressions));
    const { n } = await matching.executeTakeFirstOrThrow();
    let rows = selectCases(db).where((eb) => conditions(eb as unknown as CaseExpressions));
    if (query.sort === 'deadline') rows = rows.orderBy(sql`c.due_on IS NULL`).orderBy('c.due_on', direction);
    if (query.sort === 'title') rows = rows.orderBy(sql`c.title COLLATE NOCASE`, direction);
    if (query.sort === 'status') rows = rows.orderBy(rank('status', CASE_STATUSES), direction).orderBy(sql`c.due_on IS NULL`).orderBy('c.due_on');
    if (query.sort === 'severity') rows = rows.orderBy(rank('severity', SEVERITIES), direction).orderBy(sql`c.due_on IS NULL`).orderBy('c.due_on');
    if (query.sort === 'changed') rows = rows.orderBy('c.changed_at_ms', direction);
    rows = rows.orderBy('c.number', query.sort === 'number' ? direction : 'asc').limit(query.limit).offset(query.offset);
    return { total: n, rows: (await rows.execute()).map(caseFromRow) };
  },

  /** How many cases each view holds for a person. */
  async viewSizes(userId: UserId): Promise<{ mine: number; open: number; review: number; toSeal: number; all: number }> {
    const byStatus = await this.byStatus();
    const of = (...statuses: readonly CaseStatus[]): number => byStatus.filter((row) => statuses.includes(row.status)).reduce((sum, row) => sum + row.count, 0);
    const { n } = await db
      .selectFrom('legal_case')
      .select((eb) => eb.fn.countAll<number>().as('n'))
      .where('holder_user_id', '=', userId)
      .where('status', 'in', OPEN_STATUSES)
      .executeTakeFirstOrThrow();
    return { mine: n, open: of(...OPEN_STATUSES), review: of('in-review'), toSeal: of('approved'), all: of(...CASE_STATUSES) };
  },

  /** How many cases stand in each status; statuses without a case are left out. */
  async byStatus(): Promise<{ status: CaseStatus; count: number }[]> {
    const rows = await db.selectFrom('legal_case').select(['status', (eb) => eb.fn.countAll<number>().as('n')]).groupBy('status').execute();
    return CASE_STATUSES.flatMap((status) => rows.filter((row) => row.status === status).map((row) => ({ status, count: row.n })));
  },

  /** Open cases by the date they are due, earliest first, no more than 400 dates. */
  async horizon(): Promise<{ on: CalendarDate; count: number }[]> {
    const rows = await db
      .selectFrom('legal_case')
      .select(['due_on', (eb) => eb.fn.countAll<number>().as('n')])
      .where('status', 'in', OPEN_STATUSES)
      .where('due_on', 'is not', null)
      .groupBy('due_on')
      .orderBy('due_on')
      .limit(400)
      .execute();
    return rows.map((row) => ({ on: row.due_on ?? '', count: row.n }));
  },
});

const conditionsOf = (query: CaseListQuery, eb: CaseExpressions): Expression<SqlBool>[] => {
  const conditions: Expression<SqlBool>[] = [];
  if (query.view === 'mine') conditions.push(eb('c.holder_user_id', '=', query.userId), eb('c.status', 'in', OPEN_STATUSES));
  if (query.view === 'open') conditions.push(eb('c.status', 'in', OPEN_STATUSES));
  if (query.view === 'review') conditions.push(eb('c.status', '=', 'in-review'));
  if (query.view === 'to-seal') conditions.push(eb('c.status', '=', 'approved'));
  if (query.kinds.length > 0) conditions.push(eb('c.kind', 'in', query.kinds));
  if (query.statuses.length > 0) conditions.push(eb('c.status', 'in', query.statuses));
  for (const word of query.query.split(/\s+/).filter((part) => part !== '')) {
    const like = `%${word.replace(/[\\%_]/g, '\\$&')}%`;
    const matches = (column: 'c.number' | 'c.title' | 'h.name') => sql<SqlBool>`${sql.ref(column)} LIKE ${like} ESCAPE '\\'`;
    const reference = sql<SqlBool>`c.id IN (SELECT f.case_id FROM fact f WHERE f.field = 'reference-number' AND f.value_json LIKE ${like} ESCAPE '\\')`;
    conditions.push(eb.or([matches('c.number'), matches('c.title'), matches('h.name'), reference]));
  }
  return conditions;
};
