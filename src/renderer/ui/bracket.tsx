import type { ReactNode } from 'react';
import { Button as AriaButton } from 'react-aria-components';
import { classNames } from './class-names.ts';
import { Tooltip } from './tooltip.tsx';
import styles from './bracket.module.css';

/** What a bracket points at, which decides its highlighter colour. */
type BracketKind = 'fact' | 'timeline' | 'exhibit' | 'quote' | 'note';

/** Props of {@link Bracket}. `confirmed` closed and filled; `suggested` closed and empty; `missing` broken; `rule` grey, opens the policy pack. */
export interface BracketProps {
  readonly state: 'confirmed' | 'suggested' | 'missing' | 'rule';
  readonly kind?: BracketKind;
  /** Such as `D1 p. 3`; a missing one says "No source" by itself. */
  readonly children?: ReactNode;
  /** The thread starts here: this claim is the chosen one. */
  readonly isChosen?: boolean;
  /** The quoted words, shown on hover and focus. */
  readonly quote?: string | undefined;
  /** What readers hear after the words, where these are too short. */
  readonly label?: string | undefined;
  readonly onPress?: (() => void) | undefined;
}

/** The mark of the product: how anything points at its source. A button when it can be followed, plain text otherwise. */
export const Bracket = ({ state, kind = 'fact', children, isChosen = false, quote, label, onPress }: BracketProps) => {
  const className = classNames(styles.bracket, styles[state], styles[kind], isChosen && styles.chosen);
  const words = children ?? (state === 'missing' ? 'No source' : null);
  if (!onPress) {
    return (
      <span className={className}>
        {words}
        {label ? <span className={styles.readersOnly}>, {label}</span> : null}
      </span>
    );
  }
  const button = (
    <AriaButton className={className} onPress={onPress} {...(isChosen ? { 'aria-current': 'true' as const } : {})}>
      {words}
      {label ? <span className={styles.readersOnly}>, {label}</span> : null}
    </AriaButton>
  );
  return quote ? <Tooltip text={`“${quote}”`}>{button}</Tooltip> : button;
};
