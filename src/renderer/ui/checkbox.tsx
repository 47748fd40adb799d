import type { ReactNode } from 'react';
import { Checkbox as AriaCheckbox, type CheckboxProps as AriaCheckboxProps } from 'react-aria-components';
import { Check, Minus } from 'lucide-react';
import { Icon } from './icon.tsx';
import styles from './toggle.module.css';

/** Props of {@link Checkbox}: those of react-aria's; children are the words beside it. */
export interface CheckboxProps extends Omit<AriaCheckboxProps, 'children' | 'className' | 'style'> {
  readonly children?: ReactNode;
  readonly detail?: ReactNode;
}

/** A box to tick; also used with `slot="selection"` in lists. */
export const Checkbox = ({ children, detail, ...rest }: CheckboxProps) => (
  <AriaCheckbox {...rest} className={styles.row ?? ''}>
    {({ isSelected, isIndeterminate }) => (
      <>
        <span className={styles.box} data-on={isSelected || isIndeterminate || undefined}>
          {isIndeterminate ? <Icon of={Minus} size={12} /> : isSelected ? <Icon of={Check} size={12} /> : null}
        </span>
        {children ? (
          <span className={styles.words}>
            {children}
            {detail ? <span className={styles.detail}>{detail}</span> : null}
          </span>
        ) : null}
      </>
    )}
  </AriaCheckbox>
);
