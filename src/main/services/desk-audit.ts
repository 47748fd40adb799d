import type { AuditRecord } from '../../contract/desk.ts';
import { caseIdSchema, type CaseId } from '../../core/ids.ts';
import type { CallContext } from './context.ts';

/** A page of the audit log, newest first: at most `limit` records before `beforeSeq`, of one case or of the whole desk. */
export const listAudit = async (
  { desk }: CallContext,
  page: { readonly caseId?: CaseId | undefined; readonly beforeSeq?: number | undefined; readonly limit: number },
): Promise<{ readonly records: readonly AuditRecord[]; readonly total: number }> => {
  const { records, total } = await desk.stores.audit.list(page);
  return {
    total,
    records: records.map(({ hash, record }) => ({
      seq: record.seq,
      atMs: record.atMs,
      actorName: record.actorName,
      action: record.action,
      summary: record.summary,
      subjectKind: record.subjectKind,
      subjectId: record.subjectId,
      caseId: record.caseId === null ? null : caseIdSchema.parse(record.caseId),
      hash,
    })),
  };
};

/** Walks the whole audit log; names the first record that was changed or doesn't follow the one before it. */
export const checkAudit = ({ desk }: CallContext): ReturnType<CallContext['desk']['stores']['audit']['check']> => desk.stores.audit.check();
