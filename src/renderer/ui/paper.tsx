import type { ReactNode, Ref } from 'react';
import { classNames } from './class-names.ts';
import styles from './paper.module.css';

/** Props of {@link Paper}; `letter` gives the margins and type of a letter. */
export interface PaperProps {
  readonly children: ReactNode;
  readonly letter?: boolean;
  readonly className?: string | undefined;
  readonly ref?: Ref<HTMLDivElement>;
}

/** Evidence and drafts: serif, never inverted, dimmed in dark. Everything drawn on it takes the light values of the tokens. */
export const Paper = ({ children, letter = false, className, ref }: PaperProps) => (
  <div ref={ref} className={classNames(styles.paper, letter && styles.letter, className)}>
    {children}
  </div>
);
