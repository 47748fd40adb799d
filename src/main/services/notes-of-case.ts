import type { Anchor } from '../../core/evidence/anchor.ts';
import type { CaseNote } from '../../core/evidence/note.ts';
import { noteIdSchema, type CaseId, type NoteId } from '../../core/ids.ts';
import { fail, ok, type Result } from '../../core/result.ts';
import { caseForChange, findCase, notFound } from './change-case.ts';
import { checkAnchor } from './check-anchor.ts';
import type { CallContext } from './context.ts';
import type { Failure } from './failure.ts';
import { recordAudit } from './record-audit.ts';

/** The notes of a case that are not removed. */
export const listNotes = async ({ desk }: CallContext, caseId: CaseId): Promise<Result<{ notes: CaseNote[] }, Failure<'not-found'>>> => {
  const found = await findCase(desk.stores, caseId);
  return found.ok ? ok({ notes: await desk.stores.notes.list(caseId) }) : found;
};

/** Writes a note, on a spot of a document or on the case as a whole. */
export const makeNote = async (
  context: CallContext,
  input: { readonly caseId: CaseId; readonly text: string; readonly anchor: Anchor | null },
): Promise<Result<CaseNote, Failure<'not-found' | 'case-closed' | 'bad-anchor'>>> => {
  const { desk, actor } = context;
  const made = await desk.transaction(async (stores) => {
    const found = await caseForChange(stores, input.caseId);
    if (!found.ok) return found;
    const anchor = input.anchor === null ? ok(null) : await checkAnchor(stores, input.anchor, input.caseId);
    if (!anchor.ok) return anchor;
    const id = noteIdSchema.parse(desk.newId());
    await stores.notes.insert({
      id,
      caseId: input.caseId,
      text: input.text,
      anchor: anchor.value,
      madeBy: actor.userId,
      madeAtMs: desk.now(),
    });
    await stores.cases.touch(input.caseId, desk.now());
    const note = await stores.notes.get(id);
    if (!note) throw new Error('The note just written is not there.');
    await recordAudit(desk, stores, {
      actor: context.actor,
      action: 'note.made',
      subjectKind: 'note',
      subjectId: id,
      caseId: input.caseId,
      summary: `Wrote note ${note.label}`,
      after: note,
    });
    return ok(note);
  });
  if (made.ok) desk.emit({ topics: ['notes', 'cases'], caseId: input.caseId });
  return made;
};

/** Hides a note, or shows it again; it stays on record either way. */
export const removeNote = async (
  context: CallContext,
  input: { readonly noteId: NoteId; readonly restore: boolean },
): Promise<Result<{ caseId: CaseId }, Failure<'not-found' | 'case-closed'>>> => {
  const { desk } = context;
  const done = await desk.transaction(async (stores): Promise<Result<{ caseId: CaseId }, Failure<'not-found' | 'case-closed'>>> => {
    const note = await stores.notes.get(input.noteId);
    if (!note) return fail(notFound('note'));
    const found = await caseForChange(stores, note.caseId);
    if (!found.ok) return found;
    if (note.removed !== !input.restore) {
      await stores.notes.setRemoved(note.id, input.restore ? null : desk.now());
      await stores.cases.touch(note.caseId, desk.now());
      await recordAudit(desk, stores, {
        actor: context.actor,
        action: input.restore ? 'note.restored' : 'note.removed',
        subjectKind: 'note',
        subjectId: note.id,
        caseId: note.caseId,
        summary: `${input.restore ? 'Restored' : 'Removed'} note ${note.label}`,
        before: note,
        after: { ...note, removed: !input.restore },
      });
    }
    return ok({ caseId: note.caseId });
  });
  if (done.ok) desk.emit({ topics: ['notes', 'cases'], caseId: done.value.caseId });
  return done;
};
