import { useState } from 'react';
import { ArrowRight } from 'lucide-react';
import type { Fact } from '../../../contract/evidence.ts';
import { isSamePlace } from '../../../core/responses/sentence-sources.ts';
import type { ResponseSentence } from '../../../core/responses/response.ts';
import { factWords } from '../../platform/source-items.ts';
import { FACT_FIELD_NAMES } from '../../platform/words.ts';
import { Bracket } from '../../ui/bracket.tsx';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { RowList } from '../../ui/row-list.tsx';
import { SearchField } from '../../ui/search-field.tsx';
import styles from './response.module.css';

/** Props of {@link AttachSourceDialog}: open while there is a sentence. */
export interface AttachSourceDialogProps {
  readonly sentence: ResponseSentence | null;
  readonly facts: readonly Fact[];
  readonly onAttach: (fact: Fact) => void;
  readonly onFacts: () => void;
  readonly onClose: () => void;
}

/** Chooses a confirmed fact of the case for a sentence to rest on. */
export const AttachSourceDialog = ({ sentence, facts, onAttach, onFacts, onClose }: AttachSourceDialogProps) => {
  const [typed, setTyped] = useState('');
  const [picked, setPicked] = useState<string | null>(null);
  const query = typed.trim().toLowerCase();
  const confirmed = facts.filter((fact) => fact.state === 'confirmed');
  const offered = confirmed.filter((fact) => textOf(fact).toLowerCase().includes(query));
  const cited = (fact: Fact): boolean =>
    sentence !== null && (sentence.factIds.includes(fact.id) || sentence.anchors.some((anchor) => isSamePlace(anchor, fact.anchor)));
  const chosen = offered.find((fact) => fact.id === picked) ?? offered.find((fact) => !cited(fact));
  const close = (): void => {
    setTyped('');
    setPicked(null);
    onClose();
  };
  const attach = (fact: Fact | undefined): void => {
    if (!fact || cited(fact)) return;
    onAttach(fact);
    close();
  };
  return (
    <Dialog
      isOpen={sentence !== null}
      onClose={close}
      size="wide"
      title="Attach a confirmed fact"
      lead={sentence ? `“${sentence.text.trim()}”` : undefined}
      footer={
        confirmed.length === 0 ? (
          <Button onPress={close}>Close</Button>
        ) : (
          <>
            <Button onPress={close}>Cancel</Button>
            <Button
              variant="primary"
              onPress={() => attach(chosen)}
              disabledReason={!chosen ? 'Choose a fact' : cited(chosen) ? 'The sentence rests on this fact already' : null}
            >
              Attach
            </Button>
          </>
        )
      }
    >
      {confirmed.length === 0 ? (
        <EmptyState
          compact
          title="No confirmed fact yet"
          action={
            <Button iconAfter={ArrowRight} onPress={onFacts}>
              Go to the facts
            </Button>
          }
        >
          A sentence rests on facts that a person confirmed. Confirm what the desk suggests, or select words in a document and make a fact.
        </EmptyState>
      ) : (
        <>
          <SearchField label="Filter the facts" placeholder="Filter the facts" value={typed} onChange={setTyped} grow />
          <RowList
            label="Confirmed facts"
            className={styles.facts}
            items={offered}
            idOf={(fact) => fact.id}
            textOf={textOf}
            chosen={chosen?.id ?? null}
            onChoose={setPicked}
            onOpen={(id) => attach(offered.find((fact) => fact.id === id))}
            empty={<p className={styles.noFacts}>No confirmed fact has these words.</p>}
            row={(fact) => (
              <div className={styles.fact}>
                <Bracket state="confirmed">
                  {fact.documentLabel} p. {fact.anchor.pageNo}
                </Bracket>
                <span className={styles.factWords}>
                  <strong>{FACT_FIELD_NAMES[fact.field]}</strong> {factWords(fact.value)}
                  <span className={styles.factQuote}>“{fact.anchor.quote}”</span>
                </span>
                {cited(fact) ? <span className={styles.cited}>attached</span> : null}
              </div>
            )}
          />
        </>
      )}
    </Dialog>
  );
};

const textOf = (fact: Fact): string =>
  `${FACT_FIELD_NAMES[fact.field]} ${factWords(fact.value)} ${fact.anchor.quote} ${fact.documentLabel} ${fact.label}`;
