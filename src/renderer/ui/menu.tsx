import type { ReactElement } from 'react';
import { Menu as AriaMenu, MenuItem, MenuTrigger, Popover, Separator } from 'react-aria-components';
import { Check, type LucideIcon } from 'lucide-react';
import { classNames } from './class-names.ts';
import { Icon } from './icon.tsx';
import { Kbd } from './kbd.tsx';
import floating from './floating.module.css';

/** One command of a menu, or `'-'` for a line between groups. */
interface MenuCommand {
  readonly id: string;
  readonly name: string;
  readonly icon?: LucideIcon;
  readonly keys?: string;
  readonly detail?: string;
  readonly danger?: boolean;
  readonly isDisabled?: boolean;
  readonly isChosen?: boolean;
  readonly onAction: () => void;
}

/** Props of {@link Menu}: the button that opens it as child, and its commands. */
export interface MenuProps {
  readonly label: string;
  readonly items: readonly (MenuCommand | '-')[];
  readonly placement?: 'bottom start' | 'bottom end' | 'top start' | 'right bottom';
  readonly children: ReactElement;
}

/** A list of commands behind a button. */
export const Menu = ({ label, items, placement = 'bottom start', children }: MenuProps) => (
  <MenuTrigger>
    {children}
    <Popover className={floating.float ?? ''} placement={placement} offset={4}>
      <AriaMenu aria-label={label} className={floating.list ?? ''}>
        {items.map((item, at) =>
          item === '-' ? (
            <Separator key={`rule-${at}`} className={floating.rule ?? ''} />
          ) : (
            <MenuItem
              key={item.id}
              id={item.id}
              textValue={item.name}
              isDisabled={item.isDisabled ?? false}
              onAction={item.onAction}
              className={classNames(floating.item, item.danger && floating.danger)}
            >
              {item.icon ? <Icon of={item.icon} className={floating.icon} /> : null}
              <span className={floating.words}>
                <span>{item.name}</span>
                {item.detail ? <span className={floating.detail}>{item.detail}</span> : null}
              </span>
              {item.isChosen ? <Icon of={Check} size={14} /> : null}
              {item.keys ? <Kbd keys={item.keys} /> : null}
            </MenuItem>
          ),
        )}
      </AriaMenu>
    </Popover>
  </MenuTrigger>
);
