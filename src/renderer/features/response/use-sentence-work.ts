import { useCallback, useEffect, useMemo, useRef, useState, type MouseEvent, type RefObject } from 'react';
import type { Fact } from '../../../contract/evidence.ts';
import {
  withMoved,
  withoutSentence,
  withoutSource,
  withParagraphAfter,
  withSentenceAfter,
  withSource,
  withText,
  withTypedText,
} from '../../../core/responses/edit-blocks.ts';
import { isSamePlace, sourcesOf } from '../../../core/responses/sentence-sources.ts';
import { sentencesOf } from '../../../core/responses/support.ts';
import { useKeys } from '../../platform/keys.ts';
import { standingBy, unitsOf, type LetterUnit } from '../../ui/letter/letter-units.ts';
import { showToast } from '../../ui/toast-queue.ts';
import { caretAt } from './editable-words.tsx';
import type { ChosenSentence, SentenceActions } from './sentence-pane.tsx';
import type { Draft } from './use-draft.ts';

/** A sentence being edited: where the caret starts, the words when it began, and the name of its step in the history. */
interface Editing {
  readonly id: string;
  readonly at: number | null;
  readonly step: string;
  readonly start: string;
}

/** The chosen sentence of a letter, and all that can be done with it by hand or by key. */
export interface SentenceWork {
  readonly units: readonly LetterUnit[];
  readonly chosenId: string | null;
  readonly chosen: ChosenSentence | null;
  readonly editing: Editing | null;
  readonly isAttaching: boolean;
  readonly setAttaching: (open: boolean) => void;
  readonly choose: (id: string) => void;
  /** A sentence was pressed on the paper or in the margin. */
  readonly press: (id: string, isWords: boolean, event?: MouseEvent) => void;
  readonly type: (text: string) => void;
  readonly done: (text: string, byKey: boolean) => void;
  readonly cancel: () => void;
  readonly attach: (fact: Fact) => void;
  readonly actions: SentenceActions;
}

const newId = (): string => crypto.randomUUID();

