import { decideFacts, listFacts, makeFact } from '../services/facts-of-case.ts';
import type { Handlers } from './router.ts';

/** `facts.*`: what a case claims, with its sources. */
export const factsHandlers: Handlers<'facts'> = {
  list: (context, { caseId }) => listFacts(context, caseId),
  make: (context, input) => makeFact(context, input),
  decide: (context, input) => decideFacts(context, input),
};
