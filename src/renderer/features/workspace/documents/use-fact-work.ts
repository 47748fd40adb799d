import { useState, type RefObject } from 'react';
import type { Fact } from '../../../../contract/evidence.ts';
import type { FactState, FactValue } from '../../../../core/facts/fact.ts';
import { useKeys } from '../../../platform/keys.ts';
import { useAct } from '../../../platform/use-call.ts';
import { showToast } from '../../../ui/toast-queue.ts';
import { factName } from '../fact-words.ts';
import { claimId, type Claim } from './claim.ts';

/** What working through facts needs of the screen. */
export interface FactWorkOptions {
  readonly facts: readonly Fact[];
  readonly chosenId: string | null;
  readonly canEdit: boolean;
  readonly pane: RefObject<HTMLElement | null>;
  readonly choose: (claim: Claim) => void;
  readonly showFacts: () => void;
}

/** Deciding facts one after the other. `walk` goes to the next or previous one to confirm; `editing` is the id of the one being corrected. */
export interface FactWork {
  readonly editing: string | null;
  readonly setEditing: (factId: string | null) => void;
  readonly settle: (fact: Fact, state: FactState, value?: FactValue) => Promise<void>;
  readonly walk: (direction: 1 | -1) => void;
}

const DONE: Readonly<Record<FactState, string>> = { confirmed: 'confirmed', rejected: 'rejected', suggested: 'put back' };

/** Confirms, corrects and rejects facts by one key each, moves on to the next, and offers to undo. */
export const useFactWork = ({ facts, chosenId, canEdit, pane, choose, showFacts }: FactWorkOptions): FactWork => {
  const decide = useAct('facts.decide');
  const [editing, setEditing] = useState<string | null>(null);
  const toConfirm = facts.filter((fact) => fact.state === 'suggested');
  const chosen = facts.find((fact) => chosenId === claimId.fact(fact.id));

  const goTo = (fact: Fact): void => {
    choose({ id: claimId.fact(fact.id), documentId: fact.documentId, anchor: fact.anchor });
    requestAnimationFrame(() => {
      const row = pane.current?.querySelector<HTMLElement>(`[data-claim="${CSS.escape(claimId.fact(fact.id))}"]`);
      row?.querySelector<HTMLElement>('[data-claim-row]')?.focus({ preventScroll: true });
      row?.scrollIntoView({ block: 'center' });
    });
  };
  const settle = async (fact: Fact, state: FactState, value?: FactValue): Promise<void> => {
    const at = toConfirm.findIndex((one) => one.id === fact.id);
    const next = fact.state === 'suggested' && state !== 'suggested' ? (toConfirm[at + 1] ?? toConfirm[at - 1]) : undefined;
    const result = await decide.run({ factIds: [fact.id], state, ...(value === undefined ? {} : { value }) });
    if (!result.ok) return;
    showToast({
      tone: state === 'rejected' ? 'info' : 'good',
      title: `${factName(fact)} ${DONE[state]}`,
      action: { name: 'Undo', run: () => void decide.run({ factIds: [fact.id], state: fact.state, value: fact.value }) },
    });
    if (next) goTo(next);
  };
  const walk = (direction: 1 | -1): void => {
    const at = toConfirm.findIndex((fact) => fact.id === chosen?.id);
    const next = toConfirm[at < 0 ? 0 : (at + direction + toConfirm.length) % toConfirm.length];
    if (!next) return;
    showFacts();
    goTo(next);
  };
  const canDecide = canEdit && chosen !== undefined && editing === null;
  useKeys('Facts', [
    { keys: 'J', name: 'Next fact to confirm', run: () => walk(1), when: toConfirm.length > 0 },
    { keys: 'K', name: 'Fact to confirm before', run: () => walk(-1), when: toConfirm.length > 0 },
    {
      keys: 'Enter',
      name: 'Confirm the fact',
      run: () => chosen && void settle(chosen, 'confirmed'),
      when: canDecide && chosen.state === 'suggested',
    },
    { keys: 'E', name: 'Edit the fact', run: () => setEditing(chosen?.id ?? null), when: canDecide },
    {
      keys: 'R',
      name: 'Reject the fact',
      run: () => chosen && void settle(chosen, 'rejected'),
      when: canDecide && chosen.state !== 'rejected',
    },
  ]);
  return { editing, setEditing, settle, walk };
};
