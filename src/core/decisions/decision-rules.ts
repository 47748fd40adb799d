import type { CaseKind } from '../cases/case.ts';
import type { UserId } from '../ids.ts';
import type { DecisionAction } from './decision.ts';

/** Actions that take something from someone. */
export const SANCTIONS: readonly DecisionAction[] = ['remove-listing', 'suspend-account', 'warn', 'restrict'];

/** Whether a decision is a sanction, and so has to show its evidence. */
const isSanction = (action: DecisionAction): boolean => SANCTIONS.includes(action);

/** Why a decision can't be made as it stands. */
export type DecisionProblem = { readonly kind: 'no-evidence' } | { readonly kind: 'own-decision' };

/**
 * What stands against a decision: a sanction without a source, or a ruling on an appeal by someone who decided against the same subject
 * before (product.md: an appeal is ruled by someone else).
 */
export const decisionProblem = (input: {
  readonly action: DecisionAction;
  readonly anchorCount: number;
  readonly caseKind: CaseKind;
  readonly actorId: UserId;
  /** Who made earlier sanctions against the same subject, in any case. */
  readonly earlierSanctionsBy: readonly UserId[];
}): DecisionProblem | null => {
  if (isSanction(input.action) && input.anchorCount === 0) return { kind: 'no-evidence' };
  if (input.caseKind === 'appeal' && input.earlierSanctionsBy.includes(input.actorId)) return { kind: 'own-decision' };
  return null;
};
