import { ok } from '../../core/result.ts';
import { listNotes, makeNote, removeNote } from '../services/notes-of-case.ts';
import type { Handlers } from './router.ts';

/** `notes.*`: what people remark on a case and its documents. */
export const notesHandlers: Handlers<'notes'> = {
  list: (context, { caseId }) => listNotes(context, caseId),
  make: (context, input) => makeNote(context, input),
  remove: async (context, input) => {
    const removed = await removeNote(context, input);
    return removed.ok ? ok({}) : removed;
  },
};
