import { Check, Pencil, Undo2, X } from 'lucide-react';
import { useState } from 'react';
import type { Anchor } from '../../../core/evidence/anchor.ts';
import { factValueText, type FactState, type FactValue } from '../../../core/facts/fact.ts';
import { FACT_FIELD_NAMES } from '../../platform/words.ts';
import { Bracket } from '../../ui/bracket.tsx';
import { Button } from '../../ui/button.tsx';
import { IconButton } from '../../ui/icon-button.tsx';
import { TextField } from '../../ui/text-field.tsx';
import type { DraftFact } from './opening-draft.ts';
import styles from './open-case-screen.module.css';

/** Props of {@link OpeningFacts}. */
export interface OpeningFactsProps {
  readonly facts: readonly DraftFact[];
  readonly spot: Anchor | undefined;
  readonly onSpot: (anchor: Anchor) => void;
  readonly onDecide: (keys: readonly string[], state: FactState, value?: FactValue) => void;
}

/** What the desk read, each with its bracket: a person confirms, corrects or rejects. */
export const OpeningFacts = ({ facts, spot, onSpot, onDecide }: OpeningFactsProps) => {
  const [editing, setEditing] = useState<string | null>(null);
  const open = facts.filter((fact) => fact.state === 'suggested');
  return (
    <section className={styles.section}>
      <div className={styles.sectionHead}>
        <h2>Facts read from it</h2>
        <small>{facts.length === 0 ? 'none' : `${facts.length - open.length} of ${facts.length} decided`}</small>
        {open.length > 0 ? (
          <Button
            size="small"
            icon={Check}
            onPress={() =>
              onDecide(
                open.map((fact) => fact.key),
                'confirmed',
              )
            }
          >
            Confirm all {open.length}
          </Button>
        ) : null}
      </div>
      {facts.length === 0 ? (
        <p className={styles.soft}>
          Nothing was recognised with enough certainty. Select words in the document later to make facts yourself.
        </p>
      ) : null}
      <ul>
        {facts.map((fact) => (
          <li key={fact.key} className={styles.fact} data-state={fact.state}>
            <span className={styles.field}>{fact.suggested.kind ?? FACT_FIELD_NAMES[fact.suggested.field]}</span>
            <Bracket
              state={fact.state === 'confirmed' ? 'confirmed' : 'suggested'}
              quote={fact.suggested.anchor.quote}
              isChosen={spot === fact.suggested.anchor}
              onPress={() => onSpot(fact.suggested.anchor)}
              label="its source"
            >
              p. {fact.suggested.anchor.pageNo}
            </Bracket>
            {editing === fact.key ? (
              <FactEditor
                value={fact.value}
                onCancel={() => setEditing(null)}
                onSave={(value) => {
                  setEditing(null);
                  onDecide([fact.key], 'confirmed', value);
                }}
              />
            ) : (
              <span className={styles.value}>{factValueText(fact.value)}</span>
            )}
            {editing === fact.key ? null : (
              <span className={styles.decide}>
                {fact.state === 'suggested' ? (
                  <>
                    <IconButton
                      icon={Check}
                      size="small"
                      label={`Confirm: ${factValueText(fact.value)}`}
                      onPress={() => onDecide([fact.key], 'confirmed')}
                    />
                    {isEditable(fact.value) ? (
                      <IconButton icon={Pencil} size="small" label="Correct it" onPress={() => setEditing(fact.key)} />
                    ) : null}
                    <IconButton
                      icon={X}
                      size="small"
                      label={`Reject: ${factValueText(fact.value)}`}
                      onPress={() => onDecide([fact.key], 'rejected')}
                    />
                  </>
                ) : (
                  <IconButton icon={Undo2} size="small" label="Back to suggested" onPress={() => onDecide([fact.key], 'suggested')} />
                )}
              </span>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
};

const isEditable = (value: FactValue): boolean => typeof value === 'string' || (typeof value === 'object' && 'on' in value);

const FactEditor = ({
  value,
  onSave,
  onCancel,
}: {
  readonly value: FactValue;
  readonly onSave: (value: FactValue) => void;
  readonly onCancel: () => void;
}) => {
  const isDate = typeof value === 'object' && 'on' in value;
  const [text, setText] = useState(factValueText(value));
  return (
    <form
      className={styles.editor}
      onSubmit={(event) => {
        event.preventDefault();
        if (text.trim() !== '') onSave(isDate ? { on: text } : text.trim());
      }}
    >
      <TextField
        onKeyDown={(event) => {
          if (event.key === 'Escape') onCancel();
        }}
        label="Value"
        labelHidden
        value={text}
        onChange={setText}
        type={isDate ? 'date' : 'text'}
        autoFocus
        grow
      />
      <Button type="submit">Confirm</Button>
      <Button variant="quiet" onPress={onCancel}>
        Cancel
      </Button>
    </form>
  );
};
