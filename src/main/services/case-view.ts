import { dueInstantMs } from '../../core/cases/due.ts';
import type { CaseItem, LegalCase } from '../../core/cases/legal-case.ts';
import { nextAction, type NextAction } from '../../core/cases/next-action.ts';
import type { CaseCounts } from '../../core/cases/legal-case.ts';
import type { CaseId, PacketId } from '../../core/ids.ts';
import { ok, type Result } from '../../core/result.ts';
import type { Stores } from '../store/stores.ts';
import type { CaseListQuery } from '../store/case-list.ts';
import { findCase } from './change-case.ts';
import type { Actor, CallContext } from './context.ts';
import type { Failure } from './failure.ts';

/** A case as a list shows it: with the instant its deadline passes. */
export type CaseRow = LegalCase & { readonly dueAtMs: number | null };

/** A case as its workspace shows it. */
export type CaseView = CaseRow & {
  readonly items: CaseItem[];
  readonly counts: CaseCounts;
  readonly nextAction: NextAction;
  readonly packetId: PacketId | null;
};

/** Adds the instant of the deadline. */
export const caseRow = (legalCase: LegalCase): CaseRow => ({
  ...legalCase,
  dueAtMs: legalCase.dueOn === null ? null : dueInstantMs(legalCase.dueOn, legalCase.dueZone),
});

/** Everything the workspace's frame needs of a case, seen by `actor`. */
export const viewOf = async (stores: Stores, actor: Actor, legalCase: LegalCase): Promise<CaseView> => {
  const counts = await stores.cases.counts(legalCase.id);
  const packet = await stores.cases.packet(legalCase.id, legalCase.revision);
  const isAuthor = await stores.cases.isAuthor(legalCase.id, actor.userId);
  return {
    ...caseRow(legalCase),
    items: await stores.items.list(legalCase.id),
    counts,
    nextAction: nextAction({ status: legalCase.status, counts, outbox: packet?.outbox ?? null, roles: actor.roles, isAuthor }),
    packetId: packet?.id ?? null,
  };
};

/** One case for the person who asks. */
export const getCase = async ({ desk, actor }: CallContext, caseId: CaseId): Promise<Result<CaseView, Failure<'not-found'>>> => {
  const found = await findCase(desk.stores, caseId);
  return found.ok ? ok(await viewOf(desk.stores, actor, found.value)) : found;
};

/** A page of the case list with the sizes of its views and its horizon. */
export const listCases = async (
  { desk, actor }: CallContext,
  query: Omit<CaseListQuery, 'userId'>,
): Promise<{
  total: number;
  rows: CaseRow[];
  views: Awaited<ReturnType<Stores['caseList']['viewSizes']>>;
  horizon: Awaited<ReturnType<Stores['caseList']['horizon']>>;
}> => {
  const { caseList } = desk.stores;
  const { total, rows } = await caseList.page({ ...query, userId: actor.userId });
  return { total, rows: rows.map(caseRow), views: await caseList.viewSizes(actor.userId), horizon: await caseList.horizon() };
};
