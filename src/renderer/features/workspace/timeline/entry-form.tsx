import { useState } from 'react';
import type { CaseDetail } from '../../../../contract/cases.ts';
import type { TimelineTime } from '../../../../core/timeline/entry.ts';
import { useAct } from '../../../platform/use-call.ts';
import { Button } from '../../../ui/button.tsx';
import { Dialog } from '../../../ui/dialog.tsx';
import { TextField } from '../../../ui/text-field.tsx';
import { WhenField } from './when-field.tsx';
import styles from './timeline.module.css';

/** Props of {@link EntryForm}. */
export interface EntryFormProps {
  readonly found: CaseDetail;
  readonly onClose: () => void;
  readonly onMade: (id: string) => void;
}

/** An entry written by hand. It has no source, and shows so; entries made from selected words keep theirs. */
export const EntryForm = ({ found, onClose, onMade }: EntryFormProps) => {
  const make = useAct('timeline.make', { inline: true });
  const [title, setTitle] = useState('');
  const [who, setWho] = useState('');
  const [time, setTime] = useState<TimelineTime | null>(null);
  const [wasTried, setWasTried] = useState(false);
  const save = async (): Promise<void> => {
    setWasTried(true);
    if (!time || title.trim() === '') return;
    const result = await make.run({ caseId: found.id, title, who, time, anchors: [] });
    if (!result.ok) return;
    onMade(result.value.id);
    onClose();
  };
  return (
    <Dialog
      isOpen
      onClose={onClose}
      title="New timeline entry"
      lead="Written by hand it shows “No source”. To keep a source, select the words in the document and press T."
      isBusy={make.isBusy}
      footer={
        <>
          <Button variant="quiet" onPress={onClose}>
            Cancel
          </Button>
          <Button variant="primary" isPending={make.isBusy} onPress={() => void save()}>
            Add entry
          </Button>
        </>
      }
    >
      <form
        className={styles.form}
        onSubmit={(event) => {
          event.preventDefault();
          void save();
        }}
      >
        <WhenField startText="" startZone={found.dueZone} onTime={setTime} autoFocus />
        {wasTried && !time ? (
          <p className={styles.formProblem} role="alert">
            Write a time that the desk can read, such as 14 March 2026, 6:22 pm.
          </p>
        ) : null}
        <TextField
          label="What happened"
          value={title}
          onChange={setTitle}
          error={wasTried && title.trim() === '' ? 'Say what happened.' : null}
        />
        <TextField label="Who" value={who} onChange={setWho} help="Entries of one person or account share a lane." />
        {make.failure ? (
          <p className={styles.formProblem} role="alert">
            {make.failure.message}
          </p>
        ) : null}
        <button type="submit" hidden aria-hidden="true" tabIndex={-1} />
      </form>
    </Dialog>
  );
};
