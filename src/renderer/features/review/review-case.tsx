import { useMemo, useRef, useState } from 'react';
import type { CaseId } from '../../../core/ids.ts';
import type { Fact } from '../../../contract/evidence.ts';
import { changedWords } from '../../../core/responses/changed-words.ts';
import { sourcesOf, type SentenceSource } from '../../../core/responses/sentence-sources.ts';
import { sentencesOf } from '../../../core/responses/support.ts';
import type { CallOutput } from '../../platform/client.ts';
import { useKeys } from '../../platform/keys.ts';
import { useGo } from '../../platform/places.ts';
import { useSourceItems } from '../../platform/source-items.ts';
import { useCall } from '../../platform/use-call.ts';
import { Button } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { ErrorState } from '../../ui/error-state.tsx';
import { standingBy, unitsOf } from '../../ui/letter/letter-units.ts';
import { SourceThread } from '../../ui/letter/source-thread.tsx';
import { Working } from '../../ui/progress.tsx';
import layout from '../../ui/layout.module.css';
import { ChecklistPane } from './checklist-pane.tsx';
import { DecisionBar } from './decision-bar.tsx';
import { ResponsePane, type ReviewViewName } from './response-pane.tsx';
import { ReviewHead } from './review-head.tsx';
import type { QueueRow } from './review-queue.tsx';
import { SourcesPane } from './sources-pane.tsx';
import styles from './review-case.module.css';

/** Props of {@link ReviewCase}. */
export interface ReviewCaseProps {
  readonly caseId: CaseId;
  readonly queue: readonly QueueRow[];
}

/** One submission: the response, the sources of the chosen sentence, the checklist, and the decision. */
export const ReviewCase = ({ caseId, queue }: ReviewCaseProps) => {
  const go = useGo();
  const review = useCall('reviews.get', { caseId });
  if (review.error) {
    return review.error.failure.kind === 'nothing-submitted' ? (
      <EmptyState
        title="Nothing was submitted for this case yet"
        action={<Button onPress={() => go({ to: 'case', caseId, tab: 'response' })}>Open its response</Button>}
      >
        {review.error.failure.message} The author submits the response from its tab in the case.
      </EmptyState>
    ) : (
      <ErrorState
        title="The review can not be shown"
        happened={review.error.failure.message}
        kept="The submission, unchanged."
        incident={review.error.failure.incident}
        action={<Button onPress={() => go({ to: 'review' })}>Back to the queue</Button>}
      />
    );
  }
  if (!review.data) {
    return (
      <div className={styles.waiting}>
        <Working>Opening the review</Working>
      </div>
    );
  }
  return <Review caseId={caseId} queue={queue} review={review.data} />;
};

