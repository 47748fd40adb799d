import type { Anchor } from '../../core/evidence/anchor.ts';
import type { CustodyEvent } from '../../core/evidence/custody.ts';
import type { CaseExhibit } from '../../core/evidence/exhibit.ts';
import { exhibitIdSchema, type CaseId, type DocumentId } from '../../core/ids.ts';
import { fail, ok, type Result } from '../../core/result.ts';
import { caseForChange, findCase, notFound } from './change-case.ts';
import { checkAnchor } from './check-anchor.ts';
import type { CallContext } from './context.ts';
import type { Failure } from './failure.ts';
import { recordAudit } from './record-audit.ts';

type ChangeFailure = Failure<'not-found' | 'case-closed' | 'bad-anchor'>;

/** The exhibits of a case, and everything that happened to its documents. */
export const listExhibits = async (
  { desk }: CallContext,
  caseId: CaseId,
): Promise<Result<{ exhibits: CaseExhibit[]; custody: CustodyEvent[] }, Failure<'not-found'>>> => {
  const found = await findCase(desk.stores, caseId);
  if (!found.ok) return found;
  return ok({ exhibits: await desk.stores.exhibits.list(caseId), custody: await desk.stores.custody.list(caseId) });
};

/** Holds a document of the case, or the part that `anchor` quotes, as evidence; its chain of custody says so. */
export const makeExhibit = async (
  context: CallContext,
  input: { readonly caseId: CaseId; readonly documentId: DocumentId; readonly title: string; readonly anchor: Anchor | null },
): Promise<Result<CaseExhibit, ChangeFailure>> => {
  const { desk, actor } = context;
  const made = await desk.transaction(async (stores): Promise<Result<CaseExhibit, ChangeFailure>> => {
    const found = await caseForChange(stores, input.caseId);
    if (!found.ok) return found;
    const document = (await stores.caseDocuments.list(input.caseId)).find((filed) => filed.documentId === input.documentId);
    if (!document) return fail(notFound('document in this case'));
    const anchor = input.anchor === null ? ok(null) : await checkAnchor(stores, input.anchor, input.caseId);
    if (!anchor.ok) return anchor;
    if (anchor.value && anchor.value.documentSha256 !== document.sha256) {
      return fail({
        kind: 'bad-anchor',
        message: 'The quoted words stand in another document than the one chosen as exhibit. Nothing was saved.',
      });
    }
    const id = exhibitIdSchema.parse(desk.newId());
    const atMs = desk.now();
    await stores.exhibits.insert({
      id,
      caseId: input.caseId,
      documentId: input.documentId,
      title: input.title,
      anchor: anchor.value,
      madeBy: actor.userId,
      madeAtMs: atMs,
    });
    await stores.cases.touch(input.caseId, atMs);
    const exhibit = (await stores.exhibits.list(input.caseId)).find((one) => one.id === id);
    if (!exhibit) throw new Error('The exhibit just written is not there.');
    await stores.custody.append({
      documentId: input.documentId,
      caseId: input.caseId,
      atMs,
      actorId: actor.userId,
      action: 'made-exhibit',
      reason: `${exhibit.label} of ${found.value.number}: ${input.title}`,
      sha256Before: document.sha256,
      sha256After: document.sha256,
    });
    await recordAudit(desk, stores, {
      actor: context.actor,
      action: 'exhibit.made',
      subjectKind: 'exhibit',
      subjectId: id,
      caseId: input.caseId,
      summary: `Made ${exhibit.label} of ${document.label}: ${input.title}`,
      after: exhibit,
    });
    return ok(exhibit);
  });
  if (made.ok) desk.emit({ topics: ['exhibits', 'cases'], caseId: input.caseId });
  return made;
};
