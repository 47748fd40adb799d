import { useState } from 'react';
import { MessageSquare, PencilLine, Undo2 } from 'lucide-react';
import type { ReviewRound } from '../../../contract/responses.ts';
import { useAct } from '../../platform/use-call.ts';
import { countText } from '../../platform/words.ts';
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx';
import { TextField } from '../../ui/text-field.tsx';
import styles from './dialogs.module.css';

/** Props of {@link ReturnDialog}. */
export interface ReturnDialogProps {
  readonly isOpen: boolean;
  readonly round: ReviewRound;
  readonly caseNumber: string;
  readonly comments: number;
  readonly onClose: () => void;
  readonly onReturned: () => void;
}

/** Gives a response back with the reason. */
export const ReturnDialog = ({ isOpen, round, caseNumber, comments, onClose, onReturned }: ReturnDialogProps) => {
  const act = useAct('reviews.returnToAuthor', { inline: true });
  const [typed, setTyped] = useState<string | null>(null);
  const text = typed ?? (comments > 0 ? `Please see ${comments === 1 ? 'the comment' : `the ${comments} comments`} beside the text.` : '');
  const run = async (): Promise<void> => {
    if (text.trim() === '') return;
    const done = await act.run({ submissionId: round.submissionId, comment: text });
    if (done.ok) onReturned();
  };
  return (
    <ConfirmDialog
      isOpen={isOpen}
      onClose={() => (act.reset(), onClose())}
      onConfirm={() => void run()}
      title={`Return ${caseNumber} to ${round.submittedByName}?`}
      confirm="Return"
      isBusy={act.isBusy}
      disabledReason={text.trim() === '' ? 'Say what has to change' : null}
      effects={[
        { icon: PencilLine, text: 'The response opens again for its author. The submitted version and its signature stay on record.' },
        ...(comments > 0
          ? [
              {
                icon: MessageSquare,
                text: `${countText(comments, 'comment')} ${comments === 1 ? 'goes' : 'go'} with it, beside the sentences.`,
              },
            ]
          : []),
        { icon: Undo2, text: 'It comes back to the queue when it is submitted again.' },
      ]}
    >
      <TextField label="What has to change" rows={3} value={text} onChange={setTyped} autoFocus maxLength={4_000} isDisabled={act.isBusy} />
      {act.failure ? (
        <p role="alert" className={styles.failure}>
          <strong>Not returned.</strong> {act.failure.message}
        </p>
      ) : null}
    </ConfirmDialog>
  );
};
