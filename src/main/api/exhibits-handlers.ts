import { listExhibits, makeExhibit } from '../services/exhibits-of-case.ts';
import type { Handlers } from './router.ts';

/** `exhibits.*`: evidence and its custody. */
export const exhibitsHandlers: Handlers<'exhibits'> = {
  list: (context, { caseId }) => listExhibits(context, caseId),
  make: (context, input) => makeExhibit(context, input),
};
