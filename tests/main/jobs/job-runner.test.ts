import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { MOST_ATTEMPTS } from '../../../src/core/jobs/job.ts';
import type { JobControl, JobHandler, JobOutcome } from '../../../src/main/jobs/job-handler.ts';
import { createJobRunner, type JobRunner, type JobRunnerOptions } from '../../../src/main/jobs/job-runner.ts';
import { cancelJob } from '../../../src/main/services/cancel-job.ts';
import { openTestDesk, type TestDesk } from '../services/test-desk.ts';

let desk: TestDesk;
let runner: JobRunner | undefined;
beforeEach(async () => {
  desk = await openTestDesk();
});
afterEach(async () => {
  await runner?.stop();
  await desk.dispose();
});

const enqueue = (subject: string): Promise<string> =>
  desk.stores.jobs.enqueue({
    id: desk.desk.newId(),
    kind: 'import-file',
    subject,
    payload: { label: subject, unit: 'bytes', actorId: desk.ines.actor.userId, actorName: 'Ines Example' },
    nowMs: desk.clock.nowMs,
  });

const given: string[] = [];
const handler = (run: (control: JobControl) => Promise<JobOutcome>): JobHandler => ({
  run,
  giveUp: async (_stores, job, problem) => void given.push(`${job.subject}: ${problem}`),
});
const idle = handler(async () => ({ kind: 'done' }));
const start = (run: (control: JobControl) => Promise<JobOutcome>, options: Partial<JobRunnerOptions> = {}): JobRunner => {
  runner = createJobRunner({ desk: desk.desk, handlers: { 'import-file': handler(run), 'read-document': idle }, ...options });
  runner.start();
  return runner;
};
const stateOf = async (id: string) => (await desk.stores.jobs.byId(id))?.state;

