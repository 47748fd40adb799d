import { useState } from 'react';
import { useAct } from '../../platform/use-call.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { PassphraseField } from '../../ui/passphrase-field.tsx';
import { showToast } from '../../ui/toast-queue.ts';
import styles from './settings.module.css';

/** Props of {@link ChangePassphraseDialog}. */
export interface ChangePassphraseDialogProps {
  readonly isOpen: boolean;
  readonly onClose: () => void;
}

/** A new passphrase for the person signed in; the others and the recovery key stay as they are. */
export const ChangePassphraseDialog = ({ isOpen, onClose }: ChangePassphraseDialogProps) => {
  const change = useAct('session.changePassphrase', { inline: true });
  const [passphrase, setPassphrase] = useState('');
  const [newPassphrase, setNewPassphrase] = useState('');
  const [repeat, setRepeat] = useState('');
  const [isTried, setTried] = useState(false);
  const leave = () => {
    setPassphrase('');
    setNewPassphrase('');
    setRepeat('');
    setTried(false);
    change.reset();
    onClose();
  };
  const submit = async () => {
    setTried(true);
    if (passphrase === '' || newPassphrase.length < 12 || repeat !== newPassphrase) return;
    const result = await change.run({ passphrase, newPassphrase });
    if (!result.ok) return;
    showToast({ title: 'Your passphrase is changed' });
    leave();
  };
  return (
    <Dialog
      isOpen={isOpen}
      onClose={leave}
      title="Change my passphrase"
      lead="Only yours changes. The recovery key and the passphrases of the others stay as they are."
      isBusy={change.isBusy}
      footer={
        <>
          <Button onPress={leave}>Cancel</Button>
          <Button variant="primary" onPress={() => void submit()} isPending={change.isBusy}>
            Change it
          </Button>
        </>
      }
    >
      <PassphraseField
        label="Passphrase now"
        value={passphrase}
        onChange={setPassphrase}
        autoFocus
        error={change.failure?.message ?? (isTried && passphrase === '' ? 'Type the one you use now.' : null)}
      />
      <PassphraseField
        label="New passphrase"
        value={newPassphrase}
        onChange={setNewPassphrase}
        isNew
        error={isTried && newPassphrase.length < 12 ? 'At least 12 characters.' : null}
      />
      <PassphraseField
        label="The same again"
        value={repeat}
        onChange={setRepeat}
        isNew
        error={isTried && repeat !== newPassphrase ? 'The two do not match yet.' : null}
      />
      <p className={styles.soft}>Four or five unrelated words are easy to remember and hard to guess.</p>
    </Dialog>
  );
};
