import { useRef, useState } from 'react';
import type { CaseDetail } from '../../../contract/cases.ts';
import type { Fact } from '../../../contract/evidence.ts';
import type { ResponseVersion, ReviewRound } from '../../../contract/responses.ts';
import { changedWords } from '../../../core/responses/changed-words.ts';
import type { SentenceSource } from '../../../core/responses/sentence-sources.ts';
import type { CallOutput } from '../../platform/client.ts';
import { useKeys } from '../../platform/keys.ts';
import { useGo } from '../../platform/places.ts';
import { useMay, useSession } from '../../platform/session.ts';
import { useSourceItems } from '../../platform/source-items.ts';
import { artifactUrl } from '../../platform/transfer.ts';
import { useAct, useCall } from '../../platform/use-call.ts';
import { DocxSheets } from '../../ui/docx/docx-sheets.tsx';
import { Kbd } from '../../ui/kbd.tsx';
import { ChangedText } from '../../ui/letter/changed-text.tsx';
import { Letter } from '../../ui/letter/letter.tsx';
import { SourceThread } from '../../ui/letter/source-thread.tsx';
import { SupportLegend } from '../../ui/letter/support-legend.tsx';
import { PdfPane } from '../../ui/pdf/pdf-pane.tsx';
import { SplitPanes } from '../../ui/split-panes.tsx';
import { showToast } from '../../ui/toast-queue.ts';
import { AttachSourceDialog } from './attach-source-dialog.tsx';
import { EditableWords } from './editable-words.tsx';
import { ResponseNotices } from './response-notices.tsx';
import { ResponseToolbar, type ResponseViewName } from './response-toolbar.tsx';
import { SentencePane } from './sentence-pane.tsx';
import { SubmitDialog } from './submit-dialog.tsx';
import { useDraft } from './use-draft.ts';
import { useSentenceWork } from './use-sentence-work.ts';
import styles from './response.module.css';

/** Props of {@link ResponseDesk}. `version` may be an earlier one, which is only read. */
export interface ResponseDeskProps {
  readonly found: CaseDetail;
  readonly version: ResponseVersion;
  readonly newestNo: number;
  readonly rounds: readonly ReviewRound[];
  readonly versions: CallOutput<'responses.get'>['versions'];
  readonly facts: readonly Fact[];
  readonly mayWrite: boolean;
  readonly isOpen: boolean;
  readonly onVersion: (versionNo: number) => void;
  readonly onDraftAgain: () => void;
}

