import type { ReactNode } from 'react';
import { Button as AriaButton, ComboBox as AriaComboBox, Input, Label, ListBox, Popover, Text } from 'react-aria-components';
import { ChevronsUpDown } from 'lucide-react';
import { classNames } from './class-names.ts';
import { Icon } from './icon.tsx';
import { OptionItem, type SelectOption } from './option-item.tsx';
import { FieldMessage } from './text-field.tsx';
import styles from './field.module.css';
import floating from './floating.module.css';

/** Props of {@link ComboBox}: like a select, with typing to narrow the list. */
export interface ComboBoxProps<Id extends string> {
  readonly label: string;
  readonly options: readonly SelectOption<Id>[];
  readonly value: Id | null;
  readonly onChange: (id: Id | null) => void;
  readonly help?: ReactNode;
  readonly error?: string | null | undefined;
  readonly placeholder?: string;
  readonly isDisabled?: boolean;
  readonly grow?: boolean;
}

/** One choice from a long list, found by typing. */
export const ComboBox = <Id extends string>({
  label,
  options,
  value,
  onChange,
  help,
  error,
  placeholder,
  isDisabled = false,
  grow,
}: ComboBoxProps<Id>) => (
  <AriaComboBox
    defaultItems={options}
    value={value}
    onChange={(key) => onChange(key === null ? null : (String(key) as Id))}
    isDisabled={isDisabled}
    isInvalid={Boolean(error)}
    menuTrigger="focus"
    className={classNames(styles.field, grow && styles.grow)}
  >
    <Label className={styles.label}>{label}</Label>
    <div className={styles.box}>
      <Input placeholder={placeholder} className={styles.input ?? ''} />
      <AriaButton className={styles.open ?? ''}>
        <Icon of={ChevronsUpDown} size={14} />
      </AriaButton>
    </div>
    {help && !error ? (
      <Text slot="description" className={styles.help}>
        {help}
      </Text>
    ) : null}
    <FieldMessage error={error} />
    <Popover className={floating.float ?? ''} offset={4}>
      <ListBox<SelectOption<Id>> className={floating.list ?? ''} renderEmptyState={() => <p className={floating.none}>Nothing matches</p>}>
        {(option) => <OptionItem option={option} />}
      </ListBox>
    </Popover>
  </AriaComboBox>
);
