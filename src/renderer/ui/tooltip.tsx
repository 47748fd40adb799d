import type { ReactElement, ReactNode } from 'react';
import { Tooltip as AriaTooltip, TooltipTrigger } from 'react-aria-components';
import { Kbd } from './kbd.tsx';
import styles from './tooltip.module.css';

/** Props of {@link Tooltip}: one focusable control as child, what to say, and the key that does the same. */
export interface TooltipProps {
  readonly text: ReactNode;
  readonly keys?: string | undefined;
  readonly placement?: 'top' | 'bottom' | 'left' | 'right';
  readonly delayMs?: number;
  readonly children: ReactElement;
}

/** A short label shown on hover and on keyboard focus. The child must be a react-aria control. */
export const Tooltip = ({ text, keys, placement = 'top', delayMs = 500, children }: TooltipProps) => (
  <TooltipTrigger delay={delayMs} closeDelay={80}>
    {children}
    <AriaTooltip placement={placement} offset={6} className={styles.tip ?? ''}>
      <span>{text}</span>
      {keys ? <Kbd keys={keys} plain /> : null}
    </AriaTooltip>
  </TooltipTrigger>
);
