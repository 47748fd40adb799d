import { useCallback, useImperativeHandle, useRef, useState, type ReactNode, type Ref } from 'react';
import type { DocumentRow } from '../../../../contract/documents.ts';
import type { Anchor } from '../../../../core/evidence/anchor.ts';
import type { CaseId } from '../../../../core/ids.ts';
import { client } from '../../../platform/client.ts';
import { useKeys } from '../../../platform/keys.ts';
import type { PageMark, PageSelection, Spot } from '../../../ui/pdf/page-mark.ts';
import type { ViewerState } from '../../../ui/pdf/viewer-session.ts';
import { showToast } from '../../../ui/toast-queue.ts';
import { DocumentSurface, isPdf, type SurfaceHandle } from './document-surface.tsx';
import { MakeForm, type Making } from './make-form.tsx';
import { SelectionBar, type MakeKind } from './selection-bar.tsx';
import type { Find } from './use-find.ts';
import { ViewerToolbar } from './viewer-toolbar.tsx';
import styles from './documents.module.css';

/** What can be made of words here: in which case, and the zone that times of this case are in. */
interface MakeIn {
  readonly caseId: CaseId;
  readonly zone: string;
  readonly onMade: (id: string, anchor: Anchor) => void;
}

/** Props of {@link ViewerPane}. `makeIn` is absent where the document is in no case or the person may not change it. */
export interface ViewerPaneProps {
  readonly document: DocumentRow;
  /** How citations name the document, such as `LE-2026-0042 D1`. */
  readonly cited: string;
  readonly label: string;
  readonly marks: readonly PageMark[];
  readonly chosenId: string | null;
  readonly spot: Spot | null;
  readonly find: Find;
  readonly onFindStep: (direction: 1 | -1) => void;
  readonly onMarkPress?: (id: string) => void;
  readonly onState?: (state: ViewerState) => void;
  readonly onMove?: () => void;
  readonly makeIn?: MakeIn | undefined;
  readonly before?: ReactNode;
  readonly after?: ReactNode;
  readonly ref?: Ref<SurfaceHandle>;
}

