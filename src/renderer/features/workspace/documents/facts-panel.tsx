import { useState, type ReactNode } from 'react';
import { ChevronDown, ChevronRight } from 'lucide-react';
import type { Fact } from '../../../../contract/evidence.ts';
import type { FactState, FactValue } from '../../../../core/facts/fact.ts';
import type { PlacedAnchor } from '../../../../core/evidence/placed-anchor.ts';
import { Bracket } from '../../../ui/bracket.tsx';
import { EmptyState } from '../../../ui/empty-state.tsx';
import { Icon } from '../../../ui/icon.tsx';
import { claimId, type Claim } from './claim.ts';
import { FactRow } from './fact-row.tsx';
import { moveAmongRows } from './use-claim-keys.ts';
import styles from './panel.module.css';

/** Props of {@link FactsPanel}. */
export interface FactsPanelProps {
  readonly facts: readonly Fact[];
  readonly summary: readonly { readonly text: string; readonly anchors: readonly PlacedAnchor[] }[];
  readonly chosenId: string | null;
  readonly editingId: string | null;
  readonly canEdit: boolean;
  readonly onChoose: (claim: Claim) => void;
  readonly onDecide: (fact: Fact, state: FactState, value?: FactValue) => void;
  readonly onEdit: (factId: string | null) => void;
}

/** What the desk read and what people made of it: summary, facts to confirm, confirmed, rejected. */
export const FactsPanel = ({ facts, summary, chosenId, editingId, canEdit, onChoose, onDecide, onEdit }: FactsPanelProps) => {
  const sourced = summary.filter((sentence) => sentence.anchors.length > 0).length;
  const of = (state: FactState): readonly Fact[] => facts.filter((fact) => fact.state === state);
  const rows = (list: readonly Fact[]): ReactNode => (
    <ul className={styles.claims}>
      {list.map((fact) => (
        <FactRow
          key={fact.id}
          fact={fact}
          isChosen={chosenId === claimId.fact(fact.id)}
          isEditing={editingId === fact.id}
          canEdit={canEdit}
          onChoose={() => onChoose({ id: claimId.fact(fact.id), documentId: fact.documentId, anchor: fact.anchor })}
          onDecide={(state, value) => onDecide(fact, state, value)}
          onEdit={(editing) => onEdit(editing ? fact.id : null)}
        />
      ))}
    </ul>
  );
  const toConfirm = of('suggested');
  const confirmed = of('confirmed');
  const rejected = of('rejected');
  return (
    <div className={styles.scroll} role="presentation" onKeyDown={moveAmongRows}>
      {summary.length > 0 ? (
        <Section
          name="Summary"
          note={
            sourced === summary.length
              ? `${sourced} sentences, each with its source`
              : `${sourced} of ${summary.length} sentences have a source`
          }
        >
          <ol className={styles.summary}>
            {summary.map((sentence, at) => (
              <li key={at} data-claim-group>
                <span className={sentence.anchors.length === 0 ? styles.unsupported : undefined}>{sentence.text}</span>{' '}
                {sentence.anchors.length === 0 ? <Bracket state="missing" /> : null}
                {sentence.anchors.map(({ anchor, documentId, documentLabel }, source) => {
                  const id = claimId.sentence(at, source);
                  return (
                    <span key={id} data-claim={id} className={styles.sourceOf}>
                      <Bracket
                        state="confirmed"
                        kind="fact"
                        isChosen={chosenId === id}
                        quote={anchor.quote}
                        label={`Source: ${documentLabel}, page ${anchor.pageNo}`}
                        onPress={() => onChoose({ id, documentId, anchor })}
                      >
                        {documentLabel} p. {anchor.pageNo}
                      </Bracket>
                    </span>
                  );
                })}
              </li>
            ))}
          </ol>
        </Section>
      ) : null}
      <Section name="To confirm" count={toConfirm.length} note="suggested by this desk">
        {toConfirm.length === 0 ? (
          <p className={styles.none}>Nothing waits to be confirmed. Select words in the document to make a fact.</p>
        ) : (
          rows(toConfirm)
        )}
      </Section>
      <Section name="Confirmed" count={confirmed.length}>
        {confirmed.length === 0 ? (
          <p className={styles.none}>No fact is confirmed yet. Only confirmed facts go into a response.</p>
        ) : (
          rows(confirmed)
        )}
      </Section>
      {rejected.length > 0 ? (
        <Section name="Rejected" count={rejected.length} startsClosed>
          {rows(rejected)}
        </Section>
      ) : null}
      {facts.length === 0 && summary.length === 0 ? (
        <EmptyState compact title="No facts yet">
          Facts appear here as the desk reads the documents.
        </EmptyState>
      ) : null}
    </div>
  );
};

interface SectionProps {
  readonly name: string;
  readonly count?: number;
  readonly note?: string;
  readonly startsClosed?: boolean;
  readonly children: ReactNode;
}

/** A part of a panel that folds. */
export const Section = ({ name, count, note, startsClosed = false, children }: SectionProps) => {
  const [open, setOpen] = useState(!startsClosed);
  return (
    <section className={styles.section}>
      <h2 className={styles.sectionHead}>
        <button type="button" className={styles.fold} aria-expanded={open} onClick={() => setOpen(!open)}>
          <Icon of={open ? ChevronDown : ChevronRight} size={14} />
          {name}
          {count === undefined ? null : <small>{count.toLocaleString('en')}</small>}
        </button>
        {note ? <span className={styles.sectionNote}>{note}</span> : null}
      </h2>
      {open ? children : null}
    </section>
  );
};
