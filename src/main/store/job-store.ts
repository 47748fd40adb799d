import { type Selectable, sql } from 'kysely';
import { type Job, type JobKind, type JobPayload, jobKindSchema, jobPayloadSchema, jobStateSchema } from '../../core/jobs/job.ts';
import type { Db } from './database.ts';
import type { JobTable } from './tables.ts';

/** The durable queue of background work. A row changes only from the state in which its caller believes it, so a late word can't undo a newer one. */
export const createJobStore = (db: Db) => {
  const byId = async (id: string): Promise<Job | null> => {
    const row = await db.selectFrom('job').selectAll().where('id', '=', id).executeTakeFirst();
    return row ? jobOf(row) : null;
  };

  return {
    byId,

    async bySubject(kind: JobKind, subject: string): Promise<Job | null> {
      const row = await db.selectFrom('job').selectAll().where('kind', '=', kind).where('subject', '=', subject).executeTakeFirst();
      return row ? jobOf(row) : null;
    },

    /** Puts work into the queue and answers its id. The same work that still waits or runs is left alone; what ended is begun anew. */
    async enqueue(work: {
      id: string;
      kind: JobKind;
      subject: string;
      payload: JobPayload;
      nowMs: number;
      totalUnits?: number;
    }): Promise<string> {
      const fresh = {
        payload_json: JSON.stringify(work.payload),
        state: 'waiting',
        attempts: 0,
        next_at_ms: work.nowMs,
        lease_until_ms: null,
        done_units: 0,
        total_units: work.totalUnits ?? null,
        problem: null,
        result_json: null,
        made_at_ms: work.nowMs,
        changed_at_ms: work.nowMs,
      };
      const { id } = await db
        .insertInto('job')
        .values({ id: work.id, kind: work.kind, subject: work.subject, ...fresh })
        .onConflict((conflict) =>
          conflict.columns(['kind', 'subject']).doUpdateSet(fresh).where('job.state', 'in', ['done', 'failed', 'cancelled']),
        )
        .returning('id')
        .executeTakeFirst()
        .then(
          async (row) =>
            row ??
            db.selectFrom('job').select('id').where('kind', '=', work.kind).where('subject', '=', work.subject).executeTakeFirstOrThrow(),
        );
      return id;
    },

    /** Takes the next job that is due, oldest first, those of `kinds` only; null if there is none. */
    async lease(kinds: readonly JobKind[], nowMs: number, leaseMs: number): Promise<Job | null> {
      const row = await db
        .updateTable('job')
        .set((eb) => ({ state: 'running', attempts: eb('attempts', '+', 1), lease_until_ms: nowMs + leaseMs, changed_at_ms: nowMs }))
        .where('id', '=', (eb) =>
          eb
            .selectFrom('job')
            .select('id')
            .where('state', '=', 'waiting')
            .where('kind', 'in', kinds)
            // A row written in the future: the clock was set back, and its wait means nothing any more.
            .where((or) => or.or([or('next_at_ms', '<=', nowMs), or('changed_at_ms', '>', nowMs)]))
            .orderBy('next_at_ms')
            .orderBy('made_at_ms')
            .orderBy(sql`rowid`)
            .limit(1),
        )
        .returningAll()
        .executeTakeFirst();
      return row ? jobOf(row) : null;
    },

    /** When the next waiting job is due or a lost one can be taken up, in epoch milliseconds; null if nothing waits. */
    async nextDueAtMs(kinds: readonly JobKind[]): Promise<number | null> {
      const { due } = await db
        .selectFrom('job')
        .select((eb) =>
          eb.fn
            .min<number | null>(eb.case().when('state', '=', 'running').then(eb.ref('lease_until_ms')).else(eb.ref('next_at_ms')).end())
            .as('due'),
        )
        .where('state', 'in', ['waiting', 'running'])
        .where('kind', 'in', kinds)
        .executeTakeFirstOrThrow();
      return due;
    },

    /** Puts running jobs whose lease ends before `endsBeforeMs` back to waiting, but for those of `own`, which the caller knows to be alive. Answers how many. */
    async reclaim(kinds: readonly JobKind[], endsBeforeMs: number, own: readonly string[], nowMs: number = endsBeforeMs): Promise<number> {
      let query = db.updateTable('job').set({ state: 'waiting', lease_until_ms: null, next_at_ms: nowMs, changed_at_ms: nowMs });
      query = query.where('state', '=', 'running').where('kind', 'in', kinds).where('lease_until_ms', '<', endsBeforeMs);
      if (own.length > 0) query = query.where('id', 'not in', own);
      return Number((await query.executeTakeFirst()).numUpdatedRows);
    },

    /** A sign of life. Answers whether the job is still to be done: false once someone cancelled it. */
    async extendLease(id: string, untilMs: number): Promise<boolean> {
      const { numUpdatedRows } = await db
        .updateTable('job')
        .set({ lease_until_ms: untilMs })
        .where('id', '=', id)
        .where('state', '=', 'running')
        .executeTakeFirst();
      return numUpdatedRows > 0n;
    },

    /** Notes how far a running job has got. Getting further forgets earlier attempts. Answers whether the job is still to be done. */
    async progress(id: string, doneUnits: number, totalUnits: number | null, nowMs: number): Promise<boolean> {
      const { numUpdatedRows } = await db
        .updateTable('job')
        .set((eb) => ({
          attempts: eb.case().when('done_units', '<', doneUnits).then(1).else(eb.ref('attempts')).end(),
          done_units: doneUnits,
          total_units: totalUnits,
          changed_at_ms: nowMs,
        }))
        .where('id', '=', id)
        .where('state', '=', 'running')
        .executeTakeFirst();
      return numUpdatedRows > 0n;
    },

    /** Ends a job. `failed` names its problem; `done` may leave a result. Answers false for one that had ended before. */
    async end(
      id: string,
      end: { state: 'done' | 'failed' | 'cancelled'; problem?: string; result?: unknown; nowMs: number },
    ): Promise<boolean> {
      const { numUpdatedRows } = await db
        .updateTable('job')
        .set({
          state: end.state,
          problem: end.problem ?? null,
          result_json: end.result === undefined ? null : JSON.stringify(end.result),
          lease_until_ms: null,
          changed_at_ms: end.nowMs,
        })
        .where('id', '=', id)
        .where('state', 'in', ['running', 'waiting'])
        .executeTakeFirst();
      return numUpdatedRows > 0n;
    },

    /** Puts a running job back into the queue; `isAttempt: false` for one that was only interrupted. */
    async putBack(id: string, again: { nextAtMs: number; problem?: string; isAttempt: boolean; nowMs: number }): Promise<void> {
      await db
        .updateTable('job')
        .set((eb) => ({
          state: 'waiting',
          next_at_ms: again.nextAtMs,
          lease_until_ms: null,
          problem: again.problem ?? null,
          changed_at_ms: again.nowMs,
          attempts: again.isAttempt ? eb.ref('attempts') : eb.fn<number>('max', [eb.lit(0), eb('attempts', '-', 1)]),
        }))
        .where('id', '=', id)
        .where('state', '=', 'running')
        .execute();
    },

    /** What is under way or waiting, and what failed or was cancelled or done since `sinceMs`; running first. At most `limit`. */
    async list(sinceMs: number, limit: number): Promise<Job[]> {
      const rows = await db
        .selectFrom('job')
        .selectAll()
        .where((eb) => eb.or([eb('state', 'in', ['running', 'waiting']), eb('changed_at_ms', '>=', sinceMs)]))
        .orderBy((eb) => eb.case('state').when('running').then(0).when('waiting').then(1).else(2).end())
        .orderBy('made_at_ms')
        .limit(limit)
        .execute();
      return rows.map(jobOf);
    },

    /** How many jobs wait or run. */
    async pending(kinds: readonly JobKind[]): Promise<number> {
      const { count } = await db
        .selectFrom('job')
        .select((eb) => eb.fn.countAll<number>().as('count'))
        .where('state', 'in', ['waiting', 'running'])
        .where('kind', 'in', kinds)
        .executeTakeFirstOrThrow();
      return count;
    },
  };
};

const jobOf = (row: Selectable<JobTable>): Job => ({
  id: row.id,
  kind: jobKindSchema.parse(row.kind),
  subject: row.subject,
  payload: jobPayloadSchema.parse(JSON.parse(row.payload_json)),
  state: jobStateSchema.parse(row.state),
  attempts: row.attempts,
  nextAtMs: row.next_at_ms,
  doneUnits: row.done_units,
  totalUnits: row.total_units,
  problem: row.problem,
  result: row.result_json === null ? null : JSON.parse(row.result_json),
  madeAtMs: row.made_at_ms,
  changedAtMs: row.changed_at_ms,
});
