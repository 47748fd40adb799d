import type { CaseStatus } from './case.ts';

/** What can happen to a case as a whole. Everything that changes a status is one of these. */
export const CASE_EVENTS = ['draft-written', 'submitted', 'returned', 'approved', 'sealed', 'stored', 'receipted', 'reopened'] as const;
export type CaseEvent = (typeof CASE_EVENTS)[number];

const LIFE: Readonly<Record<CaseStatus, Partial<Readonly<Record<CaseEvent, CaseStatus>>>>> = {
  investigating: { 'draft-written': 'drafting' },
  drafting: { 'draft-written': 'drafting', submitted: 'in-review' },
  'in-review': { returned: 'returned', approved: 'approved' },
  // A returned case stays visibly returned while it is revised, until it is submitted anew.
  returned: { 'draft-written': 'returned', submitted: 'in-review' },
  // Writing or submitting after a sign-off gives the sign-off up: it covered other words.
  approved: { 'draft-written': 'drafting', submitted: 'in-review', sealed: 'sealed' },
  sealed: { stored: 'sent', receipted: 'receipted', reopened: 'drafting' },
  sent: { receipted: 'receipted', reopened: 'drafting' },
  receipted: { reopened: 'drafting' },
};

/** The status a case has after `event`, or `null` if that can't happen to a case in `status`. */
export const nextStatus = (status: CaseStatus, event: CaseEvent): CaseStatus | null => LIFE[status][event] ?? null;

/** Statuses in which a sealed packet stands for the case: it is read-only until it is reopened as the next revision. */
export const CLOSED_STATUSES = ['sealed', 'sent', 'receipted'] as const satisfies readonly CaseStatus[];

/** Statuses in which someone still has to work on the case. */
export const OPEN_STATUSES = ['investigating', 'drafting', 'in-review', 'returned', 'approved'] as const satisfies readonly CaseStatus[];

/** Whether a case in `status` is read-only. */
export const isClosed = (status: CaseStatus): boolean => (CLOSED_STATUSES as readonly CaseStatus[]).includes(status);
