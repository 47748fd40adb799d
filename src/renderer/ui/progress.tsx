import type { ReactNode } from 'react';
import { ProgressBar as AriaProgressBar } from 'react-aria-components';
import { LoaderCircle } from 'lucide-react';
import { Button } from './button.tsx';
import { Icon } from './icon.tsx';
import { durationText } from './duration-text.ts';
import styles from './progress.module.css';

/** Props of {@link ProgressBar}: `value` of `max`; without `value` it cannot be counted and moves. */
export interface ProgressBarProps {
  readonly label: string;
  readonly value?: number | undefined;
  readonly max?: number;
}

/** A bare bar, named for readers by its label. */
export const ProgressBar = ({ label, value, max = 1 }: ProgressBarProps) => (
  <AriaProgressBar aria-label={label} isIndeterminate={value === undefined} value={value ?? 0} maxValue={max} className={styles.root ?? ''}>
    {({ percentage, isIndeterminate }) => (
      <div className={styles.track}>
        <div className={isIndeterminate ? styles.moving : styles.fill} style={isIndeterminate ? {} : { width: `${percentage}%` }} />
      </div>
    )}
  </AriaProgressBar>
);

/** Props of {@link ProgressRow}: what runs, how far, how fast (units a second), how long still, and how to stop it. */
export interface ProgressRowProps {
  readonly title: ReactNode;
  readonly label: string;
  readonly done?: number | undefined;
  readonly total?: number | undefined;
  readonly unit?: string;
  readonly perSecond?: number | undefined;
  readonly leftMs?: number | undefined;
  readonly note?: ReactNode;
  readonly onCancel?: (() => void) | undefined;
}

/** Work that takes longer than a second: counts, rate, time left, cancel. */
export const ProgressRow = ({ title, label, done, total, unit = '', perSecond, leftMs, note, onCancel }: ProgressRowProps) => {
  const left =
    leftMs ?? (perSecond && done !== undefined && total !== undefined && perSecond > 0 ? ((total - done) / perSecond) * 1_000 : undefined);
  const counts =
    done === undefined
      ? null
      : total === undefined
        ? `${done.toLocaleString('en')} ${unit}`
        : `${done.toLocaleString('en')} of ${total.toLocaleString('en')} ${unit}`;
  return (
    <div className={styles.row}>
      <div className={styles.head}>
        <span className={styles.title}>{title}</span>
        {onCancel ? (
          <Button size="small" variant="quiet" onPress={onCancel}>
            Cancel
          </Button>
        ) : null}
      </div>
      <ProgressBar label={label} value={total === undefined ? undefined : (done ?? 0)} max={total ?? 1} />
      <div className={styles.foot}>
        <span>
          {[counts?.trim(), perSecond === undefined ? null : `${rateText(perSecond)} a second`].filter(Boolean).join(', ')}
          {note ? <span className={styles.note}> {note}</span> : null}
        </span>
        {left === undefined ? null : <span>{durationText(left)} left</span>}
      </div>
    </div>
  );
};

/** Something of unknown length, named beside its turning mark. */
export const Working = ({ children }: { readonly children: ReactNode }) => (
  <output className={styles.working}>
    <Icon of={LoaderCircle} className={styles.turning} />
    {children}
  </output>
);

const rateText = (perSecond: number): string => (perSecond >= 10 ? Math.round(perSecond).toLocaleString('en') : perSecond.toFixed(1));
