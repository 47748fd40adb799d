import type { CaseId, DocumentId } from '../../core/ids.ts';
import { fail, ok, type Result } from '../../core/result.ts';
import type { DocumentRecord } from '../store/document-store.ts';
import type { Stores } from '../store/stores.ts';
import { caseForChange, notFound } from './change-case.ts';
import type { Actor, CallContext, OpenDesk } from './context.ts';
import type { Failure } from './failure.ts';
import { recordAudit } from './record-audit.ts';

type Role = 'request' | 'evidence';

/** Files one document in a case under its next label, with custody and audit, in the caller's transaction. A document filed there already stays as it is. */
export const fileInCase = async (
  desk: Pick<OpenDesk, 'deskId' | 'now'>,
  stores: Stores,
  actor: Pick<Actor, 'userId' | 'name'>,
  {
    caseId,
    document,
    role,
  }: { readonly caseId: CaseId; readonly document: Pick<DocumentRecord, 'id' | 'sha256' | 'name'>; readonly role: Role },
): Promise<Result<{ label: string }, Failure<'not-found' | 'case-closed'>>> => {
  const found = await caseForChange(stores, caseId);
  if (!found.ok) return found;
  const atMs = desk.now();
  const { label, added } = await stores.caseDocuments.add({
    caseId,
    documentId: document.id,
    role,
    addedBy: actor.userId,
    addedAtMs: atMs,
  });
  if (!added) return ok({ label });
  const { number } = found.value;
  await stores.custody.append({
    documentId: document.id,
    caseId,
    atMs,
    actorId: actor.userId,
    action: 'added-to-case',
    reason: `Filed as ${label} of ${number}`,
    sha256Before: document.sha256,
    sha256After: document.sha256,
  });
  await recordAudit(desk, stores, {
    actor,
    action: 'document.added-to-case',
    subjectKind: 'document',
    subjectId: document.id,
    caseId,
    summary: `Filed “${document.name}” as ${label} of ${number}`,
    after: { sha256: document.sha256, label, role },
  });
  return ok({ label });
};

/** Files documents in a case, all or none. */
export const fileDocuments = async (
  { desk, actor }: Pick<CallContext, 'desk' | 'actor'>,
  { caseId, documentIds, role }: { readonly caseId: CaseId; readonly documentIds: readonly DocumentId[]; readonly role: Role },
): Promise<Result<Record<string, never>, Failure<'not-found' | 'case-closed'>>> => {
  const filed = await desk.transaction(async (stores): Promise<Result<Record<string, never>, Failure<'not-found' | 'case-closed'>>> => {
    const documents: DocumentRecord[] = [];
    for (const id of new Set(documentIds)) {
      const document = await stores.documents.byId(id);
      if (!document) return fail(notFound('document'));
      documents.push(document);
    }
    for (const document of documents) {
      const result = await fileInCase(desk, stores, actor, { caseId, document, role });
      if (!result.ok) return result;
    }
    return ok({});
  });
  if (filed.ok) desk.emit({ topics: ['documents', 'cases', 'desk'], caseId });
  return filed;
};
