import { useState } from 'react';
import { ROLES, type Role } from '../../../core/policy/permissions.ts';
import { useAct } from '../../platform/use-call.ts';
import { ROLE_DUTIES, ROLE_NAMES } from '../../platform/words.ts';
import { Button } from '../../ui/button.tsx';
import { Checkbox } from '../../ui/checkbox.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { PassphraseField } from '../../ui/passphrase-field.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { showToast } from '../../ui/toast-queue.ts';
import styles from './settings.module.css';

/** Props of {@link AddPersonDialog}. */
export interface AddPersonDialogProps {
  readonly isOpen: boolean;
  readonly onClose: () => void;
}

/** Gives a person a place at this desk: name, roles, and a first passphrase they change themselves. */
export const AddPersonDialog = ({ isOpen, onClose }: AddPersonDialogProps) => {
  const add = useAct('session.addUser', { inline: true });
  const [name, setName] = useState('');
  const [roles, setRoles] = useState<readonly Role[]>(['investigator']);
  const [passphrase, setPassphrase] = useState('');
  const [repeat, setRepeat] = useState('');
  const [isTried, setTried] = useState(false);
  const leave = () => {
    setName('');
    setRoles(['investigator']);
    setPassphrase('');
    setRepeat('');
    setTried(false);
    add.reset();
    onClose();
  };
  const submit = async () => {
    setTried(true);
    if (name.trim() === '' || roles.length === 0 || passphrase.length < 12 || repeat !== passphrase) return;
    const result = await add.run({ name: name.trim(), roles: [...roles], passphrase });
    if (!result.ok) return;
    showToast({
      title: `${result.value.name} has a place at this desk`,
      detail: 'They sign in at the lock screen and change the passphrase in Settings.',
    });
    leave();
  };
  return (
    <Dialog
      isOpen={isOpen}
      onClose={leave}
      title="Add a person"
      lead="They sign in with the passphrase set here and change it themselves."
      isBusy={add.isBusy}
      footer={
        <>
          <Button onPress={leave}>Cancel</Button>
          <Button variant="primary" onPress={() => void submit()} isPending={add.isBusy}>
            {add.isBusy ? 'Making their keys…' : 'Add the person'}
          </Button>
        </>
      }
    >
      <TextField
        label="Name"
        value={name}
        onChange={setName}
        autoFocus
        autoComplete="off"
        error={isTried && name.trim() === '' ? 'Write the name as colleagues know it.' : null}
      />
      <fieldset className={styles.roles}>
        <legend>Roles</legend>
        {ROLES.map((role) => (
          <Checkbox
            key={role}
            isSelected={roles.includes(role)}
            onChange={(isOn) => setRoles(isOn ? [...roles, role] : roles.filter((other) => other !== role))}
            detail={ROLE_DUTIES[role]}
          >
            {ROLE_NAMES[role]}
          </Checkbox>
        ))}
        {isTried && roles.length === 0 ? <p className={styles.failure}>Choose at least one role.</p> : null}
      </fieldset>
      <PassphraseField
        label="First passphrase"
        value={passphrase}
        onChange={setPassphrase}
        isNew
        error={isTried && passphrase.length < 12 ? 'At least 12 characters.' : null}
      />
      <PassphraseField
        label="The same again"
        value={repeat}
        onChange={setRepeat}
        isNew
        error={isTried && repeat !== passphrase ? 'The two do not match yet.' : null}
      />
      {add.failure ? (
        <p role="alert" className={styles.failure}>
          {add.failure.message}
        </p>
      ) : null}
    </Dialog>
  );
};
