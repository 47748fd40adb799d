import type { ReactElement, ReactNode } from 'react';
import { Dialog, DialogTrigger, Popover as AriaPopover } from 'react-aria-components';
import floating from './floating.module.css';

/** Props of {@link Popover}: the button that opens it as `trigger`; its content may take `close`. */
export interface PopoverProps {
  readonly label: string;
  readonly trigger: ReactElement;
  readonly placement?: 'bottom start' | 'bottom end' | 'top start' | 'top end' | 'bottom';
  readonly children: ReactNode | ((close: () => void) => ReactNode);
}

/** A small panel beside the button that opened it; closes on Escape and on a click outside. */
export const Popover = ({ label, trigger, placement = 'bottom start', children }: PopoverProps) => (
  <DialogTrigger>
    {trigger}
    <AriaPopover className={floating.float ?? ''} placement={placement} offset={6}>
      <Dialog aria-label={label} className={floating.panel ?? ''}>
        {({ close }) => (typeof children === 'function' ? children(close) : children)}
      </Dialog>
    </AriaPopover>
  </DialogTrigger>
);
