import { useState, type FormEvent } from 'react';
import { useAct } from '../../platform/use-call.ts';
import { Button } from '../../ui/button.tsx';
import { PassphraseField } from '../../ui/passphrase-field.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { passphraseStrength } from './passphrase-strength.ts';
import styles from './first-run.module.css';

/** Props of {@link PassphraseStep}. */
export interface PassphraseStepProps {
  readonly onMade: (made: {
    readonly deskName: string;
    readonly userName: string;
    readonly passphrase: string;
    readonly recoveryKey: string;
  }) => void;
}

/** Who you are, what this desk is called, and the passphrase that opens it. */
export const PassphraseStep = ({ onMade }: PassphraseStepProps) => {
  const create = useAct('session.createDesk', { inline: true });
  const [userName, setUserName] = useState('');
  const [deskName, setDeskName] = useState('');
  const [passphrase, setPassphrase] = useState('');
  const [repeat, setRepeat] = useState('');
  const [isTried, setTried] = useState(false);
  const strength = passphraseStrength(passphrase);
  const problems = {
    userName: userName.trim() ? null : 'Write your name as colleagues know it.',
    deskName: deskName.trim() ? null : 'Give this desk a name, such as ATLAS-07.',
    passphrase: strength.level > 0 ? null : 'At least 12 characters.',
    repeat: repeat === passphrase ? null : 'The two do not match yet.',
  };
  const isComplete = Object.values(problems).every((problem) => problem === null);

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (!isComplete || create.isBusy) return;
    const result = await create.run({ deskName: deskName.trim(), userName: userName.trim(), passphrase });
    if (result.ok) onMade({ deskName: deskName.trim(), userName: userName.trim(), passphrase, recoveryKey: result.value.recoveryKey });
  };

  return (
    <form className={styles.step} onSubmit={(event) => void submit(event)} noValidate>
      <h1 className={styles.title}>Make this desk yours</h1>
      <p className={styles.lead}>
        Everything you bring here is encrypted on this machine. Only a person of this desk with their passphrase, or the recovery key, can
        open it.
      </p>
      <div className={styles.pair}>
        <TextField
          label="Your name"
          value={userName}
          onChange={setUserName}
          autoFocus
          autoComplete="name"
          large
          error={isTried ? problems.userName : null}
          help="Stands under what you do and sign"
        />
        <TextField
          label="Name of this desk"
          value={deskName}
          onChange={setDeskName}
          autoComplete="off"
          large
          error={isTried ? problems.deskName : null}
          help="Tells this installation from others"
        />
      </div>
      <PassphraseField
        label="Passphrase"
        value={passphrase}
        onChange={setPassphrase}
        isNew
        large
        error={isTried ? problems.passphrase : null}
      />
      <div className={styles.strength} data-level={strength.level} aria-live="polite">
        <span className={styles.meter} aria-hidden="true">
          {[1, 2, 3, 4].map((level) => (
            <i key={level} data-on={strength.level >= level || undefined} />
          ))}
        </span>
        <span>
          <b>{passphrase ? strength.word : 'Strength'}</b>{' '}
          {passphrase ? strength.advice : 'Four or five unrelated words are easy to remember and hard to guess.'}
        </span>
      </div>
      <PassphraseField
        label="The same again"
        value={repeat}
        onChange={setRepeat}
        isNew
        large
        error={(isTried || repeat.length >= passphrase.length) && repeat !== '' ? problems.repeat : isTried ? problems.repeat : null}
      />
      {create.failure ? (
        <p role="alert" className={styles.failure}>
          {create.failure.message}
        </p>
      ) : null}
      <div className={styles.actions}>
        <Button type="submit" variant="primary" size="large" isPending={create.isBusy}>
          {create.isBusy ? 'Making the vault…' : 'Make the vault'}
        </Button>
      </div>
    </form>
  );
};
