import { type Job, type JobKind, LEASE_MS, MOST_ATTEMPTS, retryDelayMs } from '../../core/jobs/job.ts';
import { JobCancelledError } from '../../core/jobs/job-cancelled.ts';
import type { OpenDesk } from '../services/context.ts';
import type { JobControl, JobHandler, JobOutcome } from './job-handler.ts';
import { mergeEvents } from './merge-events.ts';

/** Works off the durable queue of an open desk. */
export interface JobRunner {
  /** Takes up what waits and what a crash left behind, and goes on as work arrives. */
  readonly start: () => void;
  /** Interrupts what runs, puts it back into the queue, and resolves when nothing of it touches the desk any more. */
  readonly stop: () => Promise<void>;
  /** Looks for work now instead of at the next look. */
  readonly wake: () => void;
  /** Resolves once nothing waits or runs. */
  readonly idle: () => Promise<void>;
  /** Resolves with a job once it is done, failed or cancelled. Rejects with the reason while the queue can't be written, such as on a full disk; the job stays queued. */
  readonly settled: (jobId: string) => Promise<Job>;
}

export interface JobRunnerOptions {
  readonly desk: Pick<OpenDesk, 'stores' | 'transaction' | 'now' | 'emit'>;
  readonly handlers: Readonly<Record<JobKind, JobHandler>>;
  /** How many jobs of each kind run side by side. */
  readonly concurrency?: Partial<Readonly<Record<JobKind, number>>>;
  readonly leaseMs?: number;
  /** Whether no other process works on this queue, as the lock on the vault sees to: then whatever runs at the start was left by a crash. */
  readonly isOnlyRunner?: boolean;
}

const LOOK_EVERY_MS = 250;
/** Looks in a row that may fail before those who wait for a job are told. */
const PATIENT_LOOKS = 4;
const CONCURRENCY: Readonly<Record<JobKind, number>> = { 'import-file': 1, 'read-document': 2 };
const CANCELLED = 'cancelled';

