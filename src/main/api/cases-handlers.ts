import { ok } from '../../core/result.ts';
import { getCase, listCases } from '../services/case-view.ts';
import { addItem, reopenCase, setDisposition, updateCase } from '../services/correct-case.ts';
import { openCase } from '../services/open-case.ts';
import { suggestOpening } from '../services/suggest-opening.ts';
import type { Handlers } from './router.ts';

/** `cases.*`: the list, opening, correcting, answering items, reopening. */
export const casesHandlers: Handlers<'cases'> = {
  list: async (context, input) => {
    const startedMs = performance.now();
    const page = await listCases(context, input);
    return ok({ ...page, ms: performance.now() - startedMs });
  },
  get: (context, { caseId }) => getCase(context, caseId),
  suggestOpening: (context, { documentId }) => suggestOpening(context, documentId),
  open: (context, input) => openCase(context, input),
  update: (context, { caseId, ...patch }) => updateCase(context, caseId, patch),
  setDisposition: (context, input) => setDisposition(context, input),
  addItem: (context, input) => addItem(context, input),
  reopen: async (context, input) => {
    const reopened = await reopenCase(context, input);
    return reopened.ok ? ok({}) : reopened;
  },
};
