import { z } from 'zod';

/** Work of a document kind that outlives a crash; `sync` belongs to the outbox and is no row of the queue. */
export const JOB_KINDS = ['import-file', 'read-document'] as const;
export const jobKindSchema = z.enum(JOB_KINDS);
export type JobKind = z.infer<typeof jobKindSchema>;

export const JOB_STATES = ['waiting', 'running', 'done', 'failed', 'cancelled'] as const;
export const jobStateSchema = z.enum(JOB_STATES);
export type JobState = z.infer<typeof jobStateSchema>;

/** What each job carries: on whose behalf it runs, and the words of its progress row. */
export const jobPayloadSchema = z.looseObject({
  label: z.string(),
  unit: z.enum(['pages', 'files', 'bytes']),
  actorId: z.string(),
  actorName: z.string(),
});
export type JobPayload = z.infer<typeof jobPayloadSchema>;

/**
 * One piece of work in the durable queue. There is at most one per kind and subject. `attempts` counts how often it was begun without
 * getting further; a job in state `running` whose lease has run out belongs to nobody and is taken up again.
 */
export interface Job {
  readonly id: string;
  readonly kind: JobKind;
  readonly subject: string;
  readonly payload: JobPayload;
  readonly state: JobState;
  readonly attempts: number;
  readonly nextAtMs: number;
  readonly doneUnits: number;
  readonly totalUnits: number | null;
  readonly problem: string | null;
  /** What came of it, as its handler left it; parsed by whoever reads it. */
  readonly result: unknown;
  readonly madeAtMs: number;
  readonly changedAtMs: number;
}

/** How long a running job stays its runner's without a sign of life. A crash costs at most this. */
export const LEASE_MS = 15_000;
/** A job that was begun this often without getting further is given up. */
export const MOST_ATTEMPTS = 5;

/** How long a job waits before it is tried again, by how often it was tried: 1 s, 4 s, 16 s, at most a minute. */
export const retryDelayMs = (attempts: number): number => Math.min(60_000, 1_000 * 4 ** Math.max(0, attempts - 1));
