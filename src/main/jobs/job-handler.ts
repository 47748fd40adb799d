import type { Job } from '../../core/jobs/job.ts';
import type { OpenDesk } from '../services/context.ts';
import type { Stores } from '../store/stores.ts';

/** How a handler left its job. `ended`: it ended the job itself, in its own transaction. `retry`: something outside failed; later may be better. */
export type JobOutcome =
  | { readonly kind: 'ended' }
  | { readonly kind: 'done'; readonly result?: unknown }
  | { readonly kind: 'retry'; readonly problem: string }
  | { readonly kind: 'interrupted' };

/** What a handler may do with the job it was given. */
export interface JobControl {
  readonly job: Job;
  /** Aborts when the job was cancelled or the desk closes; the handler then answers `interrupted` as soon as it can. */
  readonly signal: AbortSignal;
  /** Tells the windows what changed, several changes within a quarter of a second together. */
  readonly emit: OpenDesk['emit'];
  /** Notes progress; called with a transaction's stores it stands or falls with the work. Throws `JobCancelledError` if someone cancelled the job. */
  readonly progress: (stores: Stores, doneUnits: number, totalUnits: number | null) => Promise<void>;
  /**
   * Ends the job with the transaction that did its work, so that a crash can't separate the two: as done, or with a `problem` as failed.
   * Throws `JobCancelledError` if someone cancelled it meanwhile.
   */
  readonly endWith: (stores: Stores, result: unknown, problem?: string) => Promise<void>;
}

/** The work of one kind of job. `giveUp` accounts for a job that was begun too often without getting further. */
export interface JobHandler {
  readonly run: (control: JobControl) => Promise<JobOutcome>;
  readonly giveUp: (stores: Stores, job: Job, problem: string) => Promise<void>;
}
