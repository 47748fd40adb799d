import type { ReactNode } from 'react';
import { Circle, CircleCheck, CircleDot, CirclePause, OctagonAlert, TriangleAlert, Unlink, type LucideIcon } from 'lucide-react';
import { classNames } from './class-names.ts';
import { Icon } from './icon.tsx';
import styles from './state-pill.module.css';

/** How a state is coloured; each tone has its own shape, so it stays readable in grey. */
export type Tone = 'good' | 'soon' | 'late' | 'held' | 'bare' | 'plain' | 'quiet';

const TONE_SHAPE: Readonly<Record<Tone, LucideIcon>> = {
  good: CircleCheck,
  soon: TriangleAlert,
  late: OctagonAlert,
  held: CirclePause,
  bare: Unlink,
  plain: CircleDot,
  quiet: Circle,
};

/** Props of {@link StatePill}: its tone, its words, and another shape where the tone's own would mislead. */
export interface StatePillProps {
  readonly tone: Tone;
  readonly children: ReactNode;
  readonly icon?: LucideIcon | undefined;
  /** Without the filled ground, for table cells and lines of text. */
  readonly bare?: boolean;
  readonly size?: 'small' | 'regular';
}

/** A state: shape, word, colour. */
export const StatePill = ({ tone, children, icon, bare = false, size }: StatePillProps) => (
  <span className={classNames(styles.state, styles[tone], !bare && styles.pill, size === 'small' && styles.small)}>
    <Icon of={icon ?? TONE_SHAPE[tone]} size={14} className={styles.shape} />
    {children}
  </span>
);
