import { useState } from 'react';
import { useMay } from '../../platform/session.ts';
import { useAct, useCall } from '../../platform/use-call.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { PassphraseField } from '../../ui/passphrase-field.tsx';
import { Working } from '../../ui/progress.tsx';
import { showToast } from '../../ui/toast-queue.ts';
import styles from './settings.module.css';

/** Offers the sample cases while the desk is empty. */
export const SampleDesk = () => {
  const mayManage = useMay('user.manage');
  const all = useCall('cases.list', { view: 'all', limit: 1 });
  const open = useAct('desk.openSample', { inline: true });
  const [isAsking, setAsking] = useState(false);
  const [passphrase, setPassphrase] = useState('');
  if (!mayManage || all.data?.views.all !== 0) return null;
  const submit = async () => {
    const result = await open.run({ passphrase });
    if (!result.ok) return;
    setAsking(false);
    setPassphrase('');
    showToast({
      title: `The sample desk is open: ${result.value.cases.length} cases, ${result.value.users.length} people`,
      detail: 'All of them sign in with the passphrase you gave.',
    });
  };
  return (
    <div className={styles.labelled}>
      <span className={styles.label}>Sample desk</span>
      <p className={styles.soft}>This desk is empty. The sample fills it with made-up people, documents and cases, one of each kind.</p>
      <Button onPress={() => setAsking(true)}>Open the sample desk</Button>
      <Dialog
        isOpen={isAsking}
        onClose={() => setAsking(false)}
        title="Open the sample desk?"
        lead="The made-up people sign in with the passphrase you give here: yours."
        isBusy={open.isBusy}
        footer={
          <>
            <Button onPress={() => setAsking(false)}>Cancel</Button>
            <Button
              variant="primary"
              onPress={() => void submit()}
              isPending={open.isBusy}
              disabledReason={passphrase === '' ? 'Type your passphrase first' : null}
            >
              Open it
            </Button>
          </>
        }
      >
        <PassphraseField
          label="Your passphrase"
          value={passphrase}
          onChange={setPassphrase}
          autoFocus
          error={open.failure?.message ?? null}
        />
        {open.isBusy ? <Working>Writing the sample cases and reading their documents</Working> : null}
      </Dialog>
    </div>
  );
};
