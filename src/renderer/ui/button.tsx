import { useId, type ReactNode } from 'react';
import { Button as AriaButton, type ButtonProps as AriaButtonProps } from 'react-aria-components';
import type { LucideIcon } from 'lucide-react';
import { classNames } from './class-names.ts';
import { Icon } from './icon.tsx';
import { Kbd } from './kbd.tsx';
import { Tooltip } from './tooltip.tsx';
import styles from './button.module.css';

/** Props of {@link Button}. `isPending` keeps the focus and takes no presses while its work runs. `disabledReason` closes the button but keeps it focusable and tells why. */
export interface ButtonProps extends Omit<AriaButtonProps, 'children' | 'className' | 'style' | 'isDisabled'> {
  readonly children: ReactNode;
  readonly variant?: 'default' | 'primary' | 'quiet' | 'danger' | 'danger-quiet' | 'link';
  readonly size?: 'small' | 'regular' | 'large';
  readonly icon?: LucideIcon | undefined;
  readonly iconAfter?: LucideIcon | undefined;
  /** A key hint such as `Ctrl+Enter`; the owner of the screen binds the key. */
  readonly keys?: string | undefined;
  readonly isPressed?: boolean | undefined;
  readonly isDisabled?: boolean | undefined;
  readonly disabledReason?: string | null | undefined;
  readonly grow?: boolean;
  readonly className?: string | undefined;
}

/** A button with words. One `primary` a screen: the next action. */
export const Button = ({
  children,
  variant = 'default',
  size = 'regular',
  icon,
  iconAfter,
  keys,
  isPressed,
  isDisabled,
  disabledReason,
  isPending = false,
  grow,
  className,
  onPress,
  ...rest
}: ButtonProps) => {
  const reasonId = useId();
  const closed = Boolean(disabledReason);
  const pressed = isPressed === undefined ? {} : { 'aria-pressed': isPressed };
  const button = (
    <AriaButton
      {...rest}
      {...pressed}
      {...(closed
        ? { 'aria-disabled': true, 'aria-describedby': reasonId }
        : isPending
          ? { 'aria-disabled': true }
          : onPress
            ? { onPress }
            : {})}
      {...((closed || isPending) && rest.type === 'submit' ? { type: 'button' as const } : {})}
      {...(keys ? { 'aria-keyshortcuts': keys.replace('Ctrl', 'Control') } : {})}
      isDisabled={Boolean(isDisabled) && !closed}
      className={classNames(
        styles.button,
        styles[variant],
        styles[size],
        grow && styles.grow,
        isPressed && styles.pressed,
        isPending && styles.pending,
        closed && styles.closed,
        className,
      )}
    >
      {icon ? <Icon of={icon} size={size === 'small' ? 14 : 16} className={styles.icon} /> : null}
      <span className={styles.words}>{children}</span>
      {iconAfter ? <Icon of={iconAfter} size={14} className={styles.after} /> : null}
      {keys && !closed ? <Kbd keys={keys} plain={variant === 'primary' || variant === 'danger'} /> : null}
      {closed ? (
        <span id={reasonId} hidden>
          {disabledReason}
        </span>
      ) : null}
    </AriaButton>
  );
  return closed ? (
    <Tooltip text={disabledReason} delayMs={200}>
      {button}
    </Tooltip>
  ) : (
    button
  );
};
