import { useCallback, useEffect, useImperativeHandle, useRef, useState, type Ref } from 'react';
import type { PageMark, PageSelection, Spot } from '../pdf/page-mark.ts';
import { Paper } from '../paper.tsx';
import { Working } from '../progress.tsx';
import { MarkedText } from './marked-text.tsx';
import type { SpotPlace } from '../pdf/viewer-session.ts';
import { readTextSelection } from './read-text-selection.ts';
import styles from './text-pages.module.css';

/** What a screen can ask of shown text pages. */
export interface TextPagesHandle {
  readonly goToPage: (pageNo: number) => void;
  readonly spotRect: (pageNo: number, start: number, end: number) => SpotPlace | undefined;
  readonly focus: () => void;
  readonly selection: () => PageSelection | undefined;
}

/** Props of {@link TextPages}. `loadPage` answers a page's text; it is asked only for pages near the screen. */
export interface TextPagesProps {
  readonly name: string;
  readonly pageCount: number;
  readonly loadPage: (pageNo: number) => Promise<string>;
  readonly marks: readonly PageMark[];
  readonly chosenId?: string | null | undefined;
  readonly spot?: Spot | null | undefined;
  readonly onMarkPress?: ((id: string) => void) | undefined;
  readonly onSelection?: ((selection: PageSelection | null) => void) | undefined;
  readonly onPage?: ((pageNo: number) => void) | undefined;
  readonly onMove?: (() => void) | undefined;
  readonly ref?: Ref<TextPagesHandle>;
}

/** A document without page geometry (text, email, table) on paper, with the same marks, found by their offsets. */
export const TextPages = ({
  name,
  pageCount,
  loadPage,
  marks,
  chosenId,
  spot,
  onMarkPress,
  onSelection,
  onPage,
  onMove,
  ref,
}: TextPagesProps) => {
  const scroller = useRef<HTMLElement>(null);
  const hear = useRef({ onSelection, onPage, onMove });
  useEffect(() => {
    hear.current = { onSelection, onPage, onMove };
  });
  const pageElement = (pageNo: number): HTMLElement | null =>
    scroller.current?.querySelector<HTMLElement>(`[data-text-page="${pageNo}"]`) ?? null;

  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const read = (): void => {
      clearTimeout(timer);
      timer = setTimeout(() => {
        if (scroller.current) hear.current.onSelection?.(readTextSelection(scroller.current) ?? null);
      }, 120);
    };
    document.addEventListener('selectionchange', read);
    return () => {
      clearTimeout(timer);
      document.removeEventListener('selectionchange', read);
    };
  }, []);

  const token = spot?.token;
  const showSpot = useCallback(() => {
    if (!spot) return;
    const page = pageElement(spot.pageNo);
    const target = page?.querySelector('[data-spot]') ?? page;
    target?.scrollIntoView({ block: 'center' });
    hear.current.onMove?.();
  }, [spot]);
  useEffect(() => {
    showSpot();
    // Once a token; see PdfView.
    // oxlint-disable-next-line react-hooks/exhaustive-deps
  }, [token]);

  useImperativeHandle(
    ref,
    () => ({
      goToPage: (pageNo) => pageElement(pageNo)?.scrollIntoView({ block: 'start' }),
      spotRect: (pageNo, start) => {
        const page = pageElement(pageNo);
        const rect = (page?.querySelector('[data-spot]') ?? page?.querySelector(`[data-from="${start}"]`) ?? page)?.getBoundingClientRect();
        const sheet = page?.parentElement?.getBoundingClientRect();
        return rect && sheet
          ? { rect: new DOMRect(rect.x, rect.y, rect.width, Math.min(rect.height, 24)), marginX: sheet.right - 14 }
          : undefined;
      },
      focus: () => scroller.current?.focus(),
      selection: () => (scroller.current ? readTextSelection(scroller.current) : undefined),
    }),
    [],
  );

  const onScroll = (): void => {
    hear.current.onMove?.();
    const view = scroller.current?.getBoundingClientRect();
    if (!view) return;
    const first = [...(scroller.current?.querySelectorAll<HTMLElement>('[data-text-page]') ?? [])].find(
      (page) => page.getBoundingClientRect().bottom > view.top + view.height / 3,
    );
    if (first) hear.current.onPage?.(Number(first.dataset['textPage']));
  };

  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- it scrolls with the arrow keys, so it takes the focus
    <section ref={scroller} className={styles.scroller} tabIndex={0} aria-label={`Pages of ${name}`} onScroll={onScroll}>
      {Array.from({ length: pageCount }, (_, at) => (
        <TextPage
          key={at}
          pageNo={at + 1}
          loadPage={loadPage}
          marks={marks.filter((mark) => mark.pageNo === at + 1)}
          chosenId={chosenId}
          spot={spot?.pageNo === at + 1 ? spot : null}
          onMarkPress={onMarkPress}
          onShown={showSpot}
        />
      ))}
    </section>
  );
};

interface TextPageProps {
  readonly pageNo: number;
  readonly loadPage: (pageNo: number) => Promise<string>;
  readonly marks: readonly PageMark[];
  readonly chosenId?: string | null | undefined;
  readonly spot: Spot | null;
  readonly onMarkPress?: ((id: string) => void) | undefined;
  readonly onShown: () => void;
}

const TextPage = ({ pageNo, loadPage, marks, chosenId, spot, onMarkPress, onShown }: TextPageProps) => {
  const sheet = useRef<HTMLDivElement>(null);
  const [near, setNear] = useState(pageNo <= 2);
  const [text, setText] = useState<string | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const wanted = near || spot !== null;
  useEffect(() => {
    if (wanted || !sheet.current) return undefined;
    const observer = new IntersectionObserver((entries) => entries.some((entry) => entry.isIntersecting) && setNear(true), {
      rootMargin: '800px',
    });
    observer.observe(sheet.current);
    return () => observer.disconnect();
  }, [wanted]);
  useEffect(() => {
    if (!wanted) return undefined;
    let mounted = true;
    loadPage(pageNo).then(
      (loaded) => mounted && (setText(loaded), setProblem(null)),
      (failure: unknown) => mounted && setProblem(failure instanceof Error ? failure.message : 'This page could not be read.'),
    );
    return () => {
      mounted = false;
    };
  }, [wanted, loadPage, pageNo]);
  const isSpot = spot !== null;
  useEffect(() => {
    if (text !== null && isSpot) onShown();
    // Only when the text arrives: later moves are the person's own scrolling.
    // oxlint-disable-next-line react-hooks/exhaustive-deps
  }, [text, isSpot]);
  return (
    <Paper ref={sheet} className={styles.sheet}>
      <div data-text-page={pageNo} className={styles.page}>
        {text === null ? (
          <div className={styles.waiting}>{problem ?? <Working>Reading page {pageNo}</Working>}</div>
        ) : (
          <MarkedText text={text} marks={marks} chosenId={chosenId} spot={spot} onMarkPress={onMarkPress} />
        )}
      </div>
      <span className={styles.number}>{pageNo}</span>
    </Paper>
  );
};
