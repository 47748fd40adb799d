import { z } from 'zod';
import type { PlacedAnchor } from '../evidence/placed-anchor.ts';
import type { CaseId, DecisionId, UserId } from '../ids.ts';

/** What an enforcement decision does. */
const DECISION_ACTIONS = [
  'no-action',
  'remove-listing',
  'restore-listing',
  'suspend-account',
  'restore-account',
  'warn',
  'restrict',
  'other',
] as const;
export const decisionActionSchema = z.enum(DECISION_ACTIONS);
export type DecisionAction = z.infer<typeof decisionActionSchema>;

/** A decision with policy, reason and evidence. Never changed; a later one on the same subject supersedes it. */
export interface CaseDecision {
  readonly id: DecisionId;
  readonly caseId: CaseId;
  readonly label: string;
  readonly action: DecisionAction;
  readonly subject: string;
  readonly policy: string;
  readonly reason: string;
  readonly anchors: readonly PlacedAnchor[];
  readonly madeBy: UserId;
  readonly madeByName: string;
  readonly madeAtMs: number;
}
