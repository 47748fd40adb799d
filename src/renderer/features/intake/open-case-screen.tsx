import { useEffect, useRef, useState, type ReactNode } from 'react';
import { FolderOpen } from 'lucide-react';
import { CASE_KINDS, SEVERITIES } from '../../../core/cases/case.ts';
import type { Anchor } from '../../../core/evidence/anchor.ts';
import { caseKindOf, REQUEST_TYPES, requestTypeName } from '../../../core/requests/request-types.ts';
import type { CallOutput } from '../../platform/client.ts';
import { dayText, useZone } from '../../platform/dates.ts';
import { useKeys } from '../../platform/keys.ts';
import { useGo } from '../../platform/places.ts';
import { useAct, useCall } from '../../platform/use-call.ts';
import { KIND_WORDS, SEVERITY_NAMES } from '../../platform/words.ts';
import { Bracket } from '../../ui/bracket.tsx';
import { Button } from '../../ui/button.tsx';
import { Checkbox } from '../../ui/checkbox.tsx';
import { ComboBox } from '../../ui/combo-box.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { ErrorState } from '../../ui/error-state.tsx';
import { Working } from '../../ui/progress.tsx';
import { Select } from '../../ui/select.tsx';
import { SegmentedControl } from '../../ui/segmented-control.tsx';
import { SplitPanes } from '../../ui/split-panes.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { showToast } from '../../ui/toast-queue.ts';
import layout from '../../ui/layout.module.css';
import { draftOf, mergeReading, openingInput, type OpeningDraft } from './opening-draft.ts';
import { OpeningFacts } from './opening-facts.tsx';
import { TIME_ZONES } from '../../platform/time-zones.ts';
import styles from './open-case-screen.module.css';

/** Props of {@link OpenCaseScreen}; `document` shows the document with one spot marked. */
export interface OpenCaseScreenProps {
  readonly documentId: string;
  readonly document: (spot: Anchor | undefined) => ReactNode;
}

type Suggestion = CallOutput<'cases.suggestOpening'>;

/** Opens a case on a document: what the desk suggests, each part with its source; the person confirms or corrects. */
export const OpenCaseScreen = ({ documentId, document }: OpenCaseScreenProps) => {
  const [spot, setSpot] = useState<Anchor>();
  return (
    <SplitPanes
      rememberAs="open-case"
      end={{
        name: 'The case to open',
        startPx: 480,
        minPx: 400,
        maxPx: 680,
        content: <OpeningForm documentId={documentId} spot={spot} onSpot={setSpot} />,
      }}
    >
      {document(spot)}
    </SplitPanes>
  );
};

