import type { Ref } from 'react';
import {
  Button as AriaButton,
  Input,
  SearchField as AriaSearchField,
  type SearchFieldProps as AriaSearchFieldProps,
} from 'react-aria-components';
import { Search, X } from 'lucide-react';
import { classNames } from './class-names.ts';
import { Icon } from './icon.tsx';
import { Kbd } from './kbd.tsx';
import styles from './field.module.css';

/** Props of {@link SearchField}. Escape and the cross clear it; `keys` is the hint shown while it is empty. */
export interface SearchFieldProps extends Omit<AriaSearchFieldProps, 'children' | 'className' | 'style'> {
  readonly label: string;
  readonly placeholder?: string;
  readonly keys?: string;
  readonly inputRef?: Ref<HTMLInputElement>;
  readonly grow?: boolean;
}

/** A field that filters or finds. */
export const SearchField = ({ label, placeholder, keys, inputRef, grow, ...rest }: SearchFieldProps) => (
  <AriaSearchField {...rest} aria-label={label} className={classNames(styles.field, grow && styles.grow)}>
    {({ isEmpty }) => (
      <div className={styles.box}>
        <Icon of={Search} size={14} className={styles.icon} />
        <Input ref={inputRef} placeholder={placeholder ?? label} className={styles.input ?? ''} />
        {isEmpty ? (
          keys ? (
            <Kbd keys={keys} />
          ) : null
        ) : (
          <AriaButton aria-label="Clear" className={styles.open ?? ''}>
            <Icon of={X} size={12} />
          </AriaButton>
        )}
      </div>
    )}
  </AriaSearchField>
);
