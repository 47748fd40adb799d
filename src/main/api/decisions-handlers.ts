import { listDecisions, makeDecision } from '../services/decisions-of-case.ts';
import type { Handlers } from './router.ts';

/** `decisions.*`: enforcement decisions. */
export const decisionsHandlers: Handlers<'decisions'> = {
  list: (context, { caseId }) => listDecisions(context, caseId),
  make: (context, input) => makeDecision(context, input),
};