describe('createJobRunner', () => {
  it('works off what waits, in its order, no more at once than allowed', async () => {
    const order: string[] = [];
    let atOnce = 0;
    let most = 0;
    const ids = [];
    for (const subject of ['a', 'b', 'c', 'd', 'e']) ids.push(await enqueue(subject));
    await start(
      async ({ job }) => {
        order.push(job.subject);
        most = Math.max(most, (atOnce += 1));
        await new Promise((resolve) => setTimeout(resolve, 20));
        atOnce -= 1;
        return { kind: 'done', result: job.subject.toUpperCase() };
      },
      { concurrency: { 'import-file': 2 } },
    ).idle();
    expect({ order, most }).toEqual({ order: ['a', 'b', 'c', 'd', 'e'], most: 2 });
    expect(await desk.stores.jobs.byId(ids[4] as string)).toMatchObject({ state: 'done', result: 'E', attempts: 1 });
  });

  it('takes up at once what a crash left running', async () => {
    const id = await enqueue('left');
    await desk.stores.jobs.lease(['import-file'], desk.clock.nowMs, 3_600_000);
    expect(await stateOf(id)).toBe('running');
    await start(async () => ({ kind: 'done' })).settled(id);
    expect(await desk.stores.jobs.byId(id)).toMatchObject({ state: 'done', attempts: 2 });
  });

  it('beside another runner, takes up only what has no living lease', async () => {
    const id = await enqueue('theirs');
    await desk.stores.jobs.lease(['import-file'], desk.clock.nowMs, 10_000);
    const mine = start(async () => ({ kind: 'done' }), { isOnlyRunner: false });
    await new Promise((resolve) => setTimeout(resolve, 400));
    expect(await stateOf(id)).toBe('running');
    desk.clock.nowMs += 10_001;
    expect((await mine.settled(id)).state).toBe('done');
  });

  it('keeps its own jobs through a sleep of the machine', async () => {
    let runs = 0;
    const id = await enqueue('slept');
    const waiting = start(async () => {
      runs += 1;
      desk.clock.nowMs += 3_600_000;
      await new Promise((resolve) => setTimeout(resolve, 700));
      return { kind: 'done' };
    });
    await waiting.settled(id);
    expect(runs).toBe(1);
  });

  it('tries again later, and gives up after a bounded number of attempts', async () => {
    const id = await enqueue('bad');
    const tries: number[] = [];
    const trying = start(async ({ job }) => {
      tries.push(job.attempts);
      if (job.attempts === 2) throw new Error('a bug');
      return { kind: 'retry', problem: 'the disk is full' };
    });
    const passing = setInterval(() => (desk.clock.nowMs += 30_000), 20);
    const job = await trying.settled(id);
    clearInterval(passing);
    expect(tries).toEqual([1, 2, 3, 4, 5].slice(0, MOST_ATTEMPTS));
    expect(job).toMatchObject({ state: 'failed', problem: 'the disk is full' });
    expect(given.at(-1)).toBe('bad: the disk is full');
  });

  it('gives up a job that ends the whole program each time', async () => {
    const id = await enqueue('killer');
    for (let crash = 0; crash < MOST_ATTEMPTS; crash += 1) {
      await desk.stores.jobs.lease(['import-file'], desk.clock.nowMs, 1);
      desk.clock.nowMs += 10;
      await desk.stores.jobs.reclaim(['import-file'], desk.clock.nowMs, []);
    }
    const job = await start(async () => ({ kind: 'done' })).settled(id);
    expect(job.state).toBe('failed');
  });

  it('puts back what it interrupts, without counting it as an attempt', async () => {
    const id = await enqueue('long');
    const begun = Promise.withResolvers<void>();
    const stopping = start(async ({ signal }) => {
      begun.resolve();
      await new Promise((resolve) => signal.addEventListener('abort', resolve));
      return { kind: 'interrupted' };
    });
    await begun.promise;
    await stopping.stop();
    expect(await desk.stores.jobs.byId(id)).toMatchObject({ state: 'waiting', attempts: 0 });
  });

  it('undoes the step of a job that was cancelled meanwhile', async () => {
    const id = await enqueue('unwanted');
    const begun = Promise.withResolvers<void>();
    const cancelled = Promise.withResolvers<void>();
    const running = start(async (control) => {
      begun.resolve();
      await cancelled.promise;
      await desk.desk.transaction(async (stores) => {
        await stores.settings.read();
        await stores.audit.append({
          atMs: 1,
          deskId: 'd',
          actorId: null,
          actorName: 'n',
          action: 'step.done',
          subjectKind: 's',
          subjectId: 's',
          caseId: null,
          summary: 's',
          beforeSha256: null,
          afterSha256: null,
        });
        await control.endWith(stores, 'done');
      });
      return { kind: 'ended' };
    });
    await begun.promise;
    await cancelJob(desk.tomas, id);
    cancelled.resolve();
    expect((await running.settled(id)).state).toBe('cancelled');
    const { records } = await desk.stores.audit.list({ limit: 10 });
    expect(records.map((link) => link.record.action)).toEqual(['job.cancelled']);
  });

  it('hears of a cancelled job by the next sign of life', async () => {
    const id = await enqueue('unwanted');
    const begun = Promise.withResolvers<void>();
    const running = start(
      async ({ signal }) => {
        begun.resolve();
        await new Promise((resolve) => signal.addEventListener('abort', resolve));
        return { kind: 'interrupted' };
      },
      { leaseMs: 100 },
    );
    await begun.promise;
    await cancelJob(desk.ines, id);
    expect((await running.settled(id)).state).toBe('cancelled');
  });

  it('never queues the same work twice, and begins anew what has ended', async () => {
    const first = await enqueue('same');
    expect(await enqueue('same')).toBe(first);
    let runs = 0;
    const working = start(async () => ({ kind: 'done', result: (runs += 1) }));
    await working.settled(first);
    expect(await enqueue('same')).toBe(first);
    working.wake();
    await working.idle();
    expect(runs).toBe(2);
  });
});
