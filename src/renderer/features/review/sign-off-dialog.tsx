import { useState } from 'react';
import { CircleAlert, FileLock, KeyRound, PackageCheck } from 'lucide-react';
import type { ReviewRound } from '../../../contract/responses.ts';
import type { CallOutput } from '../../platform/client.ts';
import { useSession } from '../../platform/session.ts';
import { useAct } from '../../platform/use-call.ts';
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx';
import { TextField } from '../../ui/text-field.tsx';
import styles from './dialogs.module.css';

/** Props of {@link SignOffDialog}. */
export interface SignOffDialogProps {
  readonly isOpen: boolean;
  readonly review: CallOutput<'reviews.get'>;
  readonly round: ReviewRound;
  readonly onClose: () => void;
  readonly onSigned: () => void;
}

/** Asks before the second signature, and names what it does and which points are still open. */
export const SignOffDialog = ({ isOpen, review, round, onClose, onSigned }: SignOffDialogProps) => {
  const me = useSession()?.user;
  const act = useAct('reviews.approve', { inline: true });
  const [comment, setComment] = useState('');
  const open = review.checklist.filter((line) => !line.holds && !line.blocks);
  const run = async (): Promise<void> => {
    const done = await act.run({ submissionId: round.submissionId, comment });
    if (done.ok) onSigned();
  };
  return (
    <ConfirmDialog
      isOpen={isOpen}
      onClose={() => (act.reset(), onClose())}
      onConfirm={() => void run()}
      title={`Sign off ${review.case.number}?`}
      lead={`Version ${round.versionNo}, submitted by ${round.submittedByName}`}
      confirm="Sign off"
      isBusy={act.isBusy}
      effects={[
        {
          icon: KeyRound,
          text: `Your signature, as ${me?.name ?? 'the supervisor'}, is put over the frozen content: the response, its documents, facts and records.`,
        },
        { icon: FileLock, text: 'From now on none of it can change. A correction is a new revision with its own review.' },
        { icon: PackageCheck, text: 'The case becomes ready to seal; export staff can make its packet.' },
        ...(open.length > 0
          ? [{ icon: CircleAlert, text: <span className={styles.open}>{openWords(open.map((line) => line.text))}</span> }]
          : []),
      ]}
    >
      <TextField label="Comment (optional)" rows={2} value={comment} onChange={setComment} maxLength={4_000} isDisabled={act.isBusy} />
      {act.failure ? (
        <div role="alert" className={styles.failure}>
          <strong>Not signed off.</strong> {act.failure.message}
          {act.failure.details ? (
            <ul>
              {act.failure.details.map((detail) => (
                <li key={detail.text}>{detail.text}</li>
              ))}
            </ul>
          ) : null}
        </div>
      ) : null}
    </ConfirmDialog>
  );
};

const openWords = (lines: readonly string[]): string =>
  `${lines.length === 1 ? 'One point of the checklist does' : `${lines.length} points of the checklist do`} not hold, though nothing forbids signing: ${lines.join('; ')}.`;