const Review = ({ caseId, queue, review }: ReviewCaseProps & { readonly review: CallOutput<'reviews.get'> }) => {
  const go = useGo();
  const frame = useRef<HTMLDivElement>(null);
  const items = useSourceItems(caseId);
  const { version, facts, rounds, checklist } = review;
  const round = rounds.at(-1);
  const sinceNo = review.changes?.sinceVersionNo ?? null;
  const [view, setView] = useState<ReviewViewName>(sinceNo === null ? 'clean' : 'changes');
  const [chosenId, setChosenId] = useState<string | null>(null);
  const [checked, setChecked] = useState<SentenceSource<Fact> | null>(null);
  const [isCommenting, setCommenting] = useState(false);

  const standingOf = useMemo(() => standingBy(facts, version.support), [facts, version.support]);
  const units = useMemo(() => unitsOf(version.blocks, standingOf), [version.blocks, standingOf]);
  const sentences = useMemo(() => sentencesOf(version.blocks), [version.blocks]);
  const chosen = sentences.find((sentence) => sentence.id === chosenId) ?? null;
  const sources = checked ? [checked] : chosen ? sourcesOf(chosen, facts) : [];
  const earlier = useCall('responses.get', { caseId, versionNo: sinceNo ?? 1 }, { enabled: sinceNo !== null });
  const before = earlier.data?.version;
  const changes = useMemo(
    () => (before && before.versionNo === sinceNo ? changedWords(before.blocks, version.blocks) : null),
    [before, sinceNo, version.blocks],
  );

  const numbered = (round?.comments ?? []).filter((comment) => comment.sentenceId !== null).map((comment) => comment.id);
  const comments = (round?.comments ?? []).map((comment) => ({
    ...comment,
    label: comment.sentenceId ? `N${numbered.indexOf(comment.id) + 1}` : '',
  }));

  const choose = (id: string): void => {
    setChecked(null);
    setChosenId(id);
    if (view === 'pdf') setView('clean');
    requestAnimationFrame(() => {
      const unit = units.find((one) => one.sentenceIds.includes(id));
      frame.current?.querySelector<HTMLElement>(`[data-mark="${CSS.escape(unit?.id ?? id)}"]`)?.focus({ preventScroll: true });
      frame.current?.querySelector(`[data-sentence="${CSS.escape(id)}"]`)?.scrollIntoView({ block: 'nearest' });
    });
  };
  const walk = (step: -1 | 1, only: (id: string) => boolean = () => true): void => {
    const at = units.findIndex((unit) => chosenId !== null && unit.sentenceIds.includes(chosenId));
    const ahead = step > 0 ? units.slice(at + 1) : units.slice(0, at < 0 ? units.length : at).toReversed();
    const next = ahead.find((unit) => only(unit.id));
    if (next) choose(next.id);
  };
  const weak = new Set(units.filter((unit) => unit.support === 'none' || unit.support === 'suggested').map((unit) => unit.id));
  const toWeak = (): void => {
    const first = units.find((unit) => weak.has(unit.id));
    const at = units.findIndex((unit) => unit.id === chosenId);
    const next = units.slice(at + 1).find((unit) => weak.has(unit.id)) ?? first;
    if (next) choose(next.id);
  };
  const open = ({ anchor }: SentenceSource<Fact>): void =>
    go({ to: 'case', caseId, tab: 'documents', documentId: items.documentOf(anchor)?.id, spot: anchor });
  const first = sources[0];
  useKeys('Review', [
    { keys: ']', name: 'Next sentence', run: () => walk(1) },
    { keys: '[', name: 'Sentence before', run: () => walk(-1) },
    { keys: 'U', name: 'Next sentence without a confirmed source', run: toWeak, when: weak.size > 0 },
    { keys: 'O', name: 'Open the source in the viewer', run: () => first && open(first), when: first !== undefined },
    {
      keys: 'M',
      name: 'Comment on the chosen sentence, or on the whole',
      run: () => setCommenting(true),
      when: round?.outcome === 'waiting',
    },
    {
      keys: 'Esc',
      name: 'Let go of the sentence',
      run: () => (setChosenId(null), setChecked(null)),
      when: chosenId !== null || checked !== null,
    },
  ]);
  if (!round) return null;
  const isMine = queue.some((row) => row.case.id === caseId && row.mine);
  return (
    <div ref={frame} className={styles.review}>
      <ReviewHead row={review.case} round={round} version={version} queue={queue} />
      <div className={styles.panes}>
        <ResponsePane
          version={version}
          units={units}
          chosenId={checked ? null : chosenId}
          view={view}
          sinceNo={sinceNo}
          changes={changes}
          weak={weak.size}
          flags={comments.flatMap((comment) =>
            comment.sentenceId ? [{ id: comment.id, sentenceId: comment.sentenceId, label: comment.label, text: comment.text }] : [],
          )}
          onView={setView}
          onWeak={toWeak}
          onChoose={(id) => (setChecked(null), setChosenId(id))}
        />
        <SourcesPane
          chosen={chosen}
          isPinned={checked !== null}
          support={chosen ? standingOf(chosen).support : null}
          sources={sources}
          items={items}
          onOpen={open}
          onComment={round.outcome === 'waiting' ? () => setCommenting(true) : null}
        />
        <ChecklistPane
          checklist={checklist}
          round={round}
          comments={comments}
          isMine={isMine}
          chosen={chosen}
          isCommenting={isCommenting}
          onCommenting={setCommenting}
          placeOf={items.placeOf}
          facts={facts}
          onSource={setChecked}
          onChoose={choose}
        />
      </div>
      <DecisionBar review={review} round={round} units={units} queue={queue} isMine={isMine} />
      {view !== 'pdf' && chosenId && !checked && first ? (
        <SourceThread frame={frame} sentenceId={chosenId} sourceId={items.itemOf(first).id} />
      ) : null}
      <span className={layout.readersOnly} aria-live="polite">
        {chosen ? `${sources.length} ${sources.length === 1 ? 'source' : 'sources'} for the chosen sentence` : ''}
      </span>
    </div>
  );
};
