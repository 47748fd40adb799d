import type { ReactNode, Ref } from 'react';
import {
  FieldError,
  Input,
  Label,
  Text,
  TextArea,
  TextField as AriaTextField,
  type TextFieldProps as AriaTextFieldProps,
} from 'react-aria-components';
import { OctagonAlert, type LucideIcon } from 'lucide-react';
import { classNames } from './class-names.ts';
import { Icon } from './icon.tsx';
import styles from './field.module.css';

/** Props of {@link TextField}. Label above, help below; `error` replaces the help and says how to fix it. `rows` makes it a text area. */
export interface TextFieldProps extends Omit<AriaTextFieldProps, 'children' | 'className' | 'style' | 'isInvalid'> {
  readonly label: string;
  readonly labelHidden?: boolean;
  readonly help?: ReactNode;
  readonly error?: string | null | undefined;
  readonly icon?: LucideIcon;
  readonly after?: ReactNode;
  readonly rows?: number;
  readonly placeholder?: string;
  readonly inputRef?: Ref<HTMLInputElement>;
  readonly grow?: boolean;
  readonly large?: boolean;
}

/** A labelled line or block of text. */
export const TextField = ({
  label,
  labelHidden,
  help,
  error,
  icon,
  after,
  rows,
  placeholder,
  inputRef,
  grow,
  large,
  ...rest
}: TextFieldProps) => (
  <AriaTextField
    {...rest}
    {...(labelHidden ? { 'aria-label': label } : {})}
    isInvalid={Boolean(error)}
    validationBehavior="aria"
    className={classNames(styles.field, grow && styles.grow)}
  >
    {labelHidden ? null : <Label className={styles.label}>{label}</Label>}
    {rows ? (
      <TextArea rows={rows} placeholder={placeholder} className={classNames(styles.box, styles.area)} />
    ) : (
      <div className={classNames(styles.box, large && styles.large)}>
        {icon ? <Icon of={icon} size={14} className={styles.icon} /> : null}
        <Input ref={inputRef} placeholder={placeholder} className={styles.input ?? ''} />
        {after}
      </div>
    )}
    {help && !error ? (
      <Text slot="description" className={styles.help}>
        {help}
      </Text>
    ) : null}
    <FieldMessage error={error} />
  </AriaTextField>
);

/** The line under a field that says what is wrong and how to fix it. Shown inside a react-aria field. */
export const FieldMessage = ({ error }: { readonly error: string | null | undefined }) => (
  <FieldError className={styles.error ?? ''}>
    {error ? (
      <>
        <Icon of={OctagonAlert} size={12} />
        <span>{error}</span>
      </>
    ) : null}
  </FieldError>
);