/** Chooses, walks and edits the sentences of a draft shown inside `frame`. */
export const useSentenceWork = (
  draft: Draft,
  facts: readonly Fact[],
  frame: RefObject<HTMLElement | null>,
  { writable, active }: { readonly writable: boolean; readonly active: boolean },
): SentenceWork => {
  const { blocks } = draft;
  const [chosenId, setChosenId] = useState<string | null>(null);
  const [editing, setEditing] = useState<Editing | null>(null);
  const [isAttaching, setAttaching] = useState(false);
  const standingOf = useMemo(() => standingBy(facts), [facts]);
  const units = useMemo(() => unitsOf(blocks, standingOf), [blocks, standingOf]);
  const sentences = useMemo(() => sentencesOf(blocks), [blocks]);
  const cells = useMemo(
    () => new Set(blocks.flatMap((block) => (block.kind === 'table' ? block.rows.flat().map((cell) => cell.id) : []))),
    [blocks],
  );
  const at = sentences.findIndex((one) => one.id === chosenId);
  const sentence = sentences[at];
  const before = useMemo(() => new Map(sentencesOf(draft.base.blocks).map((one) => [one.id, one])), [draft.base]);

  const chosen: ChosenSentence | null = sentence
    ? {
        sentence,
        at: at + 1,
        of: sentences.length,
        support: standingOf(sentence).support,
        inTable: cells.has(sentence.id),
        isReworded:
          (before.get(sentence.id)?.origin ?? 'person') !== 'person' && before.get(sentence.id)?.text.trim() !== sentence.text.trim(),
        sources: sourcesOf(sentence, facts),
        canDetach: ({ anchor, citedAs }) =>
          sentence.origin === 'person' || (citedAs === 'spot' && !before.get(sentence.id)?.anchors.some((one) => isSamePlace(one, anchor))),
      }
    : null;

  const focusMark = useCallback(
    (id: string): void => {
      requestAnimationFrame(() => {
        const unit = units.find((one) => one.sentenceIds.includes(id));
        frame.current?.querySelector<HTMLElement>(`[data-mark="${CSS.escape(unit?.id ?? id)}"]`)?.focus({ preventScroll: true });
        frame.current?.querySelector(`[data-sentence="${CSS.escape(id)}"]`)?.scrollIntoView({ block: 'nearest' });
      });
    },
    [units, frame],
  );
  const choose = (id: string): void => {
    setChosenId(id);
    focusMark(id);
  };
  const edit = (id: string, caret: number | null): void => {
    const text = sentences.find((one) => one.id === id)?.text ?? '';
    setChosenId(id);
    setEditing({ id, at: caret, step: `type ${newId()}`, start: text.replace(/\s+$/, '') });
  };
  const walk = (step: -1 | 1, only: (id: string) => boolean = () => true): void => {
    const stops = (writable ? sentences.map((one) => one.id) : units.map((unit) => unit.id)).filter(only);
    const from = stops.indexOf(chosenId ?? '');
    const next =
      from < 0 ? (step > 0 ? stops.find((id) => sentences.findIndex((one) => one.id === id) > at) : stops.at(-1)) : stops[from + step];
    if (next) choose(next);
    else if (stops[0] && from < 0) choose(stops[0]);
  };
  const bare = new Set(units.filter((unit) => unit.support === 'none' || unit.support === 'suggested').map((unit) => unit.id));

  // The offer to undo ends with the next change, or it would undo something else.
  const undoToast = useRef<{ changes: number; readonly dismiss: () => void } | null>(null);
  useEffect(() => {
    const offer = undoToast.current;
    if (!offer) return;
    offer.changes += 1;
    if (offer.changes < 2) return;
    undoToast.current = null;
    offer.dismiss();
    // Counts the changes of the words, whatever they are.
    // oxlint-disable-next-line react/exhaustive-effect-dependencies
  }, [blocks]);

  const actions: SentenceActions = {
    edit: () => chosenId && edit(chosenId, null),
    addSentence: () => {
      const id = newId();
      if (!chosenId || cells.has(chosenId)) return;
      draft.edit((now) => withSentenceAfter(now, chosenId, id), `add ${id}`);
      setChosenId(id);
      setEditing({ id, at: 0, step: `add ${id}`, start: '' });
    },
    addParagraph: () => {
      const id = newId();
      if (!chosenId) return;
      draft.edit((now) => withParagraphAfter(now, chosenId, { block: newId(), sentence: id }), `add ${id}`);
      setChosenId(id);
      setEditing({ id, at: 0, step: `add ${id}`, start: '' });
    },
    move: (direction) => {
      if (!chosenId) return;
      draft.edit((now) => withMoved(now, chosenId, direction));
      focusMark(chosenId);
    },
    remove: () => {
      if (!chosenId) return;
      const next = sentences[at + 1]?.id ?? sentences[at - 1]?.id ?? null;
      draft.edit((now) => withoutSentence(now, chosenId));
      if (!cells.has(chosenId) && next) choose(next);
      undoToast.current = {
        changes: 0,
        dismiss: showToast({
          tone: 'info',
          title: cells.has(chosenId) ? 'The cell is empty now' : 'The sentence is taken out',
          action: { name: 'Undo', run: draft.undo },
        }),
      };
    },
    attach: () => setAttaching(true),
    detach: (source) =>
      chosenId &&
      draft.edit((now) =>
        withoutSource(now, chosenId, { anchor: source.anchor, factId: source.citedAs === 'fact' ? (source.fact?.id ?? null) : null }),
      ),
  };

  const isIdle = active && editing === null;
  const canWork = isIdle && writable && chosen !== null;
  useKeys('Response', [
    { keys: ']', name: 'Next sentence', run: () => walk(1), when: isIdle },
    { keys: '[', name: 'Sentence before', run: () => walk(-1), when: isIdle },
    {
      keys: 'U',
      name: 'Next sentence without a confirmed source',
      run: () => walk(1, (id) => bare.has(id) || id === chosenId),
      when: isIdle && bare.size > 0,
    },
    { keys: 'Enter', name: 'Edit the sentence', run: actions.edit, when: canWork },
    { keys: 'E', name: 'Edit the sentence', run: actions.edit, when: canWork },
    { keys: 'N', name: 'Add a sentence behind it', run: actions.addSentence, when: canWork },
    { keys: 'Shift+N', name: 'Add a paragraph below', run: actions.addParagraph, when: canWork },
    { keys: 'Alt+ArrowUp', name: 'Move the sentence up', run: () => actions.move(-1), when: canWork },
    { keys: 'Alt+ArrowDown', name: 'Move the sentence down', run: () => actions.move(1), when: canWork },
    { keys: 'Del', name: 'Take the sentence out', run: actions.remove, when: canWork },
    { keys: 'S', name: 'Attach a source', run: () => setAttaching(true), when: canWork && chosen.support !== 'template' },
    { keys: 'Esc', name: 'Let go of the sentence', run: () => setChosenId(null), when: isIdle && chosenId !== null },
    { keys: 'Ctrl+Z', name: 'Undo', run: draft.undo, when: isIdle && writable },
    { keys: 'Ctrl+Shift+Z', name: 'Redo', run: draft.redo, when: isIdle && writable },
    { keys: 'Ctrl+Y', name: 'Redo', run: draft.redo, when: isIdle && writable },
  ]);

  return {
    units,
    chosenId,
    chosen,
    editing,
    isAttaching,
    setAttaching,
    choose,
    press: (id, isWords, event) => {
      if (editing?.id === id) return;
      if (writable && active && (isWords || id === chosenId)) {
        const target = isWords && event ? (event.target as Element).closest('[data-sentence]') : null;
        return edit(id, target && event ? caretAt(target, event.clientX, event.clientY) : null);
      }
      setChosenId(id);
    },
    type: (text) => editing && draft.edit((now) => withTypedText(now, editing.id, text), editing.step),
    done: (text, byKey) => {
      if (!editing) return;
      if (text.trim() !== editing.start || text.trim() === '')
        draft.edit((now) => withText(now, editing.id, text, { before: editing.start, newId }), editing.step);
      setEditing(null);
      if (text.trim() === '' && !cells.has(editing.id))
        setChosenId(sentences[sentences.findIndex((one) => one.id === editing.id) - 1]?.id ?? null);
      if (byKey) focusMark(editing.id);
    },
    cancel: () => {
      if (!editing) return;
      draft.takeBack(editing.step);
      setEditing(null);
      focusMark(editing.id);
    },
    attach: (fact) => chosenId && draft.edit((now) => withSource(now, chosenId, fact.anchor)),
    actions,
  };
};
