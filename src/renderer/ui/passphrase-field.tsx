import { useState } from 'react';
import { Eye, EyeOff, KeyRound } from 'lucide-react';
import { IconButton } from './icon-button.tsx';
import { TextField, type TextFieldProps } from './text-field.tsx';

/** Props of {@link PassphraseField}: those of a text field; `isNew` tells password managers that a new one is being chosen. */
export interface PassphraseFieldProps extends Omit<TextFieldProps, 'rows' | 'icon' | 'after' | 'type'> {
  readonly isNew?: boolean;
}

/** A passphrase: hidden, with a button that shows it. Never trimmed, never spell-checked. */
export const PassphraseField = ({ isNew = false, ...rest }: PassphraseFieldProps) => {
  const [shown, setShown] = useState(false);
  return (
    <TextField
      {...rest}
      type={shown ? 'text' : 'password'}
      icon={KeyRound}
      autoComplete={isNew ? 'new-password' : 'current-password'}
      spellCheck="false"
      after={
        <IconButton
          icon={shown ? EyeOff : Eye}
          label={shown ? 'Hide what I type' : 'Show what I type'}
          size="small"
          placement="top"
          isPressed={shown}
          onPress={() => setShown(!shown)}
        />
      }
    />
  );
};
