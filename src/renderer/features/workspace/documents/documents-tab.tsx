import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import type { CaseDetail } from '../../../../contract/cases.ts';
import type { SearchHit } from '../../../../contract/documents.ts';
import type { Fact } from '../../../../contract/evidence.ts';
import type { Anchor } from '../../../../core/evidence/anchor.ts';
import type { FactState, FactValue } from '../../../../core/facts/fact.ts';
import { useKeys } from '../../../platform/keys.ts';
import { useRemembered } from '../../../platform/remembered.ts';
import { useAct, useCall } from '../../../platform/use-call.ts';
import { EmptyState } from '../../../ui/empty-state.tsx';
import { ErrorState } from '../../../ui/error-state.tsx';
import { Working } from '../../../ui/progress.tsx';
import { SegmentedControl } from '../../../ui/segmented-control.tsx';
import { SplitPanes } from '../../../ui/split-panes.tsx';
import { Thumbnails } from '../../../ui/pdf/thumbnails.tsx';
import type { Spot } from '../../../ui/pdf/page-mark.ts';
import type { ViewerState } from '../../../ui/pdf/viewer-session.ts';
import { showToast } from '../../../ui/toast-queue.ts';
import { documentUrl } from '../../../platform/transfer.ts';
import { factName } from '../fact-words.ts';
import { claimId, marksOf, spotOf, type Claim } from './claim.ts';
import { isPdf, type SurfaceHandle } from './document-surface.tsx';
import { DocumentsList, labelOf } from './documents-list.tsx';
import { FactsPanel } from './facts-panel.tsx';
import { HitsPanel } from './hits-panel.tsx';
import { NotesPanel } from './notes-panel.tsx';
import { Thread } from './thread.tsx';
import { useCaseMarks } from './use-marks.ts';
import { useFind } from './use-find.ts';
import { useHitSteps } from './use-hit-steps.ts';
import { ViewerPane } from './viewer-pane.tsx';
import styles from './documents.module.css';

/** Props of {@link DocumentsTab}. `spot` and `documentId` come from where a person followed a bracket. */
export interface DocumentsTabProps {
  readonly found: CaseDetail;
  readonly canEdit: boolean;
  readonly canAdd: boolean;
  readonly documentId?: string | undefined;
  readonly pageNo?: number | undefined;
  readonly spot?: Anchor | undefined;
  /** Each new number starts at the first fact to confirm. */
  readonly confirmToken?: number;
}

type Panel = 'facts' | 'notes' | 'hits';
const isPanel = (value: unknown): value is Panel => value === 'facts' || value === 'notes' || value === 'hits';

