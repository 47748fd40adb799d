import { useEffect, useRef, useState } from 'react';
import { Check, CircleCheck, CircleDashed, CircleX } from 'lucide-react';
import type { Fact } from '../../../../contract/evidence.ts';
import { factValueText, type FactState, type FactValue } from '../../../../core/facts/fact.ts';
import { useZone, whenText } from '../../../platform/dates.ts';
import { Bracket } from '../../../ui/bracket.tsx';
import { Button } from '../../../ui/button.tsx';
import { classNames } from '../../../ui/class-names.ts';
import { Icon } from '../../../ui/icon.tsx';
import { TextField } from '../../../ui/text-field.tsx';
import { correctedValue, factName, factText } from '../fact-words.ts';
import { claimId } from './claim.ts';
import layout from '../../../ui/layout.module.css';
import styles from './panel.module.css';

/** Props of {@link FactRow}. `isEditing` opens its field; `canEdit` is false for readers and closed cases. */
export interface FactRowProps {
  readonly fact: Fact;
  readonly isChosen: boolean;
  readonly isEditing: boolean;
  readonly canEdit: boolean;
  readonly onChoose: () => void;
  readonly onDecide: (state: FactState, value?: FactValue) => void;
  readonly onEdit: (editing: boolean) => void;
}

const STATE_SHAPE = {
  suggested: { icon: CircleDashed, words: 'Suggested' },
  confirmed: { icon: CircleCheck, words: 'Confirmed' },
  rejected: { icon: CircleX, words: 'Rejected' },
} as const;

/** One fact: what it is, its value, its bracket; chosen it shows the quoted words and what can be done with it. */
export const FactRow = ({ fact, isChosen, isEditing, canEdit, onChoose, onDecide, onEdit }: FactRowProps) => {
  const zone = useZone();
  const shape = STATE_SHAPE[fact.state];
  const place = `${fact.documentLabel} p. ${fact.anchor.pageNo}`;
  return (
    <li className={classNames(styles.claim, isChosen && styles.chosen)} data-claim={claimId.fact(fact.id)}>
      <span className={classNames(styles.stateShape, fact.state === 'confirmed' && styles.isConfirmed)}>
        <Icon of={shape.icon} />
      </span>
      <div className={styles.claimBody}>
        <button
          type="button"
          className={styles.claimButton}
          data-claim-row
          aria-pressed={isChosen}
          onClick={onChoose}
          onKeyDown={(event) => {
            if (event.key !== 'Enter' || !isChosen || fact.state !== 'suggested' || !canEdit) return;
            event.preventDefault();
            onDecide('confirmed');
          }}
        >
          <span className={styles.claimHead}>
            <span className={layout.readersOnly}>{shape.words}: </span>
            <span className={styles.cut}>{factName(fact)}</span>
            <span className={styles.flagName}>{fact.label}</span>
            <Bracket state={fact.state === 'confirmed' ? 'confirmed' : 'suggested'} kind="fact" isChosen={isChosen}>
              {place}
            </Bracket>
          </span>
          {isEditing ? null : <span className={styles.value}>{factText(fact.value)}</span>}
        </button>
        {isChosen ? (
          <>
            {isEditing ? <EditValue fact={fact} onDecide={onDecide} onEnd={() => onEdit(false)} /> : null}
            <blockquote className={styles.quote}>{fact.anchor.quote}</blockquote>
            {fact.decidedByName && fact.decidedAtMs ? (
              <p className={styles.by}>
                {shape.words} by {fact.decidedByName}, {whenText(fact.decidedAtMs, zone)}
              </p>
            ) : null}
            {canEdit && !isEditing ? (
              <div className={styles.actions}>
                {fact.state === 'suggested' ? (
                  <Button size="small" icon={Check} keys="Enter" onPress={() => onDecide('confirmed')} className={styles.confirm}>
                    Confirm
                  </Button>
                ) : null}
                {fact.state === 'rejected' ? (
                  <Button size="small" onPress={() => onDecide('suggested')}>
                    Put back
                  </Button>
                ) : (
                  <>
                    <Button size="small" keys="E" onPress={() => onEdit(true)}>
                      Edit
                    </Button>
                    <Button size="small" variant="quiet" keys="R" onPress={() => onDecide('rejected')}>
                      Reject
                    </Button>
                  </>
                )}
              </div>
            ) : null}
          </>
        ) : null}
      </div>
    </li>
  );
};

interface EditValueProps {
  readonly fact: Fact;
  readonly onDecide: (state: FactState, value?: FactValue) => void;
  readonly onEnd: () => void;
}

const EditValue = ({ fact, onDecide, onEnd }: EditValueProps) => {
  const [text, setText] = useState(factValueText(fact.value));
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => field.current?.select(), []);
  return (
    <div
      role="presentation"
      className={styles.keys}
      onKeyDown={(event) => {
        if (event.key === 'Escape') {
          event.stopPropagation();
          onEnd();
        }
      }}
    >
      <form
        className={styles.edit}
        onSubmit={(event) => {
          event.preventDefault();
          if (text.trim() === '') return;
          onDecide('confirmed', correctedValue(fact.value, text));
          onEnd();
        }}
      >
        <TextField
          label={`Correct ${factName(fact).toLowerCase()}`}
          labelHidden
          value={text}
          onChange={setText}
          inputRef={field}
          autoFocus
          error={text.trim() === '' ? 'Say what the paper says, or reject the fact.' : null}
          grow
        />
        <Button size="small" type="submit" keys="Enter">
          Save and confirm
        </Button>
        <Button size="small" variant="quiet" onPress={onEnd}>
          Cancel
        </Button>
      </form>
    </div>
  );
};
