import { useEffect, useRef, useState, type FormEvent } from 'react';
import { KeyRound } from 'lucide-react';
import type { SessionState } from '../../../contract/session.ts';
import { useAct } from '../../platform/use-call.ts';
import { Button } from '../../ui/button.tsx';
import { PassphraseField } from '../../ui/passphrase-field.tsx';
import { useWait } from './use-wait.ts';
import styles from './sign-in.module.css';

/** Props of {@link UnlockForm}. */
export interface UnlockFormProps {
  readonly user: SessionState['users'][number];
  readonly onRecover: () => void;
}

/** One person's passphrase. */
export const UnlockForm = ({ user, onRecover }: UnlockFormProps) => {
  const unlock = useAct('session.unlock', { inline: true });
  const [passphrase, setPassphrase] = useState('');
  const field = useRef<HTMLInputElement>(null);
  const { seconds: waitSeconds, heed } = useWait();
  useEffect(() => {
    if (unlock.failure) field.current?.select();
  }, [unlock.failure]);
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (passphrase === '' || unlock.isBusy || waitSeconds > 0) return;
    const result = await unlock.run({ userId: user.id, passphrase });
    if (!result.ok) heed(result.failure);
  };
  const message = unlock.failure ? `${unlock.failure.message}${waitSeconds > 0 ? ` Another try in ${waitSeconds} s.` : ''}` : null;
  return (
    <form className={styles.form} onSubmit={(event) => void submit(event)}>
      <h2 className={styles.sub}>{user.name}</h2>
      <PassphraseField label="Passphrase" value={passphrase} onChange={setPassphrase} inputRef={field} autoFocus large error={message} />
      <Button
        type="submit"
        variant="primary"
        size="large"
        isPending={unlock.isBusy}
        disabledReason={waitSeconds > 0 ? `Too many tries: wait ${waitSeconds} s` : null}
        keys="Enter"
      >
        {unlock.isBusy ? 'Opening the vault…' : 'Unlock'}
      </Button>
      <p className={styles.aside}>
        <Button variant="quiet" size="small" icon={KeyRound} onPress={onRecover}>
          Passphrase lost? Use the recovery key
        </Button>
      </p>
    </form>
  );
};
