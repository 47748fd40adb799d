import type { Job } from '../../core/jobs/job.ts';
import type { CallContext } from './context.ts';

/** Work that goes on in the background, as a progress row. */
interface JobRow {
  readonly id: string;
  readonly kind: 'import-file' | 'read-document' | 'sync';
  readonly label: string;
  readonly state: Job['state'];
  readonly doneUnits: number;
  readonly totalUnits?: number;
  readonly unit: 'pages' | 'files' | 'bytes';
  readonly problem?: string;
  readonly startedAtMs?: number;
}

/** What the frame shows all the time. */
export interface DeskStatus {
  readonly deskName: string;
  readonly counts: { readonly intake: number; readonly openCases: number; readonly review: number; readonly toSeal: number };
  readonly pagesIndexed: number;
  readonly jobs: JobRow[];
  readonly outbox: {
    readonly waiting: number;
    readonly held: number;
    readonly online: 'unknown' | 'reached' | 'unreachable' | 'no-target';
  };
}

/** Jobs that ended stay in the list for this long, so that a person sees how they ended. */
const SHOW_ENDED_MS = 2 * 60_000;
const MOST_JOBS = 50;

/** Badges, jobs and the outbox, as they stand now. */
export const readDeskStatus = async ({ desk, actor }: CallContext): Promise<DeskStatus> => {
  const { stores } = desk;
  const { intake } = await stores.documents.counts();
  const views = await stores.caseList.viewSizes(actor.userId);
  const jobs = await stores.jobs.list(desk.now() - SHOW_ENDED_MS, MOST_JOBS);
  const { target } = await stores.settings.read();
  const reached = await stores.outbox.lastReached();
  return {
    deskName: desk.deskName,
    counts: { intake, openCases: views.open, review: views.review, toSeal: views.toSeal },
    pagesIndexed: await stores.pages.count(),
    jobs: [...jobs.map(jobRow), ...(await uploads(stores))],
    outbox: {
      ...(await stores.outbox.counts()),
      online: target === null ? 'no-target' : reached === null ? 'unknown' : reached ? 'reached' : 'unreachable',
    },
  };
};

const jobRow = (job: Job): JobRow => ({
  id: job.id,
  kind: job.kind,
  label: job.payload.label,
  state: job.state,
  doneUnits: job.doneUnits,
  ...(job.totalUnits === null ? {} : { totalUnits: job.totalUnits }),
  unit: job.payload.unit,
  ...(job.problem === null ? {} : { problem: job.problem }),
  startedAtMs: job.madeAtMs,
});

const uploads = async (stores: CallContext['desk']['stores']): Promise<JobRow[]> =>
  (await stores.outbox.underWay()).map((row) => ({
    id: row.packetId,
    kind: 'sync',
    label: `Packet of ${row.caseNumber}`,
    state: 'running',
    doneUnits: row.sentBytes,
    totalUnits: row.sizeBytes,
    unit: 'bytes',
    startedAtMs: row.queuedAtMs,
  }));
