import { useEffect, useImperativeHandle, useRef, useState, type MouseEvent, type Ref } from 'react';
import { createPortal } from 'react-dom';
import { Working } from '../progress.tsx';
import { MarkLayer } from './mark-layer.tsx';
import { openPdf, pdfProblemOf, type PdfProblem } from './open-pdf.ts';
import { partOfBox } from './page-geometry.ts';
import type { PageMark, PageSelection, Spot } from './page-mark.ts';
import { readSelection } from './read-selection.ts';
import { ViewerSession, type LivePage, type ViewerState } from './viewer-session.ts';
import styles from './pdf-view.module.css';

/** What a screen can ask of a shown document: where a spot is on the screen, pages, zoom, rotation. */
export type PdfViewHandle = Pick<ViewerSession, 'goToPage' | 'setZoom' | 'zoomBy' | 'rotate' | 'spotRect'> & {
  readonly focus: () => void;
  /** What is selected right now; `onSelection` follows a moment later. */
  readonly selection: () => PageSelection | undefined;
};

/** Props of {@link PdfView}. `spot` jumps when its token changes; `onSelection` hears what is selected, or null. */
export interface PdfViewProps {
  readonly url: string;
  readonly name: string;
  readonly marks: readonly PageMark[];
  readonly chosenId?: string | null | undefined;
  readonly spot?: Spot | null | undefined;
  readonly onMarkPress?: ((id: string) => void) | undefined;
  readonly onSelection?: ((selection: PageSelection | null) => void) | undefined;
  readonly onState?: ((state: ViewerState) => void) | undefined;
  /** Fires on everything that may move a spot on the screen. */
  readonly onMove?: (() => void) | undefined;
  readonly onProblem?: ((problem: PdfProblem) => void) | undefined;
  readonly ref?: Ref<PdfViewHandle>;
}

/** A PDF as it was received: pages on a desk, text that can be selected, marks over it. The first page shows as soon as its bytes are here. */
export const PdfView = ({ url, name, marks, chosenId, spot, onMarkPress, onSelection, onState, onMove, onProblem, ref }: PdfViewProps) => {
  const container = useRef<HTMLDivElement>(null);
  const pages = useRef<HTMLDivElement>(null);
  const [session, setSession] = useState<ViewerSession | null>(null);
  const [live, setLive] = useState<readonly LivePage[]>([]);
  const hear = useRef({ onSelection, onState, onMove, onProblem });
  useEffect(() => {
    hear.current = { onSelection, onState, onMove, onProblem };
  });

  useEffect(() => {
    let mounted = true;
    let end = (): void => {};
    const open = async (): Promise<void> => {
      const opened = await openPdf(url);
      if (!mounted || !container.current || !pages.current) return opened.close();
      const made = new ViewerSession(opened, container.current, pages.current, {
        onState: (state) => hear.current.onState?.(state),
        onPages: setLive,
        onMove: () => hear.current.onMove?.(),
      });
      opened.broken.catch(report);
      end = () => {
        made.destroy();
        opened.close();
      };
      setSession(made);
    };
    const report = (problem: unknown): void => {
      if (mounted) hear.current.onProblem?.(pdfProblemOf(problem));
    };
    open().catch(report);
    return () => {
      mounted = false;
      setSession(null);
      setLive([]);
      end();
    };
  }, [url]);

  useEffect(() => {
    if (!session || !container.current) return undefined;
    const observer = new ResizeObserver(() => session.resized());
    observer.observe(container.current);
    return () => observer.disconnect();
  }, [session]);

  const token = spot?.token;
  useEffect(() => {
    if (session && spot) void session.showSpot(spot.pageNo, spot.boxes);
    // A jump happens once a token; the same spot with the same token is not jumped to again.
    // oxlint-disable-next-line react-hooks/exhaustive-deps
  }, [session, token]);

  useEffect(() => {
    if (!session) return undefined;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const read = (): void => {
      clearTimeout(timer);
      timer = setTimeout(() => {
        if (container.current) hear.current.onSelection?.(readSelection(session, container.current) ?? null);
      }, 120);
    };
    document.addEventListener('selectionchange', read);
    return () => {
      clearTimeout(timer);
      document.removeEventListener('selectionchange', read);
    };
  }, [session]);

  useImperativeHandle(
    ref,
    () => ({
      goToPage: (pageNo) => session?.goToPage(pageNo),
      setZoom: (zoom) => session?.setZoom(zoom),
      zoomBy: (direction) => session?.zoomBy(direction),
      rotate: () => session?.rotate(),
      spotRect: (pageNo, boxes) => session?.spotRect(pageNo, boxes),
      focus: () => container.current?.focus(),
      selection: () => (session && container.current ? readSelection(session, container.current) : undefined),
    }),
    [session],
  );

  const pressMark = (event: MouseEvent<HTMLDivElement>): void => {
    const page = session && event.target instanceof Element ? session.pageAt(event.target) : undefined;
    if (!page || !onMarkPress || !document.getSelection()?.isCollapsed) return;
    const x = (event.clientX - page.paper.left) / page.paper.width;
    const y = (event.clientY - page.paper.top) / page.paper.height;
    const under = marks.filter(
      (mark) =>
        mark.pageNo === page.pageNo &&
        mark.kind !== 'hit' &&
        mark.boxes.some((box) => {
          const part = partOfBox(page.frame, box);
          return x >= part.left && x <= part.left + part.width && y >= part.top && y <= part.top + part.height;
        }),
    );
    const smallest = under.sort((a, b) => a.end - a.start - (b.end - b.start))[0];
    if (smallest) onMarkPress(smallest.id);
  };

  return (
    <div className={styles.viewer}>
      {/* pdf.js demands a div. It scrolls with the arrow keys, so it takes the focus; flags are the keyboard's way to what a press on a mark does. */}
      {/* oxlint-disable-next-line jsx-a11y/prefer-tag-over-role, jsx-a11y/no-noninteractive-tabindex, jsx-a11y/no-noninteractive-element-interactions, jsx-a11y/click-events-have-key-events */}
      <div ref={container} className={styles.scroller} tabIndex={0} role="region" aria-label={`Pages of ${name}`} onClick={pressMark}>
        <div ref={pages} className="pdfViewer" />
      </div>
      {session ? null : (
        <div className={styles.opening}>
          <Working>Opening the document</Working>
        </div>
      )}
      {live.map((page) =>
        createPortal(
          <MarkLayer
            frame={page.frame}
            marks={marks.filter((mark) => mark.pageNo === page.pageNo)}
            chosenId={chosenId}
            spot={spot?.pageNo === page.pageNo ? spot : null}
            onPress={onMarkPress}
          />,
          page.host,
          String(page.pageNo),
        ),
      )}
    </div>
  );
};