/** The middle pane: toolbar, pages, and what floats over them while words are selected or made into something. */
export const ViewerPane = ({
  document,
  cited,
  label,
  marks,
  chosenId,
  spot,
  find,
  onFindStep,
  onMarkPress,
  onState,
  onMove,
  makeIn,
  before,
  after,
  ref,
}: ViewerPaneProps) => {
  const surface = useRef<SurfaceHandle>(null);
  const findField = useRef<HTMLInputElement>(null);
  const [mounted, setMounted] = useState<SurfaceHandle | null>(null);
  const [state, setState] = useState<ViewerState | null>(null);
  const [selection, setSelection] = useState<PageSelection | null>(null);
  const [making, setMaking] = useState<Making | null>(null);
  const [makingSpot, setMakingSpot] = useState<Spot | null>(null);

  const hold = useCallback((handle: SurfaceHandle | null) => {
    surface.current = handle;
    setMounted((now) => (now && handle ? now : handle));
  }, []);
  useImperativeHandle(
    ref,
    () => ({
      goToPage: (pageNo) => surface.current?.goToPage(pageNo),
      setZoom: (zoom) => surface.current?.setZoom(zoom),
      zoomBy: (direction) => surface.current?.zoomBy(direction),
      rotate: () => surface.current?.rotate(),
      focus: () => surface.current?.focus(),
      selection: () => surface.current?.selection(),
      anchorRect: (anchor) => surface.current?.anchorRect(anchor),
    }),
    [],
  );
  const [shownId, setShownId] = useState(document.id);
  if (shownId !== document.id) {
    setShownId(document.id);
    setState(null);
    setSelection(null);
    setMaking(null);
    setMakingSpot(null);
  }

  const hit = find.at >= 0 ? find.hits[find.at] : undefined;
  const hitHere = hit?.documentId === document.id ? hit : undefined;

  const make = (kind: MakeKind): void => {
    if (!makeIn) return;
    // Asked anew, because a key can be quicker than the news of a selection, and would then take the hit instead.
    const picked = surface.current?.selection() ?? selection;
    if (picked) {
      setMaking({ kind, quote: picked.quote, pageNo: picked.pageNo, anchor: anchorOf(document, picked) });
      setMakingSpot({
        pageNo: picked.pageNo,
        boxes: picked.boxes,
        start: picked.offsets?.start ?? 0,
        end: picked.offsets?.end ?? 0,
        token: Date.now(),
      });
      setSelection(null);
    } else if (hitHere) {
      setMaking({ kind, quote: hitHere.anchor.quote, pageNo: hitHere.pageNo, anchor: Promise.resolve(hitHere.anchor) });
    } else {
      showToast({
        tone: 'info',
        title: 'Select the words first',
        detail: 'Or find them with Ctrl F: the hit you stand on can be made into the same things.',
      });
    }
  };
  const stopMaking = (): void => {
    setMaking(null);
    setMakingSpot(null);
    surface.current?.focus();
  };
  const copy = async (): Promise<void> => {
    const picked = surface.current?.selection() ?? selection;
    const quote = picked?.quote ?? hitHere?.anchor.quote;
    const pageNo = picked?.pageNo ?? hitHere?.pageNo;
    if (!quote) return;
    try {
      await navigator.clipboard.writeText(
        `“${quote.replaceAll(/\s+/g, ' ')}” (${cited} “${document.name}”, p. ${pageNo}, SHA-256 ${document.sha256.slice(0, 12)}…)`,
      );
      showToast({ tone: 'good', title: 'Copied with its citation' });
    } catch {
      showToast({
        tone: 'bad',
        title: 'Nothing was copied',
        detail: 'This window may not write to the clipboard. Select the words and press Ctrl C.',
      });
    }
  };
  const canMake = makeIn !== undefined && making === null;
  const toFind = (): void => {
    findField.current?.focus();
    findField.current?.select();
  };
  useKeys('Document', [
    { keys: 'Ctrl+F', name: 'Find in the document', run: toFind },
    { keys: '/', name: 'Find in the document', run: toFind },
    { keys: 'F3', name: 'Next hit', run: () => onFindStep(1), inFields: true },
    { keys: 'Shift+F3', name: 'Hit before', run: () => onFindStep(-1), inFields: true },
    { keys: 'F', name: 'Make a fact of the selection or hit', run: () => make('fact'), when: canMake },
    { keys: 'T', name: 'Make a timeline entry of it', run: () => make('timeline'), when: canMake },
    { keys: 'X', name: 'Make an exhibit of it', run: () => make('exhibit'), when: canMake },
    { keys: 'N', name: 'Make a note on it', run: () => make('note'), when: canMake },
    { keys: 'C', name: 'Copy it with its citation', run: () => void copy(), when: selection !== null || hitHere !== undefined },
    { keys: '+', name: 'Larger', run: () => surface.current?.zoomBy(1), when: isPdf(document) },
    { keys: '-', name: 'Smaller', run: () => surface.current?.zoomBy(-1), when: isPdf(document) },
    { keys: '0', name: 'Fit the width', run: () => surface.current?.setZoom('page-width'), when: isPdf(document) },
  ]);

  const moved = (): void => {
    onMove?.();
    setSelection((now) => (now ? followed(now) : now));
  };

  return (
    <div className={styles.viewerPane}>
      <ViewerToolbar
        document={document}
        state={state}
        surface={mounted}
        find={find}
        onFindStep={onFindStep}
        findRef={findField}
        before={before}
        after={after}
      />
      <div className={styles.stage} data-stage>
        <DocumentSurface
          ref={hold}
          document={document}
          marks={marks}
          chosenId={chosenId}
          spot={makingSpot ?? spot}
          onMarkPress={onMarkPress}
          onSelection={setSelection}
          onState={(next) => {
            setState(next);
            onState?.(next);
          }}
          onMove={moved}
        />
        {selection && !making ? (
          <SelectionBar
            at={selection.screen}
            cutAtPage={selection.cutAtPage}
            onMake={makeIn ? make : undefined}
            onCopy={() => void copy()}
          />
        ) : null}
        {making && makeIn ? (
          <MakeForm
            key={`${making.kind} ${making.pageNo} ${making.quote}`}
            caseId={makeIn.caseId}
            document={document}
            label={label}
            zone={makeIn.zone}
            making={making}
            onMade={makeIn.onMade}
            onClose={stopMaking}
          />
        ) : null}
      </div>
    </div>
  );
};

/** The anchor of a selection: on text pages its offsets say it all; in a PDF the desk finds the words near the boxes. A string says why not. */
const anchorOf = async (document: DocumentRow, selection: PageSelection): Promise<Anchor | string> => {
  const { pageNo, quote, boxes, offsets } = selection;
  if (offsets) return { documentSha256: document.sha256, pageNo, boxes: [], quote, ...offsets };
  const result = await client.call('documents.anchor', {
    documentId: document.id,
    pageNo,
    quote: quote.slice(0, 8_000),
    boxes: boxes.map(([x0, y0, x1, y1]) => [x0, y0, x1, y1] as const),
  });
  return result.ok ? result.value : result.failure.message;
};

/** The selection where it stands after a scroll or zoom. */
const followed = (selection: PageSelection): PageSelection => {
  const now = globalThis.document.getSelection();
  if (!now || now.rangeCount === 0 || now.isCollapsed) return selection;
  const rect = now.getRangeAt(0).getBoundingClientRect();
  const { screen } = selection;
  if (Math.abs(rect.top - screen.top) < 1 && Math.abs(rect.right - screen.right) < 1) return selection;
  return { ...selection, screen: { left: rect.left, top: rect.top, right: rect.right, bottom: rect.bottom } };
};
