import { useEffect, useState } from 'react';
import type { DocumentRow } from '../../../../contract/documents.ts';
import type { Anchor } from '../../../../core/evidence/anchor.ts';
import { guessField } from '../../../../core/facts/guess-field.ts';
import type { FactField, FactValue } from '../../../../core/facts/fact.ts';
import type { CaseId } from '../../../../core/ids.ts';
import type { TimelineTime } from '../../../../core/timeline/entry.ts';
import { client } from '../../../platform/client.ts';
import { dayIn } from '../../../platform/dates.ts';
import { useAct } from '../../../platform/use-call.ts';
import { Button } from '../../../ui/button.tsx';
import { Select } from '../../../ui/select.tsx';
import { TextField } from '../../../ui/text-field.tsx';
import { showToast } from '../../../ui/toast-queue.ts';
import { WhenField } from '../timeline/when-field.tsx';
import { FIELD_OPTIONS } from '../fact-words.ts';
import { claimId } from './claim.ts';
import type { MakeKind } from './selection-bar.tsx';
import styles from './make-form.module.css';

/** Words with their place, of which something is being made. `anchor` is still being found for a selection in a PDF. */
export interface Making {
  readonly kind: MakeKind;
  readonly quote: string;
  readonly pageNo: number;
  readonly anchor: Promise<Anchor | string>;
}

/** Props of {@link MakeForm}. `onMade` hears the new claim's id and its anchor. */
export interface MakeFormProps {
  readonly caseId: CaseId;
  readonly document: DocumentRow;
  readonly label: string;
  readonly zone: string;
  readonly making: Making;
  readonly onMade: (id: string, anchor: Anchor) => void;
  readonly onClose: () => void;
}

const NAMES: Readonly<Record<MakeKind, string>> = { fact: 'Fact', timeline: 'Timeline entry', exhibit: 'Exhibit', note: 'Note' };
const DATE_FIELDS: readonly FactField[] = ['issued-on', 'served-on', 'received-on', 'due'];

