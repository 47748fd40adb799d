import { type Expression, type ExpressionBuilder, type RawBuilder, sql, type SqlBool } from 'kysely';
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

type CaseExpressions = ExpressionBuilder<Tables & { c: Tables['legal_case'] }, 'c'>;

const rank = (column: 'status' | 'severity', values: readonly string[]) =>
  sql<number>`CASE ${sql.ref(`c.${column}`)} ${sql.join(
    values.map((value, index) => sql`WHEN ${sql.lit(value)} THEN ${sql.lit(index)}`),
    sql` `,
  )} END`;

/** Pages of the case list, the sizes of its views and its horizon, all from SQL. */
export const createCaseList = (db: Db) => ({
  /** One page of cases and how many match in all. Cases without a deadline come last, whichever way the list is sorted. */
  async page(query: CaseListQuery): Promise<{ total: number; rows: LegalCase[] }> {
    // Two steps, so that sorting carries ids only and the names are looked up for one page, not for every match.
    const matching = (status: RawBuilder<string>) =>
      db.selectFrom('legal_case as c').where((eb) => eb.and(conditionsOf(query, eb, status)));
    const { n } = await matching(sql.ref('c.status'))
      .select((eb) => eb.fn.countAll<number>().as('n'))
      .executeTakeFirstOrThrow();
    const direction = query.descending ? 'desc' : 'asc';
    // Most cases of a desk can be open: the plus keeps SQLite from walking the index of statuses instead of the one of deadlines.
    let ids = matching(query.view === 'open' ? sql`+c.status` : sql.ref('c.status')).select('c.id');
    if (query.sort === 'deadline') ids = ids.orderBy(sql`c.due_on IS NULL`).orderBy('c.due_on', direction);
    if (query.sort === 'title') ids = ids.orderBy(sql`c.title COLLATE NOCASE`, direction);
    if (query.sort === 'status')
      ids = ids
        .orderBy(rank('status', CASE_STATUSES), direction)
        .orderBy(sql`c.due_on IS NULL`)
        .orderBy('c.due_on');
    if (query.sort === 'severity')
      ids = ids
        .orderBy(rank('severity', SEVERITIES), direction)
        .orderBy(sql`c.due_on IS NULL`)
        .orderBy('c.due_on');
    if (query.sort === 'changed') ids = ids.orderBy('c.changed_at_ms', direction);
    const page = await ids
      .orderBy('c.number', query.sort === 'number' ? direction : 'asc')
      .limit(query.limit)
      .offset(query.offset)
      .execute();
    if (page.length === 0) return { total: n, rows: [] };
    const rows = await selectCases(db)
      .where(
        'c.id',
        'in',
        page.map((row) => row.id),
      )
      .execute();
    const byId = new Map(rows.map((row) => [row.id, caseFromRow(row)]));
    return { total: n, rows: page.flatMap((row) => byId.get(row.id) ?? []) };
  },

  /** How many cases each view holds for a person. */
  async viewSizes(userId: UserId): Promise<{ mine: number; open: number; review: number; toSeal: number; all: number }> {
    const byStatus = await this.byStatus();
    const of = (...statuses: readonly CaseStatus[]): number =>
      byStatus.filter((row) => statuses.includes(row.status)).reduce((sum, row) => sum + row.count, 0);
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
    const rows = await db
      .selectFrom('legal_case')
      .select(['status', (eb) => eb.fn.countAll<number>().as('n')])
      .groupBy('status')
      .execute();
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

const conditionsOf = (query: CaseListQuery, eb: CaseExpressions, status: RawBuilder<string>): Expression<SqlBool>[] => {
  const conditions: Expression<SqlBool>[] = [];
  if (query.view === 'mine') conditions.push(eb('c.holder_user_id', '=', query.userId), eb(status, 'in', OPEN_STATUSES));
  if (query.view === 'open') conditions.push(eb(status, 'in', OPEN_STATUSES));
  if (query.view === 'review') conditions.push(eb(status, '=', 'in-review'));
  if (query.view === 'to-seal') conditions.push(eb(status, '=', 'approved'));
  if (query.kinds.length > 0) conditions.push(eb('c.kind', 'in', query.kinds));
  if (query.statuses.length > 0) conditions.push(eb(status, 'in', query.statuses));
  for (const word of query.query.split(/\s+/).filter((part) => part !== '')) {
    const like = `%${word.replace(/[\\%_]/g, '\\$&')}%`;
    conditions.push(sql<SqlBool>`(c.number LIKE ${like} ESCAPE '\\' OR c.title LIKE ${like} ESCAPE '\\'
      OR c.holder_user_id IN (SELECT h.id FROM user h WHERE h.name LIKE ${like} ESCAPE '\\')
      OR c.id IN (SELECT f.case_id FROM fact f WHERE f.field = 'reference-number' AND f.value_json LIKE ${like} ESCAPE '\\'))`);
  }
  return conditions;
};
