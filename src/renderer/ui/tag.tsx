import type { ReactNode } from 'react';
import type { LucideIcon } from 'lucide-react';
import { Icon } from './icon.tsx';
import styles from './state-pill.module.css';

/** A quiet label with a thin edge: a kind, a type, a file format. Never a state. */
export const Tag = ({ icon, children }: { readonly icon?: LucideIcon; readonly children: ReactNode }) => (
  <span className={styles.tag}>
    {icon ? <Icon of={icon} size={13} /> : null}
    {children}
  </span>
);
