import { ListBoxItem } from 'react-aria-components';
import { Check, type LucideIcon } from 'lucide-react';
import { Icon } from './icon.tsx';
import floating from './floating.module.css';

/** One choice of a select or combo box. `detail` is a second line. */
export interface SelectOption<Id extends string = string> {
  readonly id: Id;
  readonly name: string;
  readonly detail?: string;
  readonly icon?: LucideIcon;
}

/** How a choice looks in its list: tick, icon, words, detail. */
export const OptionItem = ({ option }: { readonly option: SelectOption }) => (
  <ListBoxItem id={option.id} textValue={option.name} className={floating.item ?? ''}>
    {({ isSelected }) => (
      <>
        <span className={floating.tick}>{isSelected ? <Icon of={Check} size={14} /> : null}</span>
        {option.icon ? <Icon of={option.icon} size={14} className={floating.icon} /> : null}
        <span className={floating.words}>
          <span>{option.name}</span>
          {option.detail ? <span className={floating.detail}>{option.detail}</span> : null}
        </span>
      </>
    )}
  </ListBoxItem>
);
