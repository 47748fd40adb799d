import { useState } from 'react';
import { MessageSquarePlus, Trash2 } from 'lucide-react';
import type { Exhibit, Note } from '../../../../contract/evidence.ts';
import type { CaseId } from '../../../../core/ids.ts';
import { useZone, whenText } from '../../../platform/dates.ts';
import { useAct } from '../../../platform/use-call.ts';
import { Bracket } from '../../../ui/bracket.tsx';
import { Button } from '../../../ui/button.tsx';
import { classNames } from '../../../ui/class-names.ts';
import { IconButton } from '../../../ui/icon-button.tsx';
import { TextField } from '../../../ui/text-field.tsx';
import { showToast } from '../../../ui/toast-queue.ts';
import { claimId, type Claim } from './claim.ts';
import { Section } from './facts-panel.tsx';
import { moveAmongRows } from './use-claim-keys.ts';
import styles from './panel.module.css';

/** Props of {@link NotesPanel}. */
export interface NotesPanelProps {
  readonly caseId: CaseId;
  readonly notes: readonly Note[];
  readonly exhibits: readonly Exhibit[];
  readonly chosenId: string | null;
  readonly canEdit: boolean;
  readonly onChoose: (claim: Claim) => void;
}

/** Notes of the case, pinned to their places where they have one, and what is held as exhibits. */
export const NotesPanel = ({ caseId, notes, exhibits, chosenId, canEdit, onChoose }: NotesPanelProps) => {
  const zone = useZone();
  const make = useAct('notes.make');
  const remove = useAct('notes.remove');
  const [text, setText] = useState('');
  const add = async (): Promise<void> => {
    if (text.trim() === '') return;
    const result = await make.run({ caseId, text, anchor: null });
    if (result.ok) setText('');
  };
  const takeAway = async (note: Note): Promise<void> => {
    const result = await remove.run({ noteId: note.id });
    if (result.ok)
      showToast({
        tone: 'info',
        title: `Note ${note.label} removed`,
        action: { name: 'Undo', run: () => void remove.run({ noteId: note.id, restore: true }) },
      });
  };
  return (
    <div className={styles.scroll} role="presentation" onKeyDown={moveAmongRows}>
      <Section name="Notes" count={notes.length}>
        {notes.length === 0 ? (
          <p className={styles.none}>Select words in the document and press N to pin a note to them, or write one about the whole case.</p>
        ) : null}
        <ul className={styles.claims}>
          {notes.map((note) => {
            const id = claimId.note(note.id);
            const { anchor, documentId } = note;
            return (
              <li key={note.id} className={classNames(styles.claim, chosenId === id && styles.chosen)} data-claim={id}>
                <div className={styles.claimBody}>
                  <button
                    type="button"
                    className={styles.claimButton}
                    data-claim-row
                    aria-pressed={chosenId === id}
                    onClick={() => anchor && documentId && onChoose({ id, documentId, anchor })}
                  >
                    <span className={styles.claimHead}>
                      <span className={styles.cut}>
                        {note.madeByName}, {whenText(note.madeAtMs, zone)}
                      </span>
                      <span className={styles.flagName}>{note.label}</span>
                      {anchor ? (
                        <Bracket state="confirmed" kind="note" isChosen={chosenId === id}>
                          {note.documentLabel} p. {anchor.pageNo}
                        </Bracket>
                      ) : null}
                    </span>
                    <span className={styles.value}>{note.text}</span>
                  </button>
                </div>
                {canEdit ? (
                  <IconButton
                    size="small"
                    icon={Trash2}
                    label={`Remove note ${note.label}`}
                    placement="left"
                    onPress={() => void takeAway(note)}
                  />
                ) : null}
              </li>
            );
          })}
        </ul>
        {canEdit ? (
          <form
            className={styles.noteForm}
            onSubmit={(event) => {
              event.preventDefault();
              void add();
            }}
          >
            <TextField
              label="Note about the case"
              rows={2}
              value={text}
              onChange={setText}
              placeholder="Write a note about the whole case"
            />
            <Button size="small" type="submit" icon={MessageSquarePlus} isPending={make.isBusy} isDisabled={text.trim() === ''}>
              Add note
            </Button>
          </form>
        ) : null}
      </Section>
      <Section name="Exhibits" count={exhibits.length}>
        {exhibits.length === 0 ? (
          <p className={styles.none}>Select words and press X to hold them as an exhibit; its custody is recorded from then on.</p>
        ) : null}
        <ul className={styles.claims}>
          {exhibits.map((exhibit) => {
            const id = claimId.exhibit(exhibit.id);
            const { anchor, documentId } = exhibit;
            return (
              <li key={exhibit.id} className={classNames(styles.claim, chosenId === id && styles.chosen)} data-claim={id}>
                <div className={styles.claimBody}>
                  <button
                    type="button"
                    className={styles.claimButton}
                    data-claim-row
                    aria-pressed={chosenId === id}
                    onClick={() => anchor && onChoose({ id, documentId, anchor })}
                  >
                    <span className={styles.claimHead}>
                      <span className={styles.cut}>
                        {exhibit.madeByName}, {whenText(exhibit.madeAtMs, zone)}
                      </span>
                      <span className={styles.flagName}>{exhibit.label}</span>
                      <Bracket state="confirmed" kind="exhibit" isChosen={chosenId === id}>
                        {anchor ? `${exhibit.documentLabel} p. ${anchor.pageNo}` : exhibit.documentLabel}
                      </Bracket>
                    </span>
                    <span className={styles.value}>{exhibit.title}</span>
                  </button>
                </div>
              </li>
            );
          })}
        </ul>
      </Section>
    </div>
  );
};
