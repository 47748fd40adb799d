import { useRef, type KeyboardEvent } from 'react';
import { Bracket } from '../bracket.tsx';
import { classNames } from '../class-names.ts';
import { supportWords, type LetterUnit } from './letter-units.ts';
import { byLine, type LinePlaces } from './use-line-places.ts';
import styles from './letter.module.css';

/** Props of {@link MarginMarks}. */
export interface MarginMarksProps {
  readonly units: readonly LetterUnit[];
  readonly places: LinePlaces;
  readonly chosenId: string | null;
  readonly onChoose: (sentenceId: string) => void;
}

/** The brackets in the left margin: one stop for the Tab key, arrows walk, Enter chooses. Marks that share a line stand side by side. */
export const MarginMarks = ({ units, places, chosenId, onChoose }: MarginMarksProps) => {
  const margin = useRef<HTMLDivElement>(null);
  const isChosen = (unit: LetterUnit): boolean => chosenId !== null && unit.sentenceIds.includes(chosenId);
  const stop = units.find(isChosen)?.id ?? units[0]?.id;
  const walk = (event: KeyboardEvent<HTMLDivElement>): void => {
    const step =
      event.key === 'ArrowDown' || event.key === 'ArrowRight' ? 1 : event.key === 'ArrowUp' || event.key === 'ArrowLeft' ? -1 : 0;
    if (step === 0 || event.altKey || event.ctrlKey) return;
    const focused = (event.target as HTMLElement).closest<HTMLElement>('[data-mark]')?.dataset['mark'];
    const next = units[units.findIndex((unit) => unit.id === focused) + step];
    if (!next) return;
    event.preventDefault();
    margin.current?.querySelector<HTMLElement>(`[data-mark="${CSS.escape(next.id)}"]`)?.focus();
    onChoose(next.id);
  };
  return (
    // oxlint-disable-next-line jsx-a11y/interactive-supports-focus -- the mark that is its one stop takes the focus
    <div
      ref={margin}
      className={styles.margin}
      role="toolbar"
      aria-orientation="vertical"
      aria-label="Sentences and their sources"
      onKeyDown={walk}
    >
      {byLine(units, (unit) => places.get(unit.id)).map((line) => (
        <div key={line.items[0]?.id} className={styles.marks} style={{ top: line.top - 12 }}>
          {line.items.map((unit) => (
            <button
              key={unit.id}
              type="button"
              data-mark={unit.id}
              tabIndex={unit.id === stop ? 0 : -1}
              aria-pressed={isChosen(unit)}
              aria-label={`${units.indexOf(unit) + 1} of ${units.length}, ${unit.support === 'none' && !fits(line.items) ? '0 sources, ' : ''}${supportWords(unit)}: ${unit.text}`}
              className={classNames(styles.mark, unit.support === 'template' && styles.barMark)}
              onClick={() => onChoose(unit.id)}
            >
              {unit.support === 'template' ? (
                <i className={classNames(styles.bar, isChosen(unit) && styles.barChosen)} />
              ) : (
                <Bracket state={BRACKETS[unit.support]} isChosen={isChosen(unit)}>
                  {unit.support !== 'none' ? unit.sources : fits(line.items) ? 'No source' : 0}
                </Bracket>
              )}
            </button>
          ))}
        </div>
      ))}
    </div>
  );
};

/** Whether the words "No source" have room beside what else starts on the line; else a broken bracket around 0 says it. */
const fits = (marks: readonly LetterUnit[]): boolean =>
  marks.length === 1 ||
  (marks.length === 2 && marks.filter((mark) => mark.support === 'none').length === 1 && !marks.some((mark) => mark.sources > 9));

const BRACKETS = { confirmed: 'confirmed', suggested: 'suggested', none: 'missing' } as const;

/** A comment on a sentence, flagged in the right margin. */
export interface LetterFlag {
  readonly id: string;
  readonly sentenceId: string;
  readonly label: string;
  readonly text: string;
}

/** Props of {@link MarginFlags}. */
export interface MarginFlagsProps {
  readonly flags: readonly LetterFlag[];
  readonly places: LinePlaces;
  readonly onChoose: (sentenceId: string) => void;
}

/** The flags of comments in the right margin. */
export const MarginFlags = ({ flags, places, onChoose }: MarginFlagsProps) => (
  <>
    {byLine(flags, (flag) => places.get(flag.sentenceId)).map((line) => (
      <div key={line.items[0]?.id} className={styles.flags} style={{ top: line.top - 12 }}>
        {line.items.map((flag) => (
          <button
            key={flag.id}
            type="button"
            className={styles.flag}
            title={flag.text}
            aria-label={`Comment ${flag.label}: ${flag.text}`}
            onClick={() => onChoose(flag.sentenceId)}
          >
            {flag.label}
          </button>
        ))}
      </div>
    ))}
  </>
);
