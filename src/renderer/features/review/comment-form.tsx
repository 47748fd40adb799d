import { useEffect, useRef, useState } from 'react';
import type { SubmissionId } from '../../../core/ids.ts';
import type { ResponseSentence } from '../../../core/responses/response.ts';
import { useAct } from '../../platform/use-call.ts';
import { Button } from '../../ui/button.tsx';
import { SegmentedControl } from '../../ui/segmented-control.tsx';
import { TextField } from '../../ui/text-field.tsx';
import styles from './comment-form.module.css';

/** Props of {@link CommentForm}. Without a chosen sentence the comment is about the whole. */
export interface CommentFormProps {
  readonly submissionId: SubmissionId;
  readonly chosen: ResponseSentence | null;
  readonly onClose: () => void;
}

/** Says something about a sentence or about the whole response. Ctrl+Enter adds it, Escape drops it. */
export const CommentForm = ({ submissionId, chosen, onClose }: CommentFormProps) => {
  const comment = useAct('reviews.comment', { inline: true });
  const [text, setText] = useState('');
  const [about, setAbout] = useState<'sentence' | 'whole'>('sentence');
  const form = useRef<HTMLFormElement>(null);
  useEffect(() => {
    form.current?.scrollIntoView({ block: 'nearest' });
  }, []);
  const isWhole = !chosen || about === 'whole';
  const add = async (): Promise<void> => {
    if (text.trim() === '' || comment.isBusy) return;
    const made = await comment.run({ submissionId, sentenceId: isWhole ? null : chosen.id, text });
    if (made.ok) onClose();
  };
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- keys of the fields inside it
    <form
      ref={form}
      className={styles.form}
      onSubmit={(event) => {
        event.preventDefault();
        void add();
      }}
      onKeyDown={(event) => {
        if (event.key === 'Escape') {
          event.stopPropagation();
          onClose();
        } else if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) {
          event.preventDefault();
          event.stopPropagation();
          void add();
        }
      }}
    >
      {chosen ? (
        <SegmentedControl
          label="What the comment is about"
          value={about}
          onChange={setAbout}
          segments={[
            { id: 'sentence', name: 'This sentence' },
            { id: 'whole', name: 'The whole' },
          ]}
        />
      ) : null}
      {isWhole ? null : <q className={styles.quote}>{chosen.text.trim()}</q>}
      <TextField
        label={isWhole ? 'Comment on the whole response' : 'Comment on this sentence'}
        rows={3}
        value={text}
        onChange={setText}
        autoFocus
        maxLength={4_000}
        error={comment.failure?.message}
      />
      <div className={styles.actions}>
        <Button size="small" variant="quiet" onPress={onClose}>
          Cancel
        </Button>
        <Button size="small" type="submit" keys="Ctrl+Enter" isPending={comment.isBusy} isDisabled={text.trim() === ''}>
          Add comment
        </Button>
      </div>
    </form>
  );
};