/** A small form, filled in by a guess, that makes a fact, an entry, an exhibit or a note of words in a document. */
export const MakeForm = ({ caseId, document, label, zone, making, onMade, onClose }: MakeFormProps) => {
  const { kind, quote, pageNo } = making;
  const guess = guessField(quote);
  const oneLine = quote.replaceAll(/\s+/g, ' ');
  const [field, setField] = useState<FactField>(guess.field);
  const [sort, setSort] = useState(guess.kind ?? '');
  const [text, setText] = useState(kind === 'note' ? '' : oneLine.slice(0, kind === 'fact' ? 8_000 : 300));
  const [readOn, setReadOn] = useState<string | null>(null);
  const [who, setWho] = useState('');
  const [time, setTime] = useState<TimelineTime | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const [isBusy, setIsBusy] = useState(false);
  const makeFact = useAct('facts.make', { inline: true });
  const makeEntry = useAct('timeline.make', { inline: true });
  const makeExhibit = useAct('exhibits.make', { inline: true });
  const makeNote = useAct('notes.make', { inline: true });
  const decide = useAct('facts.decide');
  const removeEntry = useAct('timeline.remove');
  const removeNote = useAct('notes.remove');

  const isDate = kind === 'fact' && DATE_FIELDS.includes(field);
  useEffect(() => {
    if (!isDate) return undefined;
    let mounted = true;
    const read = async (): Promise<void> => {
      const result = await client.call('timeline.readTime', { text: quote, zone });
      if (!mounted || !result.ok || !result.value.time) return;
      const on = dayIn(result.value.time.startMs, result.value.time.zone);
      setReadOn(on);
      setText((now) => (now === oneLine ? on : now));
    };
    void read();
    return () => {
      mounted = false;
    };
  }, [isDate, quote, oneLine, zone]);

  const make = async (): Promise<void> => {
    setProblem(null);
    if (text.trim() === '') return setProblem(kind === 'note' ? 'Write the note first.' : 'Say what it is first.');
    if (kind === 'timeline' && !time) return setProblem('Say when it was, so that it finds its place.');
    setIsBusy(true);
    try {
      const anchor = await making.anchor;
      if (typeof anchor === 'string') return setProblem(anchor);
      const made = await save(anchor);
      if (made) {
        onMade(made, anchor);
        onClose();
      }
    } finally {
      setIsBusy(false);
    }
  };

  const save = async (anchor: Anchor): Promise<string | null> => {
    if (kind === 'fact') {
      const result = await makeFact.run({
        caseId,
        field,
        ...(sort && (field === 'identifier' || field === 'other') ? { kind: sort } : {}),
        value: factValue(field, text),
        anchor,
      });
      if (!result.ok) return (setProblem(result.failure.message), null);
      const fact = result.value;
      showToast({
        tone: 'good',
        title: `Fact ${fact.label} made and confirmed`,
        action: { name: 'Undo', run: () => void decide.run({ factIds: [fact.id], state: 'rejected' }) },
      });
      return claimId.fact(fact.id);
    }
    if (kind === 'timeline' && time) {
      const result = await makeEntry.run({ caseId, title: text, who, time, anchors: [anchor] });
      if (!result.ok) return (setProblem(result.failure.message), null);
      const entry = result.value;
      showToast({
        tone: 'good',
        title: `Timeline entry ${entry.label} made`,
        action: { name: 'Undo', run: () => void removeEntry.run({ entryId: entry.id }) },
      });
      return claimId.timeline(entry.id, 0);
    }
    if (kind === 'exhibit') {
      const result = await makeExhibit.run({ caseId, documentId: document.id, title: text, anchor });
      if (!result.ok) return (setProblem(result.failure.message), null);
      showToast({ tone: 'good', title: `Exhibit ${result.value.label} made`, detail: 'Its custody is recorded from now on.' });
      return claimId.exhibit(result.value.id);
    }
    const result = await makeNote.run({ caseId, text, anchor });
    if (!result.ok) return (setProblem(result.failure.message), null);
    const note = result.value;
    showToast({
      tone: 'good',
      title: `Note ${note.label} made`,
      action: { name: 'Undo', run: () => void removeNote.run({ noteId: note.id }) },
    });
    return claimId.note(note.id);
  };

  return (
    <div
      role="presentation"
      className={styles.keys}
      onKeyDown={(event) => {
        if (event.key === 'Escape') onClose();
        if (event.key === 'Enter' && event.ctrlKey) {
          // Else the case's own Ctrl+Enter would run as well.
          event.preventDefault();
          void make();
        }
      }}
    >
      <form
        className={styles.form}
        aria-label={`${NAMES[kind]} from ${label} page ${pageNo}`}
        onSubmit={(event) => {
          event.preventDefault();
          void make();
        }}
      >
        <header className={styles.head}>
          <span className={styles.swatch} data-kind={kind} aria-hidden="true" />
          <h2>{NAMES[kind]}</h2>
          <span className={styles.from}>
            {label} p. {pageNo}
          </span>
        </header>
        <blockquote className={styles.quote} data-kind={kind}>
          {quote}
        </blockquote>
        <div className={styles.fields} data-kind={kind}>
          {kind === 'fact' ? (
            <>
              <Select label="What it says" options={FIELD_OPTIONS} value={field} onChange={setField} />
              {field === 'identifier' || field === 'other' ? (
                <TextField label="Kind" value={sort} onChange={setSort} placeholder="email, account, order" />
              ) : null}
              <div className={field === 'identifier' || field === 'other' ? styles.whole : undefined}>
                <TextField
                  label="Value"
                  value={text}
                  onChange={setText}
                  autoFocus
                  help={
                    isDate && readOn && text === readOn
                      ? 'Read from the words as a date; correct it if the paper means another.'
                      : undefined
                  }
                />
              </div>
            </>
          ) : kind === 'timeline' ? (
            <>
              <WhenField startText={oneLine} startZone={zone} onTime={setTime} autoFocus />
              <TextField label="What happened" value={text} onChange={setText} />
              <TextField label="Who" value={who} onChange={setWho} placeholder="Who did it, if known" />
            </>
          ) : kind === 'exhibit' ? (
            <div className={styles.whole}>
              <TextField
                label="Title"
                value={text}
                onChange={setText}
                autoFocus
                help="What a reader of the packet sees in the list of exhibits."
              />
            </div>
          ) : (
            <div className={styles.whole}>
              <TextField label="Note" rows={3} value={text} onChange={setText} autoFocus />
            </div>
          )}
        </div>
        <p className={styles.problem} role="alert">
          {problem}
        </p>
        <footer className={styles.foot}>
          <Button size="small" variant="quiet" keys="Esc" onPress={onClose}>
            Cancel
          </Button>
          <Button size="small" type="submit" keys={kind === 'note' ? 'Ctrl+Enter' : 'Enter'} isPending={isBusy}>
            Make {NAMES[kind].toLowerCase()}
          </Button>
        </footer>
      </form>
    </div>
  );
};

/** A due date becomes a date value; the words of everything else stay words. */
const factValue = (field: FactField, text: string): FactValue =>
  field === 'due' && /^\d{4}-\d{2}-\d{2}$/.test(text.trim()) ? { on: text.trim() } : text.trim();
