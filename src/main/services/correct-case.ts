import type { Disposition } from '../../core/cases/case.ts';
import { nextStatus } from '../../core/cases/case-life.ts';
import type { CaseItem } from '../../core/cases/legal-case.ts';
import type { Anchor } from '../../core/evidence/anchor.ts';
import { itemIdSchema, type CaseId, type ItemId } from '../../core/ids.ts';
import { fail, ok, type Result } from '../../core/result.ts';
import type { CasePatch } from '../store/case-store.ts';
import { type CaseView, viewOf } from './case-view.ts';
import { caseForChange, findCase, moveCase, notFound } from './change-case.ts';
import { checkAnchor } from './check-anchor.ts';
import type { CallContext } from './context.ts';
import type { Failure } from './failure.ts';
import { recordAudit } from './record-audit.ts';

type ChangeFailure = Failure<'not-found' | 'case-closed'>;

/** Corrects what a case says of itself, or gives it to another holder. Its number stays, whatever its kind becomes. */
export const updateCase = async (context: CallContext, caseId: CaseId, patch: CasePatch): Promise<Result<CaseView, ChangeFailure>> => {
  const { desk, actor } = context;
  const updated = await desk.transaction(async (stores): Promise<Result<CaseView, ChangeFailure>> => {
    const found = await caseForChange(stores, caseId);
    if (!found.ok) return found;
    if (patch.holderUserId !== undefined && !(await stores.users.byId(patch.holderUserId))) return fail(notFound('person'));
    await stores.cases.update(caseId, patch, desk.now());
    const after = await stores.cases.get(caseId);
    if (!after) throw new Error('The case just changed is not there.');
    await recordAudit(desk, stores, {
      actor,
      action: patch.holderUserId === undefined ? 'case.corrected' : 'case.given',
      subjectKind: 'case',
      subjectId: caseId,
      caseId,
      summary:
        patch.holderUserId === undefined
          ? `Corrected ${Object.keys(patch)
              .map((key) => PART[key as keyof CasePatch])
              .join(', ')} of ${after.number}`
          : `Gave ${after.number} to ${after.holder.name}`,
      before: found.value,
      after,
    });
    return ok(await viewOf(stores, actor, after));
  });
  if (updated.ok) desk.emit({ topics: ['cases', 'desk'], caseId });
  return updated;
};

const PART: Readonly<Record<keyof CasePatch, string>> = {
  title: 'the title',
  severity: 'the severity',
  kind: 'the kind',
  requestType: 'the type',
  dueOn: 'the deadline',
  dueZone: "the deadline's time zone",
  holderUserId: 'the holder',
};

/** Adds an item that the request asks for. */
export const addItem = async (
  context: CallContext,
  input: { readonly caseId: CaseId; readonly text: string; readonly anchor: Anchor | null },
): Promise<Result<CaseItem, ChangeFailure | Failure<'bad-anchor'>>> => {
  const { desk, actor } = context;
  const added = await desk.transaction(async (stores): Promise<Result<CaseItem, ChangeFailure | Failure<'bad-anchor'>>> => {
    const found = await caseForChange(stores, input.caseId);
    if (!found.ok) return found;
    const anchor = input.anchor === null ? ok(null) : await checkAnchor(stores, input.anchor, input.caseId);
    if (!anchor.ok) return anchor;
    const id = itemIdSchema.parse(desk.newId());
    await stores.items.append(input.caseId, [{ id, text: input.text, anchor: anchor.value }]);
    await stores.cases.touch(input.caseId, desk.now());
    const item = await stores.items.get(id);
    if (!item) throw new Error('The item just written is not there.');
    await recordAudit(desk, stores, {
      actor,
      action: 'item.added',
      subjectKind: 'item',
      subjectId: id,
      caseId: input.caseId,
      summary: `Added item ${item.position}`,
      after: item,
    });
    return ok(item);
  });
  if (added.ok) desk.emit({ topics: ['cases'], caseId: input.caseId });
  return added;
};

/** Answers an item: produced, objected and so on, with a reason where the answer is not simply yes. */
export const setDisposition = async (
  context: CallContext,
  input: { readonly itemId: ItemId; readonly disposition: Disposition; readonly reason: string },
): Promise<Result<CaseItem, ChangeFailure>> => {
  const { desk, actor } = context;
  const answered = await desk.transaction(async (stores): Promise<Result<CaseItem, ChangeFailure>> => {
    const item = await stores.items.get(input.itemId);
    if (!item) return fail(notFound('item'));
    const found = await caseForChange(stores, item.caseId);
    if (!found.ok) return found;
    await stores.items.answer(item.id, input.disposition, input.reason);
    await stores.cases.touch(item.caseId, desk.now());
    const after: CaseItem = { ...item, disposition: input.disposition, reason: input.reason };
    await recordAudit(desk, stores, {
      actor,
      action: 'item.answered',
      subjectKind: 'item',
      subjectId: item.id,
      caseId: item.caseId,
      summary: `Item ${item.position}: ${input.disposition}`,
      before: item,
      after,
    });
    return ok(after);
  });
  if (answered.ok) desk.emit({ topics: ['cases'], caseId: answered.value.caseId });
  return answered;
};

/** Starts revision r+1 of a case whose packet was sealed, so that it can be corrected; nothing of r is overwritten. */
export const reopenCase = async (
  context: CallContext,
  input: { readonly caseId: CaseId; readonly reason: string },
): Promise<Result<{ revision: number }, Failure<'not-found' | 'not-sealed'>>> => {
  const { desk, actor } = context;
  const reopened = await desk.transaction(async (stores): Promise<Result<{ revision: number }, Failure<'not-found' | 'not-sealed'>>> => {
    const found = await findCase(stores, input.caseId);
    if (!found.ok) return found;
    const legalCase = found.value;
    if (nextStatus(legalCase.status, 'reopened') === null) {
      return fail({
        kind: 'not-sealed',
        message: `${legalCase.number} has no sealed packet to correct; it can simply be changed. Nothing was done.`,
      });
    }
    const status = await moveCase(stores, legalCase, 'reopened', desk.now());
    const revision = legalCase.revision + 1;
    await recordAudit(desk, stores, {
      actor,
      action: 'case.reopened',
      subjectKind: 'case',
      subjectId: legalCase.id,
      caseId: legalCase.id,
      summary: `Reopened ${legalCase.number} as revision ${revision}: ${input.reason}`,
      before: legalCase,
      after: { ...legalCase, status, revision },
    });
    return ok({ revision });
  });
  if (reopened.ok) desk.emit({ topics: ['cases', 'packets', 'desk'], caseId: input.caseId });
  return reopened;
};
