import type { ReactNode } from 'react';
import { FileWarning } from 'lucide-react';
import { classNames } from './class-names.ts';
import { Icon } from './icon.tsx';
import styles from './empty-state.module.css';

/** Props of {@link ErrorState}: what happened, what was kept, what next; the incident number last. */
export interface ErrorStateProps {
  readonly title: string;
  readonly happened: ReactNode;
  readonly kept?: ReactNode;
  readonly next?: ReactNode;
  readonly incident?: string | undefined;
  readonly action?: ReactNode;
}

/** Something failed, told so that a person knows where they stand. */
export const ErrorState = ({ title, happened, kept, next, incident, action }: ErrorStateProps) => (
  <div role="alert" className={styles.error}>
    <span className={classNames(styles.emblem, styles.bad)} aria-hidden="true">
      <Icon of={FileWarning} size={20} />
    </span>
    <h2 className={styles.title}>{title}</h2>
    <dl className={styles.account}>
      <dt>What happened</dt>
      <dd>{happened}</dd>
      {kept ? (
        <>
          <dt>What was kept</dt>
          <dd>{kept}</dd>
        </>
      ) : null}
      {next ? (
        <>
          <dt>What next</dt>
          <dd>{next}</dd>
        </>
      ) : null}
    </dl>
    {action ? <div className={styles.actions}>{action}</div> : null}
    {incident ? <p className={styles.incident}>Incident {incident}, kept on this desk only</p> : null}
  </div>
);
