import { isClosed, nextStatus, type CaseEvent } from '../../core/cases/case-life.ts';
import type { LegalCase } from '../../core/cases/legal-case.ts';
import type { CaseStatus } from '../../core/cases/case.ts';
import type { CaseId } from '../../core/ids.ts';
import { fail, ok, type Result } from '../../core/result.ts';
import type { Stores } from '../store/stores.ts';
import type { Failure } from './failure.ts';

/** The case, or that there is none. */
export const findCase = async (stores: Stores, caseId: CaseId): Promise<Result<LegalCase, Failure<'not-found'>>> => {
  const found = await stores.cases.get(caseId);
  return found ? ok(found) : fail(notFound('case'));
};

/** The case if it can still be changed: a case whose packet is sealed stays as it was sealed until someone reopens it. */
export const caseForChange = async (stores: Stores, caseId: CaseId): Promise<Result<LegalCase, Failure<'not-found' | 'case-closed'>>> => {
  const found = await findCase(stores, caseId);
  if (!found.ok) return found;
  return isClosed(found.value.status) ? fail(closed(found.value)) : found;
};

/** Moves a case on by an event of its life; answers its new status. Throws if that can't happen to it, which callers check before. */
export const moveCase = async (stores: Stores, legalCase: LegalCase, event: CaseEvent, atMs: number): Promise<CaseStatus> => {
  const status = nextStatus(legalCase.status, event);
  if (status === null) throw new Error(`The case ${legalCase.number} is ${legalCase.status} and can not be ${event}.`);
  await stores.cases.setStatus(legalCase.id, status, atMs, event === 'reopened' ? legalCase.revision + 1 : undefined);
  return status;
};

/** Says that something asked for is not on this desk. */
export const notFound = (what: string): Failure<'not-found'> => ({
  kind: 'not-found',
  message: `This desk has no such ${what}. It may belong to another desk; refresh and try again.`,
});

const closed = (legalCase: LegalCase): Failure<'case-closed'> => ({
  kind: 'case-closed',
  message: `The packet of ${legalCase.number} is sealed, so the case is read-only. Nothing was changed. To correct it, reopen it as revision ${legalCase.revision + 1}.`,
});
