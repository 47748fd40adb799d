import { useState } from 'react';
import { Copy, Download, Printer } from 'lucide-react';
import { copyText } from '../../platform/clipboard.ts';
import { canSaveText, saveText } from '../../platform/transfer.ts';
import { Button } from '../../ui/button.tsx';
import { Checkbox } from '../../ui/checkbox.tsx';
import { Paper } from '../../ui/paper.tsx';
import { showToast } from '../../ui/toast-queue.ts';
import styles from './first-run.module.css';

/** Props of {@link RecoveryKeyStep}. */
export interface RecoveryKeyStepProps {
  readonly recoveryKey: string;
  readonly deskName: string;
  readonly userName: string;
  readonly onSaved: () => void;
}

/** Shows the recovery key once; going on needs a person's word that it is saved. */
export const RecoveryKeyStep = ({ recoveryKey, deskName, userName, onSaved }: RecoveryKeyStepProps) => {
  const [isSaved, setSaved] = useState(false);
  const groups = recoveryKey.split(/[-\s]+/u).filter(Boolean);
  const sheet = `Casewright recovery key\n\nDesk: ${deskName}\nMade for: ${userName}\n\n${recoveryKey}\n\nThis key opens the vault of this desk when every passphrase is lost.\nKeep it on paper, away from the machine. Whoever has it and the machine can read everything.\n`;
  const copy = async () => {
    const done = await copyText(recoveryKey);
    showToast(
      done
        ? { title: 'Recovery key copied', detail: 'Paste it into your password manager, then empty the clipboard.' }
        : { tone: 'bad', title: 'The clipboard refused', detail: 'Print the key or write it down.' },
    );
  };
  return (
    <div className={styles.step}>
      <h1 className={styles.title}>Save the recovery key</h1>
      <p className={styles.lead}>
        If every passphrase of this desk is lost, this key is the only way in. It is shown once and stored nowhere in readable form. Keep it
        on paper, away from this machine.
      </p>
      <Paper className={styles.keySheet}>
        <p className={styles.keyTitle}>Casewright recovery key</p>
        <p className={styles.keyMeta}>
          Desk {deskName}, made for {userName}
        </p>
        <p className={styles.key} aria-label={`Recovery key: ${recoveryKey}`}>
          {groups.map((group, at) => (
            <span key={at}>{group}</span>
          ))}
        </p>
        <p className={styles.keyMeta}>
          Opens the vault of this desk when every passphrase is lost. Whoever has it and the machine can read everything.
        </p>
      </Paper>
      <div className={styles.keyActions}>
        <Button icon={Copy} onPress={() => void copy()}>
          Copy
        </Button>
        <Button icon={Printer} onPress={() => window.print()}>
          Print
        </Button>
        {canSaveText() ? (
          <Button icon={Download} onPress={() => saveText(sheet, `casewright-recovery-key-${deskName.replaceAll(/[^\w.-]+/gu, '-')}.txt`)}>
            Save as a file
          </Button>
        ) : null}
      </div>
      <Checkbox isSelected={isSaved} onChange={setSaved} detail="You will not see it again after this page.">
        I saved it
      </Checkbox>
      <div className={styles.actions}>
        <Button
          variant="primary"
          size="large"
          onPress={onSaved}
          disabledReason={isSaved ? null : 'Save the key first, then tick the box above'}
        >
          Go on
        </Button>
      </div>
    </div>
  );
};
