import type { DocumentRecord } from '../store/document-store.ts';
import type { JobRunner } from '../jobs/job-runner.ts';
import type { LocalFiles } from '../documents/local-files.ts';
import type { CallContext } from './context.ts';
import { importOutcomeOf, queueFiles, type QueuedFile } from './import-file.ts';

/** What became of one file, as the command line prints it; told once its reading has ended. `failed`: the file could not be had. */
export interface ImportResultLine {
  readonly path: string;
  readonly sha256?: string;
  readonly sizeBytes?: number;
  readonly mediaType?: string;
  readonly pages?: number;
  readonly status: 'imported' | 'duplicate' | 'kept-unreadable' | 'failed';
  readonly reason?: string;
  /** From the queueing of the file to the end of its reading. */
  readonly ms: number;
}

/** Imports files and folders and waits until each is read; answers a line a file, in the order of the files. The desk's runner must run. */
export async function* importPaths(
  context: Pick<CallContext, 'desk' | 'actor'>,
  { files, runner }: { readonly files: LocalFiles; readonly runner: JobRunner },
  paths: readonly string[],
): AsyncGenerator<ImportResultLine> {
  const queued: QueuedFile[] = [];
  for await (const file of queueFiles(context, files, paths)) {
    queued.push(file);
    runner.wake();
  }
  for (const file of queued) yield await lineOf(context, runner, file);
}

const lineOf = async ({ desk }: Pick<CallContext, 'desk'>, runner: JobRunner, { path, jobId }: QueuedFile): Promise<ImportResultLine> => {
  const job = await runner.settled(jobId);
  const outcome = importOutcomeOf(job);
  if (outcome.documentId === undefined)
    return { path, status: 'failed', reason: outcome.reason ?? 'It could not be imported.', ms: job.changedAtMs - job.madeAtMs };
  const reading = await desk.stores.jobs.bySubject('read-document', outcome.documentId);
  const read = reading && (await runner.settled(reading.id));
  const document = await desk.stores.documents.byId(outcome.documentId);
  if (!document) throw new Error(`The imported document ${outcome.documentId} is gone.`);
  const isDuplicate = outcome.status === 'duplicate';
  const endedAtMs = isDuplicate ? job.changedAtMs : Math.max(job.changedAtMs, read?.changedAtMs ?? 0);
  const reason = isDuplicate ? outcome.reason : (document.reason ?? outcome.reason);
  return {
    path,
    sha256: document.sha256,
    sizeBytes: document.sizeBytes,
    mediaType: document.mediaType,
    ...pagesOf(document),
    status: isDuplicate ? 'duplicate' : document.state === 'kept-unreadable' ? 'kept-unreadable' : 'imported',
    ...(reason === undefined ? {} : { reason }),
    ms: endedAtMs - job.madeAtMs,
  };
};

const pagesOf = ({ pageCount }: DocumentRecord): { pages?: number } => (pageCount === null ? {} : { pages: pageCount });
