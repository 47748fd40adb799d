import { Button as AriaButton, type ButtonProps as AriaButtonProps } from 'react-aria-components';
import type { LucideIcon } from 'lucide-react';
import { classNames } from './class-names.ts';
import { Icon } from './icon.tsx';
import { Tooltip } from './tooltip.tsx';
import styles from './icon-button.module.css';

/** Props of {@link IconButton}. `label` is its name and its tooltip; `keys` the key that does the same. */
export interface IconButtonProps extends Omit<AriaButtonProps, 'children' | 'className' | 'style' | 'aria-label'> {
  readonly icon: LucideIcon;
  readonly label: string;
  readonly keys?: string | undefined;
  readonly size?: 'small' | 'regular';
  readonly isPressed?: boolean | undefined;
  readonly placement?: 'top' | 'bottom' | 'left' | 'right';
  readonly className?: string | undefined;
}

/** A toolbar button without words; never shown without its tooltip. */
export const IconButton = ({
  icon,
  label,
  keys,
  size = 'regular',
  isPressed,
  placement = 'bottom',
  className,
  ...rest
}: IconButtonProps) => (
  <Tooltip text={label} keys={keys} placement={placement}>
    <AriaButton
      {...rest}
      {...(isPressed === undefined ? {} : { 'aria-pressed': isPressed })}
      {...(keys ? { 'aria-keyshortcuts': keys.replace('Ctrl', 'Control') } : {})}
      aria-label={label}
      className={classNames(styles.button, size === 'small' && styles.small, isPressed && styles.pressed, className)}
    >
      <Icon of={icon} size={size === 'small' ? 14 : 16} />
    </AriaButton>
  </Tooltip>
);