const OpeningForm = ({
  documentId,
  spot,
  onSpot,
}: {
  readonly documentId: string;
  readonly spot: Anchor | undefined;
  readonly onSpot: (anchor: Anchor) => void;
}) => {
  const go = useGo();
  const zone = useZone();
  const found = useCall('documents.get', { documentId: documentId });
  const suggested = useCall('cases.suggestOpening', { documentId: documentId });
  const others = useCall('documents.list', { scope: 'intake', limit: 50 });
  const open = useAct('cases.open', { inline: true });
  const [draft, setDraft] = useState<OpeningDraft | null>(null);
  const read = useRef<Suggestion | null>(null);

  useEffect(() => {
    const now = suggested.data;
    if (!now || now === read.current) return;
    const before = read.current;
    read.current = now;
    setDraft((old) => (old && before ? mergeReading(old, before, now) : draftOf(now, zone)));
  }, [suggested.data, zone]);

  const submit = async () => {
    if (!draft || draft.title.trim() === '' || open.isBusy) return;
    const result = await open.run(openingInput(draft, documentId));
    if (!result.ok) return;
    showToast({ title: `${result.value.number} is open`, detail: 'You hold it.' });
    go({ to: 'case', caseId: result.value.caseId, tab: 'documents', documentId }, { replace: true });
  };
  useKeys('Open a case', [{ keys: 'Ctrl+Enter', name: 'Open the case', run: () => void submit() }]);

  const filed = found.data?.cases[0];
  if (filed) {
    return (
      <EmptyState
        title={`This document is ${filed.label} of ${filed.number}`}
        action={
          <Button variant="primary" onPress={() => go({ to: 'case', caseId: filed.caseId, tab: 'documents', documentId })}>
            Go to {filed.number}
          </Button>
        }
      >
        A document opens one case. It can be evidence in others.
      </EmptyState>
    );
  }
  if (suggested.error)
    return (
      <ErrorState
        title="No suggestion could be made"
        happened={suggested.error.failure.message}
        kept="The document is stored and unchanged."
        incident={suggested.error.failure.incident}
      />
    );
  if (!draft || !suggested.data) {
    return (
      <div className={styles.waiting}>
        <Working>Reading the document for what it asks</Working>
      </div>
    );
  }
  const change = (part: Partial<OpeningDraft>) => setDraft({ ...draft, ...part });
  const suggestion = suggested.data;
  const rest = others.data?.rows.filter((row) => row.id !== documentId) ?? [];
  return (
    <>
      <header className={styles.head}>
        <h1 className={styles.title}>Open a case</h1>
        {suggestion.readingComplete ? null : <Working>Still reading; suggestions may follow</Working>}
      </header>
      <div className={layout.scroll}>
        <section className={styles.section}>
          <TextField
            label="Title"
            rows={2}
            value={draft.title}
            onChange={(title) => change({ title: title.replaceAll(/\s*\n\s*/gu, ' ') })}
            error={draft.title.trim() === '' ? 'Give the case a title.' : null}
          />
          <ComboBox
            label="Type of request"
            options={REQUEST_TYPES.map((type) => ({ id: type, name: requestTypeName(type) }))}
            value={draft.requestType}
            onChange={(requestType) => {
              if (requestType) change({ requestType, kind: caseKindOf(requestType) });
            }}
          />
          {suggestion.requestType === draft.requestType && suggestion.typeReasons.length > 0 ? (
            <ul className={styles.reasons} aria-label="Why this type">
              {suggestion.typeReasons.slice(0, 4).map((reason, at) => (
                <li key={at}>
                  <span>{reason.text}</span>
                  <Bracket
                    state="suggested"
                    quote={reason.anchor.quote}
                    isChosen={spot === reason.anchor}
                    onPress={() => onSpot(reason.anchor)}
                    label="its source"
                  >
                    p. {reason.anchor.pageNo}
                  </Bracket>
                </li>
              ))}
            </ul>
          ) : null}
          <div className={styles.pair}>
            <Select
              label="Kind"
              options={CASE_KINDS.map((kind) => ({ id: kind, name: KIND_WORDS[kind].name, icon: KIND_WORDS[kind].icon }))}
              value={draft.kind}
              onChange={(kind) => change({ kind })}
            />
            <div className={styles.labelled}>
              <span className={styles.label}>Severity</span>
              <SegmentedControl
                label="Severity"
                segments={SEVERITIES.map((severity) => ({ id: severity, name: SEVERITY_NAMES[severity] }))}
                value={draft.severity}
                onChange={(severity) => change({ severity })}
              />
            </div>
          </div>
          <div className={styles.pair}>
            <TextField
              label="Due on"
              type="date"
              value={draft.dueOn}
              onChange={(dueOn) => change({ dueOn })}
              help={draft.dueOn === '' ? 'No deadline found; set one if there is one' : `To the end of ${dayText(draft.dueOn)}`}
            />
            <ComboBox
              label="In the zone of"
              options={TIME_ZONES}
              value={draft.dueZone}
              onChange={(dueZone) => {
                if (dueZone) change({ dueZone });
              }}
              help="Where the deadline counts"
            />
          </div>
        </section>
        {suggestion.summary.length > 0 ? (
          <section className={styles.section}>
            <div className={styles.sectionHead}>
              <h2>Summary</h2>
              <small>each sentence with its source</small>
            </div>
            {suggestion.summary.map((sentence, at) => (
              <p key={at} className={styles.sentence}>
                {sentence.text}{' '}
                {sentence.anchors.map((anchor, place) => (
                  <Bracket
                    key={place}
                    state="suggested"
                    quote={anchor.quote}
                    isChosen={spot === anchor}
                    onPress={() => onSpot(anchor)}
                    label="its source"
                  >
                    p. {anchor.pageNo}
                  </Bracket>
                ))}
                {sentence.anchors.length === 0 ? <Bracket state="missing" /> : null}
              </p>
            ))}
          </section>
        ) : null}
        <OpeningFacts
          facts={draft.facts}
          spot={spot}
          onSpot={onSpot}
          onDecide={(keys, state, value) =>
            change({
              facts: draft.facts.map((fact) =>
                keys.includes(fact.key) ? { ...fact, state, ...(value === undefined ? {} : { value }) } : fact,
              ),
            })
          }
        />
        {rest.length > 0 ? (
          <section className={styles.section}>
            <div className={styles.sectionHead}>
              <h2>What came with it</h2>
              <small>other documents in no case</small>
            </div>
            {rest.slice(0, 20).map((row) => (
              <Checkbox
                key={row.id}
                isSelected={draft.otherIds.includes(row.id)}
                onChange={(isChosen) =>
                  change({ otherIds: isChosen ? [...draft.otherIds, row.id] : draft.otherIds.filter((id) => id !== row.id) })
                }
              >
                {row.name}
              </Checkbox>
            ))}
          </section>
        ) : null}
      </div>
      <footer className={styles.foot}>
        {open.failure ? (
          <p role="alert" className={styles.failure}>
            {open.failure.message}
          </p>
        ) : (
          <p className={styles.soft}>You will hold this case. Facts not decided stay suggestions.</p>
        )}
        <Button
          variant="primary"
          icon={FolderOpen}
          keys="Ctrl+Enter"
          onPress={() => void submit()}
          isPending={open.isBusy}
          disabledReason={draft.title.trim() === '' ? 'Give the case a title first' : null}
        >
          Open the case
        </Button>
      </footer>
    </>
  );
};
