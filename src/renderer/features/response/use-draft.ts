import { useCallback, useEffect, useReducer, useRef } from 'react';
import type { ResponseVersion } from '../../../contract/responses.ts';
import { applyEdit } from '../../../core/responses/apply-edit.ts';
import { withoutEmpty } from '../../../core/responses/edit-blocks.ts';
import type { ResponseBlock } from '../../../core/responses/response.ts';
import type { CallFailure } from '../../platform/client.ts';
import { bridge } from '../../platform/host.ts';
import { useSession } from '../../platform/session.ts';
import { useAct } from '../../platform/use-call.ts';
import { showToast } from '../../ui/toast-queue.ts';
import { draftOf, isDirty, nextDraft } from './draft-state.ts';
import { dropDraft, heldDraft, holdDraft } from './unsaved-drafts.ts';

/** A draft that is being written: its words as the desk will judge them, and what can be done with it. */
export interface Draft {
  readonly base: ResponseVersion;
  /** The words with the origins that saving them would give. */
  readonly blocks: readonly ResponseBlock[];
  readonly isDirty: boolean;
  readonly canUndo: boolean;
  readonly canRedo: boolean;
  readonly isSaving: boolean;
  readonly failure: CallFailure | null;
  /** Changes the words; changes of one `step` are undone as one. */
  readonly edit: (change: (blocks: readonly ResponseBlock[]) => readonly ResponseBlock[], step?: string) => void;
  readonly takeBack: (step: string) => void;
  readonly undo: () => void;
  readonly redo: () => void;
  /** Saves as the next version; answers it, or null when it was refused. With nothing to save it answers the version there is. */
  readonly save: (note?: 'quiet') => Promise<ResponseVersion | null>;
  /** Puts the words on a newer version, so that saving them replaces it; it stays in the list of versions. */
  readonly rebase: (version: ResponseVersion) => void;
  readonly adopt: (version: ResponseVersion) => void;
}

const SAVE_AFTER_IDLE_MS = 180_000;

/**
 * Holds the words of a response while they are written. Nothing is lost by leaving: a draft that is left, or stands untouched for some
 * minutes, is saved as the next version; what can't be saved waits in this window for its author.
 */
export const useDraft = (version: ResponseVersion, writable: boolean): Draft => {
  const session = useSession();
  const userId = session?.user?.id ?? '';
  const { caseId } = version;
  const act = useAct('responses.save', { inline: true });
  const [state, tell] = useReducer(nextDraft, version, (start) => {
    const draft = writable ? heldDraft(caseId, userId) : undefined;
    return draft ? draftOf(draft.base, draft.blocks) : draftOf(start);
  });
  const dirty = writable && isDirty(state);
  const settled = applyEdit(state.base.blocks, state.blocks);

  // A version that came from elsewhere is taken over while nothing is unsaved here.
  const isOther = version.id !== state.base.id && version.versionNo > state.base.versionNo;
  if (isOther && !dirty && !act.isBusy) tell({ kind: 'adopt', version });

  const latest = useRef({ state, dirty, userId, run: act.run });
  const running = useRef<Promise<ResponseVersion | null> | null>(null);
  const save = useCallback(
    async (note?: 'quiet'): Promise<ResponseVersion | null> => {
      if (running.current) return running.current;
      const { state: sent, dirty: needed, run } = latest.current;
      if (!needed) return sent.base;
      running.current = (async () => {
        const result = await run({ caseId, baseVersionNo: sent.base.versionNo, blocks: withoutEmpty(sent.blocks) });
        if (!result.ok) return null;
        dropDraft(caseId);
        tell({ kind: 'saved', version: result.value, sent: sent.blocks });
        if (note !== 'quiet') showToast({ tone: 'good', title: `Saved as version ${result.value.versionNo}` });
        return result.value;
      })();
      try {
        return await running.current;
      } finally {
        running.current = null;
      }
    },
    [caseId],
  );

  useEffect(() => {
    latest.current = { state, dirty, userId, run: act.run };
  });

  const lockAfterMs = (session?.lockAfterMinutes ?? 15) * 60_000;
  useEffect(() => {
    if (!dirty || act.failure) return undefined;
    const timer = setTimeout(() => void save('quiet'), Math.min(SAVE_AFTER_IDLE_MS, lockAfterMs / 2));
    return () => clearTimeout(timer);
    // The words are named so that each change starts the wait anew.
    // oxlint-disable-next-line react/exhaustive-effect-dependencies
  }, [dirty, state.blocks, lockAfterMs, save, act.failure]);

  useEffect(() => {
    const closing = (event: BeforeUnloadEvent): void => {
      if (!latest.current.dirty) return;
      void save('quiet');
      // Electron would refuse to close without a word; there the save above is on its way already.
      if (!bridge()) event.preventDefault();
    };
    window.addEventListener('beforeunload', closing);
    return () => window.removeEventListener('beforeunload', closing);
  }, [save]);

  useEffect(
    () => () => {
      const { state: left, dirty: needed, userId: author } = latest.current;
      if (!needed) return;
      holdDraft(caseId, { userId: author, base: left.base, blocks: left.blocks });
      void save('quiet').then((saved) =>
        showToast(
          saved
            ? { tone: 'info', title: `Your changes are saved as version ${saved.versionNo}` }
            : {
                tone: 'held',
                title: 'Your changes are not saved yet',
                detail: 'They wait in this window; open the response to save them.',
              },
        ),
      );
    },
    [caseId, save],
  );

  return {
    base: state.base,
    blocks: settled.ok ? keepEmpty(settled.value, state.blocks) : state.blocks,
    isDirty: dirty,
    canUndo: state.past.length > 0,
    canRedo: state.future.length > 0,
    isSaving: act.isBusy,
    failure: act.failure,
    edit: (change, step) => tell({ kind: 'edit', blocks: change(state.blocks), step }),
    takeBack: (step) => tell({ kind: 'take-back', step }),
    undo: () => tell({ kind: 'undo' }),
    redo: () => tell({ kind: 'redo' }),
    save,
    rebase: (newer) => (act.reset(), tell({ kind: 'rebase', version: newer })),
    adopt: (newer) => (act.reset(), dropDraft(caseId), tell({ kind: 'adopt', version: newer })),
  };
};

/** The desk drops sentences without words; while one is being written it stays where it is. */
const keepEmpty = (settled: readonly ResponseBlock[], written: readonly ResponseBlock[]): readonly ResponseBlock[] => {
  const byId = new Map(settled.map((block) => [block.id, block]));
  return written.map((block): ResponseBlock => {
    const judged = byId.get(block.id);
    if (!judged) return block;
    if (block.kind === 'table' || judged.kind === 'table') return judged;
    const sentences = new Map(judged.sentences.map((sentence) => [sentence.id, sentence]));
    return { ...judged, sentences: block.sentences.map((sentence) => sentences.get(sentence.id) ?? sentence) };
  });
};