/** Documents of a case in three panes: list and thumbnails, viewer, and what the case says about them. */
export const DocumentsTab = ({ found, canEdit, canAdd, documentId, pageNo, spot, confirmToken = 0 }: DocumentsTabProps) => {
  const caseId = found.id;
  const list = useCall('documents.list', { scope: { caseId }, limit: 500 });
  const documents = useMemo(() => [...(list.data?.rows ?? [])].sort((a, b) => labelOf(a, caseId).localeCompare(labelOf(b, caseId), 'en', { numeric: true })), [list.data, caseId]);
  const marked = useCaseMarks(caseId);
  const decide = useAct('facts.decide');

  const [opened, setOpened] = useState<string | null>(documentId ?? null);
  const [chosen, setChosen] = useState<Claim | null>(null);
  const [target, setTarget] = useState<Spot | null>(null);
  const [editing, setEditing] = useState<string | null>(null);
  const [panel, setPanel] = useRemembered<Panel>('workspace.panel', 'facts', isPanel);
  const [view, setView] = useState<ViewerState | null>(null);
  const token = useRef(0);
  const pane = useRef<HTMLDivElement>(null);
  const stage = useRef<HTMLElement | null>(null);
  const surface = useRef<SurfaceHandle>(null);
  const movers = useRef(new Set<() => void>());

  const document = documents.find((row) => row.id === opened) ?? documents[0];
  const find = useFind(document?.id ?? '', caseId);

  const jump = useCallback((to: string, anchor: Anchor) => {
    token.current += 1;
    setOpened(to);
    setTarget(spotOf(anchor, token.current));
  }, []);
  const choose = useCallback(
    (claim: Claim) => {
      setChosen(claim);
      jump(claim.documentId, claim.anchor);
    },
    [jump],
  );
  const showHit = useCallback((at: number, hit: SearchHit) => choose({ id: claimId.hit(at), documentId: hit.documentId, anchor: hit.anchor }), [choose]);
  const steps = useHitSteps(find, showHit);

  // A bracket followed elsewhere lands here: its document, its spot, and the claim itself where it is one of the case's.
  useEffect(() => {
    if (!spot || documents.length === 0) {
      if (documentId) setOpened(documentId);
      return;
    }
    const to = documentId ?? documents.find((row) => row.sha256 === spot.documentSha256)?.id;
    if (to) jump(to, spot);
    setChosen(null);
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [spot, documentId, documents.length === 0]);
  useEffect(() => {
    if (pageNo && !spot) surface.current?.goToPage(pageNo);
  }, [pageNo, spot, view === null]);
  useEffect(() => {
    if (find.query.trim() !== '') setPanel('hits');
    // Typing in the find field brings up its list; closing the list again is the person's choice.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [find.query]);

  const marks = useMemo(() => (document ? marksOf(document.id, { ...marked, hits: find.hits }) : []), [document, marked, find.hits]);
  const pressMark = useCallback(
    (id: string) => {
      const claim = claimOf(id, marked);
      if (!claim) return;
      setChosen(claim);
      token.current += 1;
      setTarget(spotOf(claim.anchor, token.current));
      setPanel(panelOf(id, panel));
      requestAnimationFrame(() => pane.current?.querySelector(`[data-claim="${CSS.escape(id)}"]`)?.scrollIntoView({ block: 'nearest' }));
    },
    [marked, panel, setPanel],
  );

  const toConfirm = marked.facts.filter((fact) => fact.state === 'suggested');
  const chosenFact = marked.facts.find((fact) => chosen?.id === claimId.fact(fact.id));
  const settle = async (fact: Fact, state: FactState, value?: FactValue): Promise<void> => {
    const at = toConfirm.findIndex((one) => one.id === fact.id);
    const next = fact.state === 'suggested' && state !== 'suggested' ? (toConfirm[at + 1] ?? toConfirm[at - 1]) : undefined;
    const result = await decide.run({ factIds: [fact.id], state, ...(value === undefined ? {} : { value }) });
    if (!result.ok) return;
    const words = { confirmed: 'confirmed', rejected: 'rejected', suggested: 'put back' }[state];
    showToast({
      tone: state === 'rejected' ? 'info' : 'good',
      title: `${factName(fact)} ${words}`,
      action: { name: 'Undo', run: () => void decide.run({ factIds: [fact.id], state: fact.state, value: fact.value }) },
    });
    if (next) {
      choose({ id: claimId.fact(next.id), documentId: next.documentId, anchor: next.anchor });
      requestAnimationFrame(() => pane.current?.querySelector<HTMLElement>(`[data-claim="${CSS.escape(claimId.fact(next.id))}"] [data-claim-row]`)?.focus());
    }
  };
  const walk = (direction: 1 | -1): void => {
    if (toConfirm.length === 0) return;
    const at = toConfirm.findIndex((fact) => fact.id === chosenFact?.id);
    const next = toConfirm[at < 0 ? 0 : (at + direction + toConfirm.length) % toConfirm.length];
    if (!next) return;
    setPanel('facts');
    choose({ id: claimId.fact(next.id), documentId: next.documentId, anchor: next.anchor });
    requestAnimationFrame(() => pane.current?.querySelector<HTMLElement>(`[data-claim="${CSS.escape(claimId.fact(next.id))}"] [data-claim-row]`)?.focus());
  };
  const isListed = marked.facts.length > 0;
  useEffect(() => {
    if (confirmToken > 0 && isListed) walk(1);
    // Once a token, as soon as the facts are here.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [confirmToken, isListed]);
  const canDecide = canEdit && chosenFact !== undefined && editing === null;
  useKeys('Facts', [
    { keys: 'J', name: 'Next fact to confirm', run: () => walk(1), when: toConfirm.length > 0 },
    { keys: 'K', name: 'Fact to confirm before', run: () => walk(-1), when: toConfirm.length > 0 },
    { keys: 'Enter', name: 'Confirm the fact', run: () => chosenFact && void settle(chosenFact, 'confirmed'), when: canDecide && chosenFact?.state === 'suggested' },
    { keys: 'E', name: 'Edit the fact', run: () => setEditing(chosenFact?.id ?? null), when: canDecide },
    { keys: 'R', name: 'Reject the fact', run: () => chosenFact && void settle(chosenFact, 'rejected'), when: canDecide && chosenFact?.state !== 'rejected' },
    { keys: 'A', name: 'Add documents', run: () => pane.current?.querySelector<HTMLInputElement>('[data-add-documents]')?.click(), when: canAdd },
    { keys: 'Esc', name: 'Let go of the chosen claim', run: () => (setChosen(null), setTarget(null)), when: chosen !== null && editing === null },
  ]);
  const subscribe = useCallback((onMove: () => void) => {
    movers.current.add(onMove);
    return () => movers.current.delete(onMove);
  }, []);
  const holdPane = (element: HTMLDivElement | null): void => {
    pane.current = element;
    stage.current = element?.querySelector<HTMLElement>('[data-stage]') ?? null;
  };
  useEffect(() => {
    stage.current = pane.current?.querySelector<HTMLElement>('[data-stage]') ?? null;
  }, [document?.id]);

  if (list.error) return <ErrorState title="The documents could not be listed" happened={list.error.failure.message} incident={list.error.failure.incident} />;
  if (list.isPending) return <div className={styles.waiting}><Working>Listing the documents</Working></div>;

  const chosenHere = chosen && chosen.documentId === document?.id;
  return (
    <div ref={holdPane} className={styles.tab}>
      <SplitPanes
        rememberAs="documents"
        start={{
          name: 'Documents and pages',
          startPx: Math.round(Math.min(300, Math.max(220, window.innerWidth * 0.175))),
          minPx: 220,
          maxPx: 420,
          content: (
            <>
              <DocumentsList caseId={caseId} documents={documents} chosen={document?.id ?? null} canAdd={canAdd} onChoose={(id) => (setOpened(id), setChosen(null), setTarget(null))} />
              {document && isPdf(document) && document.state !== 'kept-unreadable' ? (
                <section className={styles.pagesPane} aria-label={`Thumbnails of ${document.name}`}>
                  <h2 className={styles.pagesHead}>
                    Pages of {labelOf(document, caseId) || document.name} <small>{(view?.pageCount ?? document.pageCount ?? 0).toLocaleString('en')}</small>
                  </h2>
                  <Thumbnails url={documentUrl(document.id)} pageCount={view?.pageCount ?? document.pageCount ?? 0} pageNo={view?.pageNo ?? 1} marks={marks} onPage={(page) => surface.current?.goToPage(page)} />
                </section>
              ) : null}
            </>
          ),
        }}
        end={{
          name: 'Facts, notes and hits',
          startPx: Math.round(Math.min(440, Math.max(328, window.innerWidth * 0.255))),
          minPx: 300,
          maxPx: 560,
          content: (
            <div className={styles.side} data-side-panel>
              <div className={styles.sideHead}>
                <SegmentedControl
                  label="Side panel"
                  value={panel}
                  onChange={setPanel}
                  segments={[
                    { id: 'facts', name: 'Facts' },
                    { id: 'notes', name: 'Notes', count: marked.notes.length },
                    { id: 'hits', name: 'Hits', ...(find.query.trim() === '' ? {} : { count: find.total }) },
                  ]}
                />
              </div>
              {panel === 'facts' ? (
                <FactsPanel
                  facts={marked.facts}
                  summary={marked.summary}
                  chosenId={chosen?.id ?? null}
                  editingId={editing}
                  canEdit={canEdit}
                  onChoose={choose}
                  onDecide={(fact, state, value) => void settle(fact, state, value)}
                  onEdit={setEditing}
                />
              ) : panel === 'notes' ? (
                <NotesPanel caseId={caseId} notes={marked.notes} exhibits={marked.exhibits} chosenId={chosen?.id ?? null} canEdit={canEdit} onChoose={choose} />
              ) : document ? (
                <HitsPanel find={find} document={document} chosenId={chosen?.id ?? null} withScope onHit={steps.go} />
              ) : null}
            </div>
          ),
        }}
      >
        {document ? (
          <ViewerPane
            ref={surface}
            document={document}
            cited={[found.number, labelOf(document, caseId)].filter(Boolean).join(' ')}
            label={labelOf(document, caseId)}
            marks={marks}
            chosenId={chosen?.id ?? null}
            spot={target}
            find={find}
            onFindStep={steps.step}
            onMarkPress={pressMark}
            onState={setView}
            onMove={() => {
              for (const onMove of movers.current) onMove();
            }}
            makeIn={canEdit ? { caseId, zone: found.dueZone, onMade: (id, anchor) => (choose({ id, documentId: document.id, anchor }), setPanel(panelOf(id, panel))) } : undefined}
          />
        ) : (
          <EmptyState title="No documents yet">Drop files on the list at the left. They are hashed, kept encrypted and read on this desk.</EmptyState>
        )}
      </SplitPanes>
      {chosen && chosenHere ? <Thread pane={pane} viewer={stage} claimId={chosen.id} spotRect={() => surface.current?.anchorRect(chosen.anchor)} subscribe={subscribe} /> : null}
    </div>
  );
};

/** The panel that shows a claim; a timeline entry has none here, so the panel stays. */
const panelOf = (id: string, now: Panel): Panel => (id.startsWith('note') || id.startsWith('exhibit') ? 'notes' : id.startsWith('fact') ? 'facts' : now);

const claimOf = (id: string, { facts, notes, entries, exhibits }: ReturnType<typeof useCaseMarks>): Claim | undefined => {
  const fact = facts.find((one) => claimId.fact(one.id) === id);
  if (fact) return { id, documentId: fact.documentId, anchor: fact.anchor };
  const note = notes.find((one) => claimId.note(one.id) === id);
  if (note?.anchor && note.documentId) return { id, documentId: note.documentId, anchor: note.anchor };
  const exhibit = exhibits.find((one) => claimId.exhibit(one.id) === id);
  if (exhibit?.anchor) return { id, documentId: exhibit.documentId, anchor: exhibit.anchor };
  const source = entries.flatMap((entry) => entry.anchors.map((placed, at) => ({ id: claimId.timeline(entry.id, at), ...placed }))).find((one) => one.id === id);
  return source ? { id, documentId: source.documentId, anchor: source.anchor } : undefined;
};
