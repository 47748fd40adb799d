import type { Permission, Role } from '../policy/permissions.ts';
import { isAllowed } from '../policy/permissions.ts';
import type { OutboxState } from '../packets/packet.ts';
import type { CaseCounts } from './legal-case.ts';
import type { CaseStatus } from './case.ts';

type ActionName = 'confirm-facts' | 'draft-response' | 'submit' | 'review' | 'revise' | 'seal' | 'send' | 'wait' | 'none';

/** The one next step of a case; `blocked` says why the person who looks can't take it. */
export interface NextAction {
  readonly action: ActionName;
  readonly label: string;
  readonly blocked?: string;
}

/** What decides the next step: the case, its packet's way, and who looks. */
export interface NextActionInput {
  readonly status: CaseStatus;
  readonly counts: Pick<CaseCounts, 'factsToConfirm' | 'responseVersion' | 'submittedVersion'>;
  /** Where the packet of this revision stands; `null` while it is not queued. */
  readonly outbox: OutboxState | null;
  readonly roles: readonly Role[];
  /** Whether the person who looks wrote a version of the response or submitted it. */
  readonly isAuthor: boolean;
}

/** The next step of a case, and why it is closed to the person who looks, if it is. */
export const nextAction = (input: NextActionInput): NextAction => {
  const { status, counts, roles, isAuthor } = input;
  switch (status) {
    case 'investigating':
      if (counts.factsToConfirm > 0) {
        return step(
          'confirm-facts',
          counts.factsToConfirm === 1 ? 'Confirm 1 fact' : `Confirm ${counts.factsToConfirm} facts`,
          roles,
          'case.edit',
        );
      }
      return step('draft-response', 'Draft response', roles, 'response.write');
    case 'drafting':
      return step('submit', 'Submit for review', roles, 'response.submit');
    case 'returned':
      return counts.responseVersion > counts.submittedVersion
        ? step('submit', 'Submit again', roles, 'response.submit')
        : step('revise', 'Revise response', roles, 'response.write');
    case 'in-review':
      if (isAuthor)
        return {
          action: 'review',
          label: 'Review',
          blocked: 'You worked on this response or decided in its case; another supervisor signs it off.',
        };
      return step('review', 'Review', roles, 'review.decide');
    case 'approved':
      return step('seal', 'Seal packet', roles, 'packet.seal');
    case 'sealed':
      if (input.outbox === null) return step('send', 'Send packet', roles, 'packet.send');
      if (input.outbox === 'held') return { ...step('send', 'Decide on held packet', roles, 'packet.send') };
      return { action: 'wait', label: 'Waiting for delivery' };
    case 'sent':
      return { action: 'wait', label: 'Waiting for receipt' };
    case 'receipted':
    default:
      return { action: 'none', label: 'Receipted' };
  }
};

const WHO: Partial<Readonly<Record<Permission, string>>> = {
  'case.edit': 'An investigator or intake analyst takes this step.',
  'response.write': 'An investigator writes the response.',
  'response.submit': 'An investigator submits the response.',
  'review.decide': 'A supervisor reviews and signs off.',
  'packet.seal': 'Export staff seal the packet.',
  'packet.send': 'Export staff send the packet.',
};

const step = (action: ActionName, label: string, roles: readonly Role[], permission: Permission): NextAction =>
  isAllowed(roles, permission) ? { action, label } : { action, label, blocked: WHO[permission] ?? 'Your role does not include this step.' };
