import type { ReactNode } from 'react';
import { Label, Radio, RadioGroup as AriaRadioGroup } from 'react-aria-components';
import { classNames } from './class-names.ts';
import styles from './toggle.module.css';

/** One choice of a radio group; `body` explains it. */
interface RadioOption<Id extends string> {
  readonly id: Id;
  readonly name: string;
  readonly body?: ReactNode;
}

/** Props of {@link RadioGroup}; `cards` draws each choice as a card that explains itself. */
export interface RadioGroupProps<Id extends string> {
  readonly label: string;
  readonly labelHidden?: boolean;
  readonly options: readonly RadioOption<Id>[];
  readonly value: Id | null;
  readonly onChange: (id: Id) => void;
  readonly cards?: boolean;
  readonly className?: string | undefined;
}

/** One choice with all choices in sight. */
export const RadioGroup = <Id extends string>({
  label,
  labelHidden,
  options,
  value,
  onChange,
  cards = false,
  className,
}: RadioGroupProps<Id>) => (
  <AriaRadioGroup
    {...(labelHidden ? { 'aria-label': label } : {})}
    value={value}
    onChange={(id) => onChange(id as Id)}
    className={classNames(cards ? styles.cards : styles.stack, className)}
  >
    {labelHidden ? null : <Label className={styles.legend}>{label}</Label>}
    {options.map((option) => (
      <Radio key={option.id} value={option.id} className={(cards ? styles.card : styles.row) ?? ''}>
        <span className={styles.dot} />
        <span className={cards ? styles.cardBody : styles.words}>
          <span className={cards ? styles.cardTitle : undefined}>{option.name}</span>
          {option.body ? <span className={cards ? undefined : styles.detail}>{option.body}</span> : null}
        </span>
      </Radio>
    ))}
  </AriaRadioGroup>
);