/** Makes a runner; nothing happens before `start`. A job runs under a lease that its runner renews; whoever finds a lapsed lease may take the job up. */
export const createJobRunner = ({
  desk,
  handlers,
  concurrency = {},
  leaseMs = LEASE_MS,
  isOnlyRunner = true,
}: JobRunnerOptions): JobRunner => {
  const kinds = Object.keys(handlers) as JobKind[];
  const running = new Map<string, { kind: JobKind; abort: AbortController; over: Promise<void> }>();
  const events = mergeEvents(desk.emit);
  const watchers = new Set<() => void>();
  const waiting = new Set<(error: unknown) => void>();
  let timer: NodeJS.Timeout | undefined;
  let isStarted = false;
  let isFirstLook = true;
  let looking: Promise<void> | null = null;
  let lookAgain = false;
  let failedLooks = 0;
  /** Why the end of a job could not be written; it is taken up again once its lease has lapsed. */
  const unwritten = new Map<string, unknown>();

  const changed = (): void => {
    events.emit({ topics: ['jobs'] });
    for (const watcher of watchers) watcher();
  };

  const look = async (): Promise<void> => {
    if (isFirstLook && isOnlyRunner) await desk.stores.jobs.reclaim(kinds, Number.MAX_SAFE_INTEGER, [], desk.now());
    isFirstLook = false;
    if ((await desk.stores.jobs.reclaim(kinds, desk.now(), [...running.keys()])) > 0) changed();
    for (const kind of kinds) {
      const most = concurrency[kind] ?? CONCURRENCY[kind];
      const hasRoom = (): boolean => isStarted && [...running.values()].filter((job) => job.kind === kind).length < most;
      while (hasRoom()) {
        const job = await desk.stores.jobs.lease([kind], desk.now(), leaseMs);
        if (!job) break;
        begin(job);
      }
    }
  };

  const wake = (): void => {
    if (!isStarted) return;
    if (looking) {
      lookAgain = true;
      return;
    }
    clearTimeout(timer);
    looking = look().finally(() => {
      looking = null;
      if (!isStarted) return;
      if (lookAgain) {
        lookAgain = false;
        wake();
      } else timer = setTimeout(wake, LOOK_EVERY_MS);
    });
    // A database that can't be read now is asked again at the next look.
    looking.then(
      () => (failedLooks = 0),
      (error: unknown) => {
        failedLooks += 1;
        if (failedLooks >= PATIENT_LOOKS) for (const reject of waiting) reject(error);
      },
    );
  };

  const begin = (job: Job): void => {
    unwritten.delete(job.id);
    const abort = new AbortController();
    const over = work(job, abort).finally(() => {
      running.delete(job.id);
      changed();
      wake();
    });
    running.set(job.id, { kind: job.kind, abort, over });
    changed();
  };

  const work = async (job: Job, abort: AbortController): Promise<void> => {
    const heartbeat = setInterval(() => void beat(job, abort), leaseMs / 5);
    const handler = handlers[job.kind];
    try {
      if (job.attempts > MOST_ATTEMPTS) await giveUp(handler, job, job.problem ?? 'it was begun several times and never got further');
      else await settle(handler, job, await handler.run(controlOf(job, abort.signal)));
    } catch (error) {
      // What a cancelled job was about to write is undone with its transaction.
      if (error instanceof JobCancelledError) return;
      await settle(handler, job, { kind: 'retry', problem: error instanceof Error ? error.message : String(error) }).catch(
        (unwritable: unknown) => unwritten.set(job.id, unwritable),
      );
    } finally {
      clearInterval(heartbeat);
    }
  };

  const beat = async (job: Job, abort: AbortController): Promise<void> => {
    try {
      if (!(await desk.stores.jobs.extendLease(job.id, desk.now() + leaseMs))) abort.abort(CANCELLED);
    } catch {
      // A sign of life that could not be written now is written at the next beat; the lease is five beats long.
    }
  };

  const settle = async (handler: JobHandler, job: Job, outcome: JobOutcome): Promise<void> => {
    const nowMs = desk.now();
    const { jobs } = desk.stores;
    if (outcome.kind === 'ended') return;
    if (outcome.kind === 'done') await jobs.end(job.id, { state: 'done', result: outcome.result, nowMs });
    else if (outcome.kind === 'interrupted') await jobs.putBack(job.id, { nextAtMs: nowMs, isAttempt: false, nowMs });
    else if (outcome.kind === 'retry') {
      if (job.attempts >= MOST_ATTEMPTS) await giveUp(handler, job, outcome.problem);
      else await jobs.putBack(job.id, { nextAtMs: nowMs + retryDelayMs(job.attempts), problem: outcome.problem, isAttempt: true, nowMs });
    }
  };

  const giveUp = (handler: JobHandler, job: Job, problem: string): Promise<void> =>
    desk.transaction(async (stores) => {
      if (await stores.jobs.end(job.id, { state: 'failed', problem, nowMs: desk.now() })) await handler.giveUp(stores, job, problem);
    });

  const controlOf = (job: Job, signal: AbortSignal): JobControl => ({
    job,
    signal,
    emit: events.emit,
    progress: async (stores, doneUnits, totalUnits) => {
      if (!(await stores.jobs.progress(job.id, doneUnits, totalUnits, desk.now()))) throw new JobCancelledError();
    },
    endWith: async (stores, result, problem) => {
      const end = problem === undefined ? { state: 'done' as const } : { state: 'failed' as const, problem };
      if (!(await stores.jobs.end(job.id, { ...end, result, nowMs: desk.now() }))) throw new JobCancelledError();
    },
  });

  /** Asks `isReached` now and after every change of a job, until it answers something. */
  const until = <T>(isReached: () => Promise<T | null>): Promise<T> =>
    new Promise((resolve, reject) => {
      const over = (settle: () => void): void => {
        if (!watchers.delete(ask)) return;
        waiting.delete(giveUpWaiting);
        clearInterval(poll);
        settle();
      };
      const look = async (): Promise<void> => {
        try {
          const value = await isReached();
          if (value !== null) over(() => resolve(value));
        } catch (error) {
          over(() => reject(error));
        }
      };
      const ask = (): void => void look();
      const giveUpWaiting = (error: unknown): void => over(() => reject(error));
      waiting.add(giveUpWaiting);
      watchers.add(ask);
      const poll = setInterval(ask, 1_000);
      ask();
    });

  return {
    start: () => {
      isStarted = true;
      wake();
    },
    stop: async () => {
      isStarted = false;
      clearTimeout(timer);
      await looking?.catch(() => undefined);
      for (const { abort } of running.values()) abort.abort('stopping');
      await Promise.all([...running.values()].map(({ over }) => over));
      events.flush();
    },
    wake,
    idle: () =>
      until(async () => ((await desk.stores.jobs.pending(kinds)) === 0 && running.size === 0 ? true : null)).then(() => undefined),
    settled: (jobId) =>
      until(async () => {
        if (unwritten.has(jobId)) throw unwritten.get(jobId);
        const job = await desk.stores.jobs.byId(jobId);
        if (!job) throw new Error(`There is no job ${jobId}.`);
        return job.state === 'waiting' || job.state === 'running' || running.has(jobId) ? null : job;
      }),
  };
};
