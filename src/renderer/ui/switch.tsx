import type { ReactNode } from 'react';
import { Switch as AriaSwitch, type SwitchProps as AriaSwitchProps } from 'react-aria-components';
import styles from './toggle.module.css';

/** Props of {@link Switch}: those of react-aria's; children are the words beside it. */
export interface SwitchProps extends Omit<AriaSwitchProps, 'children' | 'className' | 'style'> {
  readonly children: ReactNode;
  readonly detail?: ReactNode;
}

/** Turns something on at once, without a save. */
export const Switch = ({ children, detail, ...rest }: SwitchProps) => (
  <AriaSwitch {...rest} className={styles.row ?? ''}>
    <span className={styles.track} />
    <span className={styles.words}>
      {children}
      {detail ? <span className={styles.detail}>{detail}</span> : null}
    </span>
  </AriaSwitch>
);
