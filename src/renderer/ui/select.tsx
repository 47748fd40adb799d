import type { ReactNode } from 'react';
import { Button as AriaButton, Label, ListBox, Popover, Select as AriaSelect, SelectValue, Text } from 'react-aria-components';
import { ChevronsUpDown } from 'lucide-react';
import { classNames } from './class-names.ts';
import { Icon } from './icon.tsx';
import { OptionItem, type SelectOption } from './option-item.tsx';
import { FieldMessage } from './text-field.tsx';
import styles from './field.module.css';
import floating from './floating.module.css';

/** Props of {@link Select}: a fixed set of options, the chosen one's id, and what happens on choosing. */
export interface SelectProps<Id extends string> {
  readonly label: string;
  readonly labelHidden?: boolean;
  readonly options: readonly SelectOption<Id>[];
  readonly value: Id | null;
  readonly onChange: (id: Id) => void;
  readonly help?: ReactNode;
  readonly error?: string | null | undefined;
  readonly placeholder?: string;
  readonly isDisabled?: boolean;
  readonly small?: boolean;
  readonly grow?: boolean;
}

/** One choice from a short list. */
export const Select = <Id extends string>({
  label,
  labelHidden,
  options,
  value,
  onChange,
  help,
  error,
  placeholder = 'Choose',
  isDisabled = false,
  small,
  grow,
}: SelectProps<Id>) => (
  <AriaSelect
    {...(labelHidden ? { 'aria-label': label } : {})}
    value={value}
    onChange={(key) => {
      if (key !== null) onChange(String(key) as Id);
    }}
    placeholder={placeholder}
    isDisabled={isDisabled}
    isInvalid={Boolean(error)}
    className={classNames(styles.field, grow && styles.grow)}
  >
    {labelHidden ? null : <Label className={styles.label}>{label}</Label>}
    <AriaButton className={classNames(styles.box, styles.trigger, small && styles.small)}>
      <SelectValue className={styles.value ?? ''}>
        {({ selectedText, isPlaceholder }) => (isPlaceholder ? placeholder : selectedText)}
      </SelectValue>
      <Icon of={ChevronsUpDown} size={14} className={styles.icon} />
    </AriaButton>
    {help && !error ? (
      <Text slot="description" className={styles.help}>
        {help}
      </Text>
    ) : null}
    <FieldMessage error={error} />
    <Popover className={floating.float ?? ''} offset={4}>
      <ListBox items={options} className={floating.list ?? ''}>
        {(option) => <OptionItem option={option} />}
      </ListBox>
    </Popover>
  </AriaSelect>
);
