import type { ReactNode } from 'react';
import { GitCompare, History, OctagonAlert, Stamp, Undo2, type LucideIcon } from 'lucide-react';
import { Icon } from '../../ui/icon.tsx';
import styles from './response.module.css';

/** Props of {@link ResponseNotice}. */
export interface ResponseNoticeProps {
  readonly kind: 'in-review' | 'returned' | 'finished' | 'earlier' | 'conflict' | 'failed';
  readonly title: string;
  readonly children?: ReactNode;
  readonly actions?: ReactNode;
}

const ICONS: Readonly<Record<ResponseNoticeProps['kind'], LucideIcon>> = {
  'in-review': Stamp,
  returned: Undo2,
  finished: Stamp,
  earlier: History,
  conflict: GitCompare,
  failed: OctagonAlert,
};

/** A line over the paper that says how things stand and what can be done. */
export const ResponseNotice = ({ kind, title, children, actions }: ResponseNoticeProps) => (
  <div className={styles.notice} data-kind={kind} role={kind === 'conflict' || kind === 'failed' ? 'alert' : 'status'}>
    <Icon of={ICONS[kind]} />
    <p className={styles.noticeWords}>
      <strong>{title}</strong> {children}
    </p>
    {actions ? <div className={styles.noticeActions}>{actions}</div> : null}
  </div>
);
