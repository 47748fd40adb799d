import { classNames } from './class-names.ts';
import type { Tone } from './state-pill.tsx';
import styles from './deadline-ruler.module.css';

/** One day under a deadline. `counts: false` is drawn narrow and hatched, with its reason on hover. */
export interface RulerDay {
  readonly on: string;
  readonly counts: boolean;
  readonly reason?: string | undefined;
  /** How much of the day has passed, 0 to 1. */
  readonly passed: number;
}

/** Props of {@link DeadlineRuler}: the days in order, and the tone of the deadline. `label` tells readers the whole in words. */
export interface DeadlineRulerProps {
  readonly days: readonly RulerDay[];
  readonly tone: Tone;
  readonly label: string;
}

const MAX_SEGMENTS = 21;

/** One segment a day, filled as it passes; beyond 21 days a plain fuse. */
export const DeadlineRuler = ({ days, tone, label }: DeadlineRulerProps) => {
  if (days.length > MAX_SEGMENTS) {
    const passed = days.reduce((sum, day) => sum + day.passed, 0);
    return <Fuse passed={passed / days.length} tone={tone} label={label} />;
  }
  return (
    // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role -- drawn from elements, so there is no image to point at
    <span role="img" aria-label={label} className={classNames(styles.ruler, styles[tone])} data-many={days.length > 10 || undefined}>
      {days.map((day) => (
        <i
          key={day.on}
          title={`${day.on}${day.counts ? '' : `, does not count: ${day.reason ?? 'not a business day'}`}`}
          data-skip={day.counts ? undefined : true}
        >
          {day.counts && day.passed > 0 ? <b style={{ width: `${Math.min(1, day.passed) * 100}%` }} /> : null}
        </i>
      ))}
    </span>
  );
};

/** Props of {@link Fuse}: how much of the time is used, 0 to 1. */
export interface FuseProps {
  readonly passed: number;
  readonly tone: Tone;
  readonly label?: string;
}

/** What is left of a deadline in one short bar, for lists. */
export const Fuse = ({ passed, tone, label }: FuseProps) => (
  <span {...(label ? { role: 'img', 'aria-label': label } : { 'aria-hidden': true })} className={classNames(styles.fuse, styles[tone])}>
    <i style={{ width: `${(tone === 'late' ? 1 : Math.max(0, Math.min(1, 1 - passed))) * 100}%` }} />
  </span>
);
