import { useState, type FormEvent } from 'react';
import type { SessionState } from '../../../contract/session.ts';
import { useAct } from '../../platform/use-call.ts';
import { Button } from '../../ui/button.tsx';
import { PassphraseField } from '../../ui/passphrase-field.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { useWait } from './use-wait.ts';
import styles from './sign-in.module.css';

/** Props of {@link RecoverForm}. */
export interface RecoverFormProps {
  readonly user: SessionState['users'][number];
  readonly onCancel: () => void;
}

/** Opens the vault with the recovery key and gives one person a new passphrase. */
export const RecoverForm = ({ user, onCancel }: RecoverFormProps) => {
  const recover = useAct('session.recover', { inline: true });
  const [recoveryKey, setRecoveryKey] = useState('');
  const [newPassphrase, setNewPassphrase] = useState('');
  const [repeat, setRepeat] = useState('');
  const [isTried, setTried] = useState(false);
  const { seconds: waitSeconds, heed } = useWait();
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (recoveryKey.trim() === '' || newPassphrase.length < 12 || repeat !== newPassphrase || recover.isBusy || waitSeconds > 0) return;
    const result = await recover.run({ userId: user.id, recoveryKey: recoveryKey.trim(), newPassphrase });
    if (!result.ok) heed(result.failure);
  };
  return (
    <form className={styles.form} onSubmit={(event) => void submit(event)}>
      <h2 className={styles.sub}>A new passphrase for {user.name}</h2>
      <TextField
        label="Recovery key"
        value={recoveryKey}
        onChange={setRecoveryKey}
        autoFocus
        large
        autoComplete="off"
        spellCheck="false"
        error={isTried && recoveryKey.trim() === '' ? 'Type the key from the printed page.' : null}
        help="From the printed page; spaces and dashes do not matter"
      />
      <PassphraseField
        label="New passphrase"
        value={newPassphrase}
        onChange={setNewPassphrase}
        isNew
        large
        error={isTried && newPassphrase.length < 12 ? 'At least 12 characters.' : null}
      />
      <PassphraseField
        label="The same again"
        value={repeat}
        onChange={setRepeat}
        isNew
        large
        error={isTried && repeat !== newPassphrase ? 'The two do not match yet.' : null}
      />
      <p className={styles.note}>{user.name} gets a new signing key with it. What they signed before stays valid.</p>
      {recover.failure ? (
        <p role="alert" className={styles.failure}>
          {recover.failure.message}
          {waitSeconds > 0 ? ` Another try in ${waitSeconds} s.` : ''}
        </p>
      ) : null}
      <div className={styles.row}>
        <Button
          type="submit"
          variant="primary"
          size="large"
          grow
          isPending={recover.isBusy}
          disabledReason={waitSeconds > 0 ? `Wait ${waitSeconds} s` : null}
        >
          {recover.isBusy ? 'Opening the vault…' : 'Set it and unlock'}
        </Button>
        <Button size="large" variant="quiet" onPress={onCancel}>
          Back
        </Button>
      </div>
    </form>
  );
};
