import { classNames } from './class-names.ts';
import styles from './severity-bars.module.css';

const LEVELS = ['low', 'medium', 'high', 'critical'] as const;
const NAMES = { low: 'Low', medium: 'Medium', high: 'High', critical: 'Critical' } as const;

/** Props of {@link SeverityBars}; without `showWord` the word is for readers only. */
export interface SeverityBarsProps {
  readonly level: (typeof LEVELS)[number];
  readonly showWord?: boolean;
}

/** One to four rising bars; only critical is red. */
export const SeverityBars = ({ level, showWord = false }: SeverityBarsProps) => {
  const reached = LEVELS.indexOf(level);
  return (
    <span
      className={styles.severity}
      role={showWord ? undefined : 'img'}
      aria-label={showWord ? undefined : `Severity: ${NAMES[level]}`}
      title={showWord ? undefined : `Severity: ${NAMES[level]}`}
    >
      <span aria-hidden="true" className={classNames(styles.bars, level === 'critical' && styles.critical)}>
        {LEVELS.map((name, at) => (
          <i key={name} data-on={at <= reached || undefined} />
        ))}
      </span>
      {showWord ? <span>{NAMES[level]}</span> : null}
    </span>
  );
};
