import { useState } from 'react';
import { FileLock, KeyRound, Save, Unlink, UserCheck } from 'lucide-react';
import type { CallFailure } from '../../platform/client.ts';
import { countText } from '../../platform/words.ts';
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx';
import { TextField } from '../../ui/text-field.tsx';
import styles from './response.module.css';

/** Props of {@link SubmitDialog}. */
export interface SubmitDialogProps {
  readonly isOpen: boolean;
  readonly caseNumber: string;
  readonly authorName: string;
  readonly versionNo: number;
  readonly isDirty: boolean;
  readonly unsourced: number;
  readonly suggestedOnly: number;
  readonly isBusy: boolean;
  readonly failure: CallFailure | null;
  readonly onSubmit: (note: string) => void;
  readonly onClose: () => void;
}

/** Asks before a response goes to the supervisors, and names what happens: saved, frozen, signed. */
export const SubmitDialog = ({
  isOpen,
  caseNumber,
  authorName,
  versionNo,
  isDirty,
  unsourced,
  suggestedOnly,
  isBusy,
  failure,
  onSubmit,
  onClose,
}: SubmitDialogProps) => {
  const [note, setNote] = useState('');
  const shaky = [
    unsourced > 0 ? `${countText(unsourced, 'sentence')} without a source` : '',
    suggestedOnly > 0 ? `${suggestedOnly} on suggested facts only` : '',
  ]
    .filter(Boolean)
    .join(', ');
  return (
    <ConfirmDialog
      isOpen={isOpen}
      onClose={onClose}
      onConfirm={() => onSubmit(note)}
      title={`Submit the response of ${caseNumber} for review?`}
      confirm="Sign and submit"
      isBusy={isBusy}
      effects={[
        ...(isDirty ? [{ icon: Save, text: `Your changes are saved as version ${versionNo + 1} first.` }] : []),
        {
          icon: FileLock,
          text: `Version ${isDirty ? versionNo + 1 : versionNo} is frozen with the case’s documents, facts and timeline. Nobody can change it while it is in review.`,
        },
        { icon: KeyRound, text: `You sign the frozen content with your key, as ${authorName}.` },
        { icon: UserCheck, text: 'Another person, a supervisor, signs it off or returns it to you. You can not sign it off yourself.' },
        ...(shaky ? [{ icon: Unlink, text: <span className={styles.shaky}>{shaky}. The supervisor sees them marked.</span> }] : []),
      ]}
    >
      <TextField label="Note to the supervisor (optional)" rows={3} value={note} onChange={setNote} maxLength={2_000} isDisabled={isBusy} />
      {failure ? (
        <div role="alert" className={styles.failure}>
          <strong>Not submitted.</strong> {failure.message}
          {failure.details ? (
            <ul>
              {failure.details.map((detail) => (
                <li key={detail.name}>
                  {detail.name}: {detail.text}
                </li>
              ))}
            </ul>
          ) : null}
        </div>
      ) : null}
    </ConfirmDialog>
  );
};
