import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import type { CaseDetail } from '../../../../contract/cases.ts';
import type { SearchHit } from '../../../../contract/documents.ts';
import type { Anchor } from '../../../../core/evidence/anchor.ts';
import { useKeys } from '../../../platform/keys.ts';
import { useRemembered } from '../../../platform/remembered.ts';
import { useCall } from '../../../platform/use-call.ts';
import { EmptyState } from '../../../ui/empty-state.tsx';
import { ErrorState } from '../../../ui/error-state.tsx';
import { Working } from '../../../ui/progress.tsx';
import { SplitPanes } from '../../../ui/split-panes.tsx';
import { Thumbnails } from '../../../ui/pdf/thumbnails.tsx';
import type { Spot } from '../../../ui/pdf/page-mark.ts';
import type { ViewerState } from '../../../ui/pdf/viewer-session.ts';
import { documentUrl } from '../../../platform/transfer.ts';
import { claimId, claimOf, marksOf, panelOf, spotOf, type Claim, type Panel } from './claim.ts';
import { isPdf, type SurfaceHandle } from './document-surface.tsx';
import { DocumentsList, labelOf } from './documents-list.tsx';
import { SidePanel } from './side-panel.tsx';
import { Thread } from './thread.tsx';
import { useCaseMarks } from './use-marks.ts';
import { useFind } from './use-find.ts';
import { useFactWork } from './use-fact-work.ts';
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
  /** A number above 0 asks to start at the first fact to confirm; `onConfirming` hears that it was done. */
  readonly confirmToken: number;
  readonly onConfirming: () => void;
}

const isPanel = (value: unknown): value is Panel => value === 'facts' || value === 'notes' || value === 'hits';

/** Documents of a case in three panes: list and thumbnails, viewer, and what the case says about them. */
export const DocumentsTab = ({ found, canEdit, canAdd, documentId, pageNo, spot, confirmToken, onConfirming }: DocumentsTabProps) => {
  const caseId = found.id;
  const list = useCall('documents.list', { scope: { caseId }, limit: 500 });
  const documents = useMemo(
    () => [...(list.data?.rows ?? [])].sort((a, b) => labelOf(a, caseId).localeCompare(labelOf(b, caseId), 'en', { numeric: true })),
    [list.data, caseId],
  );
  const marked = useCaseMarks(caseId);

  const [opened, setOpened] = useState<string | null>(documentId ?? null);
  const [chosen, setChosen] = useState<Claim | null>(null);
  const [target, setTarget] = useState<Spot | null>(null);
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
  const letGo = (): void => {
    setChosen(null);
    setTarget(null);
  };
  const showHit = useCallback(
    (at: number, hit: SearchHit) => choose({ id: claimId.hit(at), documentId: hit.documentId, anchor: hit.anchor }),
    [choose],
  );
  const steps = useHitSteps(find, showHit);

  const isEmpty = documents.length === 0;
  // A bracket followed elsewhere lands here: its document, its spot, and the claim itself where it is one of the case's.
  useEffect(() => {
    if (!spot || isEmpty) {
      if (documentId) setOpened(documentId);
      return;
    }
    const to = documentId ?? documents.find((row) => row.sha256 === spot.documentSha256)?.id;
    if (to) jump(to, spot);
    setChosen(null);
    // oxlint-disable-next-line react-hooks/exhaustive-deps
  }, [spot, documentId, isEmpty]);
  const isShown = view !== null;
  useEffect(() => {
    if (pageNo && !spot) surface.current?.goToPage(pageNo);
  }, [pageNo, spot, isShown]);
  useEffect(() => {
    if (find.query.trim() !== '') setPanel('hits');
    // Typing in the find field brings up its list; closing the list again is the person's choice.
    // oxlint-disable-next-line react-hooks/exhaustive-deps
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

  const work = useFactWork({
    facts: marked.facts,
    chosenId: chosen?.id ?? null,
    canEdit,
    pane,
    choose,
    showFacts: () => setPanel('facts'),
  });
  const isListed = marked.facts.length > 0;
  useEffect(() => {
    if (confirmToken === 0 || !isListed) return;
    work.walk(1);
    onConfirming();
    // Once a request, as soon as the facts are here.
    // oxlint-disable-next-line react-hooks/exhaustive-deps
  }, [confirmToken, isListed]);
  useKeys('Documents', [
    {
      keys: 'A',
      name: 'Add documents',
      run: () => pane.current?.querySelector<HTMLInputElement>('[data-add-documents]')?.click(),
      when: canAdd,
    },
    { keys: 'Esc', name: 'Let go of the chosen claim', run: letGo, when: chosen !== null && work.editing === null },
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

  if (list.error)
    return (
      <ErrorState title="The documents could not be listed" happened={list.error.failure.message} incident={list.error.failure.incident} />
    );
  if (list.isPending)
    return (
      <div className={styles.waiting}>
        <Working>Listing the documents</Working>
      </div>
    );

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
              <DocumentsList
                caseId={caseId}
                documents={documents}
                chosen={document?.id ?? null}
                canAdd={canAdd}
                onChoose={(id) => {
                  setOpened(id);
                  letGo();
                }}
              />
              {document && isPdf(document) && document.state !== 'kept-unreadable' ? (
                <section className={styles.pagesPane} aria-label={`Thumbnails of ${document.name}`}>
                  <h2 className={styles.pagesHead}>
                    Pages of {labelOf(document, caseId) || document.name}{' '}
                    <small>{(view?.pageCount ?? document.pageCount ?? 0).toLocaleString('en')}</small>
                  </h2>
                  <Thumbnails
                    url={documentUrl(document.id)}
                    pageCount={view?.pageCount ?? document.pageCount ?? 0}
                    pageNo={view?.pageNo ?? 1}
                    marks={marks}
                    onPage={(page) => surface.current?.goToPage(page)}
                  />
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
            <SidePanel
              caseId={caseId}
              marked={marked}
              document={document}
              find={find}
              panel={panel}
              chosenId={chosen?.id ?? null}
              canEdit={canEdit}
              work={work}
              onPanel={setPanel}
              onChoose={choose}
              onHit={steps.go}
            />
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
            makeIn={
              canEdit
                ? {
                    caseId,
                    zone: found.dueZone,
                    onMade: (id, anchor) => {
                      choose({ id, documentId: document.id, anchor });
                      setPanel(panelOf(id, panel));
                    },
                  }
                : undefined
            }
          />
        ) : (
          <EmptyState title="No documents yet">
            Drop files on the list at the left. They are hashed, kept encrypted and read on this desk.
          </EmptyState>
        )}
      </SplitPanes>
      {chosen && chosenHere ? (
        <Thread
          pane={pane}
          viewer={stage}
          claimId={chosen.id}
          spotRect={() => surface.current?.anchorRect(chosen.anchor)}
          subscribe={subscribe}
        />
      ) : null}
    </div>
  );
};
