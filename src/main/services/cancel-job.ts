import { documentIdSchema } from '../../core/ids.ts';
import { fail, ok, type Result } from '../../core/result.ts';
import { notFound } from './change-case.ts';
import type { CallContext } from './context.ts';
import type { Failure } from './failure.ts';
import { recordAudit } from './record-audit.ts';

/** Cancels background work. What it has already stored stays; a job that has ended stays as it ended. */
export const cancelJob = async (
  { desk, actor }: Pick<CallContext, 'desk' | 'actor'>,
  jobId: string,
): Promise<Result<Record<string, never>, Failure<'not-found'>>> => {
  const cancelled = await desk.transaction(async (stores): Promise<Result<Record<string, never>, Failure<'not-found'>>> => {
    const job = await stores.jobs.byId(jobId);
    if (!job) return fail(notFound('piece of work'));
    if (!(await stores.jobs.end(jobId, { state: 'cancelled', nowMs: desk.now() }))) return ok({});
    if (job.kind === 'read-document') {
      const id = documentIdSchema.parse(job.subject);
      const document = await stores.documents.byId(id);
      const read =
        document && document.pagesRead > 0
          ? ` after page ${document.pagesRead}${document.pageCount === null ? '' : ` of ${document.pageCount}`}`
          : '';
      await stores.documents.setReading(id, {
        state: 'kept-unreadable',
        reason: `${actor.name} stopped the reading${read}. Import the file again to go on.`,
      });
    }
    await recordAudit(desk, stores, {
      actor,
      action: 'job.cancelled',
      subjectKind: job.kind === 'read-document' ? 'document' : 'import',
      subjectId: job.kind === 'read-document' ? job.subject : job.id,
      summary: `Stopped ${job.kind === 'read-document' ? 'reading' : 'importing'} “${job.payload.label}”`,
    });
    return ok({});
  });
  desk.emit({ topics: ['jobs', 'documents'] });
  return cancelled;
};
