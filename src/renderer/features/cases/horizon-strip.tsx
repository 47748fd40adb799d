import { Button as AriaButton } from 'react-aria-components';
import { OctagonAlert } from 'lucide-react';
import { dayText } from '../../platform/dates.ts';
import { countText } from '../../platform/words.ts';
import { classNames } from '../../ui/class-names.ts';
import { Icon } from '../../ui/icon.tsx';
import { addDays, weekday } from './case-deadline.ts';
import styles from './horizon-strip.module.css';

/** Props of {@link HorizonStrip}: open cases by due date, today's date, and what choosing a day does. */
export interface HorizonStripProps {
  readonly counts: readonly { readonly on: string; readonly count: number }[];
  readonly today: string;
  readonly onChoose: (fromOn: string | null) => void;
}

const DAYS = 21;
const LETTERS = ['M', 'T', 'W', 'T', 'F', 'S', 'S'];
const MAX_SQUARES = 12;

/** Three weeks ahead at a glance: one square a case, stacked on the day it is due. Choosing a day jumps to its cases. */
export const HorizonStrip = ({ counts, today, onChoose }: HorizonStripProps) => {
  const first = addDays(today, -weekday(today));
  const last = addDays(first, DAYS - 1);
  const countOn = new Map(counts.map((entry) => [entry.on, entry.count]));
  const sum = (keep: (on: string) => boolean) => counts.reduce((total, entry) => total + (keep(entry.on) ? entry.count : 0), 0);
  const overdue = sum((on) => on < today);
  const later = sum((on) => on > last);
  return (
    <fieldset className={styles.strip} aria-label="Deadlines of the next three weeks">
      <AriaButton
        className={classNames(styles.day, styles.overdue, overdue > 0 && styles.late)}
        onPress={() => onChoose(null)}
        isDisabled={overdue === 0}
      >
        <span className={styles.number}>{overdue || ''}</span>
        <Squares count={overdue} />
        <span className={styles.label}>
          <Icon of={OctagonAlert} size={12} /> Overdue
        </span>
      </AriaButton>
      {Array.from({ length: DAYS }, (_, at) => {
        const on = addDays(first, at);
        const isPast = on < today;
        const count = isPast ? 0 : (countOn.get(on) ?? 0);
        const isSoon = !isPast && on <= addDays(today, 2);
        return (
          <AriaButton
            key={on}
            className={classNames(
              styles.day,
              at % 7 >= 5 && styles.weekend,
              at % 7 === 0 && styles.monday,
              on === today && styles.today,
              isSoon && styles.soon,
            )}
            onPress={() => onChoose(on)}
            isDisabled={count === 0}
          >
            <span className={styles.number}>{count || ''}</span>
            <Squares count={count} />
            <span className={styles.label}>
              {on === today ? (
                'Today'
              ) : (
                <>
                  {LETTERS[at % 7]} <b>{Number(on.slice(8))}</b>
                </>
              )}
            </span>
            <span className={styles.readersOnly}>
              {dayText(on)}, {countText(count, 'case')} due
            </span>
          </AriaButton>
        );
      })}
      <AriaButton className={classNames(styles.day, styles.monday)} onPress={() => onChoose(addDays(last, 1))} isDisabled={later === 0}>
        <span className={styles.number}>{later || ''}</span>
        <Squares count={0} />
        <span className={styles.label}>Later</span>
      </AriaButton>
    </fieldset>
  );
};

const Squares = ({ count }: { readonly count: number }) => (
  <span className={styles.squares} aria-hidden="true">
    {Array.from({ length: Math.min(count, MAX_SQUARES) }, (_, at) => (
      <i key={at} />
    ))}
  </span>
);