/** A response on paper with its sources beside it; written while the case is open, only read otherwise. */
export const ResponseDesk = ({
  found,
  version,
  newestNo,
  rounds,
  versions,
  facts,
  mayWrite,
  isOpen,
  onVersion,
  onDraftAgain,
}: ResponseDeskProps) => {
  const go = useGo();
  const me = useSession()?.user;
  const maySubmit = useMay('response.submit');
  const isNewest = version.versionNo === newestNo;
  const writable = mayWrite && isOpen && isNewest;
  const frame = useRef<HTMLDivElement>(null);
  const draft = useDraft(version, writable);
  const [view, setView] = useState<ResponseViewName>('write');
  const [isSubmitting, setSubmitting] = useState(false);
  const submit = useAct('responses.submit', { inline: true });
  const items = useSourceItems(found.id);
  const isPaper = view === 'write' || view === 'changes';
  const work = useSentenceWork(draft, facts, frame, { writable: writable && view === 'write', active: isPaper });

  const round = rounds.at(-1);
  const numbered = (round?.comments ?? []).filter((comment) => comment.sentenceId !== null).map((comment) => comment.id);
  const comments = (round?.comments ?? []).map((comment) => ({
    ...comment,
    label: comment.sentenceId ? `N${numbered.indexOf(comment.id) + 1}` : '',
  }));
  const isConflict = writable && version.versionNo > draft.base.versionNo;
  const sinceNo = isConflict ? version.versionNo : (rounds.filter((one) => one.versionNo < draft.base.versionNo).at(-1)?.versionNo ?? null);
  const since = useCall('responses.get', { caseId: found.id, versionNo: sinceNo ?? 1 }, { enabled: sinceNo !== null });
  const earlier = since.data?.version;
  const changes = view === 'changes' && earlier && earlier.versionNo === sinceNo ? changedWords(earlier.blocks, draft.blocks) : null;

  const openSource = ({ anchor }: SentenceSource<Fact>): void =>
    go({ to: 'case', caseId: found.id, tab: 'documents', documentId: items.documentOf(anchor)?.id, spot: anchor });
  const send = async (note: string): Promise<void> => {
    const saved = await draft.save('quiet');
    if (!saved) return setSubmitting(false);
    const sent = await submit.run({ caseId: found.id, versionNo: saved.versionNo, note });
    if (!sent.ok) return;
    setSubmitting(false);
    showToast({ tone: 'good', title: `${found.number} is in review`, detail: 'You signed the frozen content. A supervisor decides next.' });
  };
  const submitClosed = !maySubmit
    ? 'Your role does not submit responses'
    : isConflict
      ? 'Someone saved a newer version; settle that first'
      : null;
  useKeys('Response', [
    { keys: 'Ctrl+S', name: 'Save as the next version', run: () => void draft.save(), when: writable },
    { keys: 'Ctrl+Enter', name: 'Submit for review', run: () => setSubmitting(true), when: writable && submitClosed === null },
    {
      keys: 'O',
      name: 'Open the source in the viewer',
      run: () => work.chosen?.sources[0] && openSource(work.chosen.sources[0]),
      when: isPaper && (work.chosen?.sources.length ?? 0) > 0,
    },
  ]);

  const firstSource = work.chosen?.sources[0];
  return (
    <div ref={frame} className={styles.desk}>
      <ResponseToolbar
        draft={draft}
        caseNumber={found.number}
        writable={writable}
        newestNo={newestNo}
        versions={versions}
        view={view}
        changesSinceNo={sinceNo}
        submitClosed={submitClosed}
        onView={setView}
        onVersion={onVersion}
        onSubmit={() => setSubmitting(true)}
        onDraftAgain={onDraftAgain}
      />
      <ResponseNotices
        found={found}
        draft={draft}
        version={version}
        newestNo={newestNo}
        round={round}
        isOpen={isOpen}
        mayWrite={mayWrite}
        isConflict={isConflict}
        isPaper={isPaper}
        onVersion={onVersion}
        onChanges={() => setView('changes')}
        onReview={() => go({ to: 'review', caseId: found.id })}
      />
      {view === 'word' ? (
        <DocxSheets
          url={artifactUrl({ kind: 'response', versionId: draft.base.id, format: 'docx' })}
          name={`version ${draft.base.versionNo}`}
        />
      ) : null}
      {view === 'pdf' ? (
        <PdfPane
          url={artifactUrl({ kind: 'response', versionId: draft.base.id, format: 'pdf' })}
          name={`version ${draft.base.versionNo}`}
        />
      ) : null}
      {isPaper ? (
        <SplitPanes
          rememberAs="response"
          end={{
            name: 'Sources',
            startPx: 392,
            minPx: 320,
            maxPx: 620,
            content: (
              <SentencePane
                chosen={work.chosen}
                actions={writable && view === 'write' ? work.actions : null}
                items={items}
                comments={comments}
                onChooseSentence={work.choose}
                onOpen={openSource}
              />
            ),
          }}
        >
          <div className={styles.paperDesk} data-thread-pane tabIndex={-1}>
            <Letter
              label={`Response, version ${draft.base.versionNo}`}
              blocks={draft.blocks}
              units={work.units}
              chosenId={work.chosenId}
              onChoose={work.press}
              isWritable={writable && view === 'write'}
              flags={comments.flatMap((comment) =>
                comment.sentenceId ? [{ id: comment.id, sentenceId: comment.sentenceId, label: comment.label, text: comment.text }] : [],
              )}
              removed={changes?.removed ?? []}
              words={(sentence) => {
                if (work.editing?.id === sentence.id) {
                  return (
                    <EditableWords
                      text={work.editing.start}
                      label={`Words of sentence ${work.chosen?.at ?? ''}`}
                      at={work.editing.at}
                      onType={work.type}
                      onDone={work.done}
                      onCancel={work.cancel}
                    />
                  );
                }
                const parts = changes?.bySentence.get(sentence.id);
                return parts ? <ChangedText parts={parts} /> : undefined;
              }}
            />
          </div>
          <SupportLegend>
            <span className={styles.keys}>
              <Kbd keys="[" /> <Kbd keys="]" /> sentence
            </span>
            {writable ? (
              <span className={styles.keys}>
                <Kbd keys="Enter" /> edit
              </span>
            ) : null}
          </SupportLegend>
        </SplitPanes>
      ) : null}
      {isPaper && work.chosenId && firstSource ? (
        <SourceThread frame={frame} sentenceId={work.chosenId} sourceId={items.itemOf(firstSource).id} />
      ) : null}
      <AttachSourceDialog
        sentence={work.isAttaching ? (work.chosen?.sentence ?? null) : null}
        facts={facts}
        onAttach={work.attach}
        onFacts={() => go({ to: 'case', caseId: found.id, tab: 'documents' })}
        onClose={() => work.setAttaching(false)}
      />
      <SubmitDialog
        isOpen={isSubmitting}
        caseNumber={found.number}
        authorName={me?.name ?? ''}
        versionNo={draft.base.versionNo}
        isDirty={draft.isDirty}
        unsourced={work.units.filter((unit) => unit.support === 'none').length}
        suggestedOnly={work.units.filter((unit) => unit.support === 'suggested').length}
        isBusy={submit.isBusy || draft.isSaving}
        failure={submit.failure}
        onSubmit={(note) => void send(note)}
        onClose={() => (submit.reset(), setSubmitting(false))}
      />
    </div>
  );
};
