import { z } from 'zod';
import { importOutcomeSchema, type ImportOutcome } from '../../contract/documents.ts';
import { BlobError } from '../../core/evidence/blob-error.ts';
import { caseIdSchema, userIdSchema, type CaseId } from '../../core/ids.ts';
import { type Job, jobPayloadSchema } from '../../core/jobs/job.ts';
import { fail, ok, type Result } from '../../core/result.ts';
import type { LocalFiles } from '../documents/local-files.ts';
import type { JobControl, JobHandler, JobOutcome } from '../jobs/job-handler.ts';
import type { Stores } from '../store/stores.ts';
import type { CallContext, OpenDesk } from './context.ts';
import { isDiskFull } from './disk-problem.ts';
import type { Failure } from './failure.ts';
import { receiveDocument } from './receive-document.ts';
import { recordAudit } from './record-audit.ts';
import { watchedStream } from './watched-stream.ts';

const importPayloadSchema = jobPayloadSchema.extend({ path: z.string(), caseId: caseIdSchema.optional() });

const FILES_PER_TRANSACTION = 500;
const PROGRESS_EVERY_BYTES = 8 * 1024 * 1024;

/** One queued file and the job that imports it. */
export interface QueuedFile {
  readonly path: string;
  readonly jobId: string;
}

/**
 * Queues files and folders of this machine, one durable job a file; yields each as soon as it is queued. What is queued is imported though
 * the program be killed meanwhile.
 */
export async function* queueFiles(
  { desk, actor }: Pick<CallContext, 'desk' | 'actor'>,
  files: LocalFiles,
  paths: readonly string[],
  caseId?: CaseId,
): AsyncGenerator<QueuedFile> {
  let batch: string[] = [];
  const queue = async (): Promise<QueuedFile[]> => {
    const listed = batch;
    batch = [];
    const queued = await desk.transaction(async (stores) => {
      const jobs: QueuedFile[] = [];
      for (const path of listed) {
        const payload = {
          label: lastPart(path),
          unit: 'bytes' as const,
          actorId: actor.userId,
          actorName: actor.name,
          path,
          ...(caseId === undefined ? {} : { caseId }),
        };
        const subject = caseId === undefined ? path : `${path}\n${caseId}`;
        jobs.push({
          path,
          jobId: await stores.jobs.enqueue({ id: desk.newId(), kind: 'import-file', subject, payload, nowMs: desk.now() }),
        });
      }
      return jobs;
    });
    desk.emit({ topics: ['jobs'] });
    return queued;
  };
  for await (const path of files.list(paths)) {
    batch.push(path);
    if (batch.length >= FILES_PER_TRANSACTION) yield* await queue();
  }
  if (batch.length > 0) yield* await queue();
}

/** Queues files and folders and answers how many files they are. */
export const queuePaths = async (
  context: Pick<CallContext, 'desk' | 'actor'>,
  files: LocalFiles,
  { paths, caseId }: { readonly paths: readonly string[]; readonly caseId?: CaseId | undefined },
): Promise<Result<{ queued: number }, Failure<'no-files'>>> => {
  let queued = 0;
  for await (const file of queueFiles(context, files, paths, caseId)) if (file.jobId) queued += 1;
  return queued > 0 ? ok({ queued }) : fail({ kind: 'no-files', message: 'There are no files in what was chosen. Nothing was imported.' });
};

/** Imports one queued file: its bytes into the vault first, then document, custody, audit, reading and the end of this job in one transaction. */
export const importFileHandler = ({ desk, files }: { readonly desk: OpenDesk; readonly files: LocalFiles }): JobHandler => ({
  run: async (control) => {
    const payload = importPayloadSchema.parse(control.job.payload);
    const actor = { userId: userIdSchema.parse(payload.actorId), name: payload.actorName };
    const source = await files.open(payload.path);
    if (source.kind === 'problem') return refuse(desk, control, source.reason);
    const watched = watchedStream(source.stream, control.signal);
    let blob;
    try {
      blob = await desk.blobs.put(withProgress(desk, control, watched.stream, source.sizeBytes));
    } catch (error) {
      if (control.signal.aborted) return { kind: 'interrupted' };
      if (watched.sourceError() !== undefined)
        return refuse(desk, control, `The file could not be read to its end (${(watched.sourceError() as Error).message}).`);
      // No room is no passing trouble: who imports is told now, not after minutes of tries.
      if (isDiskFull(error))
        return refuse(
          desk,
          control,
          'The disk is full, so the file was not stored. Everything stored before is untouched. Make room on the vault’s disk and import it again.',
        );
      if (error instanceof BlobError) return { kind: 'retry', problem: error.message };
      throw error;
    }
    await desk.transaction(async (stores) => {
      const outcome = await receiveDocument(desk, stores, actor, {
        name: payload.path,
        blob,
        head: watched.head(),
        caseId: payload.caseId,
      });
      await control.progress(stores, blob.sizeBytes, blob.sizeBytes);
      await control.endWith(stores, outcome);
    });
    control.emit({ topics: ['documents', 'jobs', 'desk'] });
    return { kind: 'ended' };
  },
  giveUp: (stores, job, problem) => account(desk, stores, job, problem),
});

/** What an import job left: how it ended for its file. */
export const importOutcomeOf = (job: Job): ImportOutcome => {
  const left = importOutcomeSchema.safeParse(job.result);
  if (left.success) return left.data;
  return {
    name: job.payload.label,
    status: 'failed',
    reason: job.problem ?? (job.state === 'cancelled' ? 'The import was cancelled.' : 'The import did not end.'),
  };
};

const refuse = async (desk: OpenDesk, control: JobControl, reason: string): Promise<JobOutcome> => {
  await desk.transaction(async (stores) => {
    const outcome: ImportOutcome = { name: control.job.payload.label, status: 'failed', reason };
    await control.endWith(stores, outcome, reason);
    await account(desk, stores, control.job, reason);
  });
  return { kind: 'ended' };
};

/** A file that could not be had leaves its trace in the audit log. */
const account = async (desk: OpenDesk, stores: Stores, job: Job, reason: string): Promise<void> => {
  const actor = { userId: userIdSchema.parse(job.payload.actorId), name: job.payload.actorName };
  await recordAudit(desk, stores, {
    actor,
    action: 'document.import-failed',
    subjectKind: 'import',
    subjectId: job.id,
    summary: `Could not import “${job.payload.label}”: ${reason}`,
  });
};

async function* withProgress(
  desk: OpenDesk,
  control: JobControl,
  source: AsyncIterable<Uint8Array>,
  sizeBytes: number,
): AsyncGenerator<Uint8Array> {
  let passedBytes = 0;
  let notedBytes = 0;
  for await (const piece of source) {
    yield piece;
    passedBytes += piece.byteLength;
    if (passedBytes - notedBytes < PROGRESS_EVERY_BYTES) continue;
    notedBytes = passedBytes;
    await control.progress(desk.stores, passedBytes, sizeBytes);
    control.emit({ topics: ['jobs'] });
  }
}

const lastPart = (path: string): string => path.split(/[/\\]/).at(-1) || path;
