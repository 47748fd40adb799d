import type { ReactNode } from 'react';
import { classNames } from './class-names.ts';
import styles from './empty-state.module.css';

/** Props of {@link EmptyState}: a title, one sentence that teaches, and the action with its key. */
export interface EmptyStateProps {
  readonly title: string;
  readonly children?: ReactNode;
  readonly action?: ReactNode;
  readonly compact?: boolean;
}

/** Nothing here yet: an empty bracket that says what would fill it. */
export const EmptyState = ({ title, children, action, compact = false }: EmptyStateProps) => (
  <div className={classNames(styles.empty, compact && styles.compact)}>
    {compact ? null : (
      <span className={styles.emblem} aria-hidden="true">
        <i />
      </span>
    )}
    <h2 className={styles.title}>{title}</h2>
    {children ? <p className={styles.body}>{children}</p> : null}
    {action ? <div className={styles.actions}>{action}</div> : null}
  </div>
);
