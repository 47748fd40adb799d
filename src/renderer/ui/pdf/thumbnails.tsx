import { useEffect, useRef, useState } from 'react';
import { useVirtualizer } from '@tanstack/react-virtual';
import { classNames } from '../class-names.ts';
import { drawPage } from './draw-page.ts';
import { MarkLayer } from './mark-layer.tsx';
import { openPdf, type OpenPdf } from './open-pdf.ts';
import type { PageFrame } from './page-geometry.ts';
import type { PageMark } from './page-mark.ts';
import styles from './thumbnails.module.css';

/** Props of {@link Thumbnails}. */
export interface ThumbnailsProps {
  readonly url: string;
  readonly pageCount: number;
  readonly pageNo: number;
  readonly marks: readonly PageMark[];
  readonly onPage: (pageNo: number) => void;
}

const COLUMN_PX = 84;
const GAP_PX = 12;
const LABEL_PX = 22;
/** The tallest usual page is A4; taller ones are drawn narrower. */
const TALLEST = Math.SQRT2;

/** Small pictures of the pages with their marks, two or more a row; only those on screen are drawn, so thousands cost nothing. */
export const Thumbnails = ({ url, pageCount, pageNo, marks, onPage }: ThumbnailsProps) => {
  const scroller = useRef<HTMLDivElement>(null);
  const [widthPx, setWidthPx] = useState(0);
  const [opened, setOpened] = useState<OpenPdf | null>(null);

  useEffect(() => {
    const element = scroller.current;
    if (!element) return undefined;
    const observer = new ResizeObserver(([entry]) => setWidthPx(entry?.contentRect.width ?? 0));
    observer.observe(element);
    return () => observer.disconnect();
  }, []);

  useEffect(() => {
    let mounted = true;
    let close = (): void => {};
    const open = async (): Promise<void> => {
      const mine = await openPdf(url);
      close = mine.close;
      if (mounted) setOpened(mine);
      else mine.close();
    };
    open().catch(() => {
      // The viewer beside tells the reason; thumbnails stay empty frames.
    });
    return () => {
      mounted = false;
      setOpened(null);
      close();
    };
  }, [url]);

  const columns = Math.max(1, Math.floor((widthPx - GAP_PX) / (COLUMN_PX + GAP_PX)));
  const cellPx = Math.max(60, (widthPx - GAP_PX * (columns + 1)) / columns);
  const rowPx = cellPx * TALLEST + LABEL_PX + GAP_PX;
  // oxlint-disable-next-line react/incompatible-library -- its functions change with the scroll; nothing here memoises them
  const rows = useVirtualizer({
    count: Math.ceil(pageCount / columns),
    getScrollElement: () => scroller.current,
    estimateSize: () => rowPx,
    overscan: 1,
    paddingStart: 10,
  });
  useEffect(() => rows.measure(), [rows, rowPx]);
  useEffect(() => {
    if (widthPx > 0) rows.scrollToIndex(Math.floor((pageNo - 1) / columns), { align: 'auto' });
  }, [rows, pageNo, columns, widthPx]);

  return (
    <div ref={scroller} className={styles.scroller}>
      <ol className={styles.rows} style={{ height: rows.getTotalSize() }} aria-label="Pages">
        {rows.getVirtualItems().map((row) =>
          Array.from({ length: columns }, (_, column) => {
            const page = row.index * columns + column + 1;
            if (page > pageCount) return null;
            return (
              <li key={page} className={styles.cell} style={{ top: row.start, left: GAP_PX + column * (cellPx + GAP_PX), width: cellPx }}>
                <button
                  type="button"
                  className={classNames(styles.thumb, page === pageNo && styles.current)}
                  aria-label={`Page ${page}${marksWords(marks, page)}`}
                  aria-current={page === pageNo ? 'page' : undefined}
                  onClick={() => onPage(page)}
                >
                  <Thumbnail opened={opened} pageNo={page} widthPx={cellPx} marks={marks} />
                  <span className={styles.number}>{page}</span>
                </button>
              </li>
            );
          }),
        )}
      </ol>
    </div>
  );
};

const marksWords = (marks: readonly PageMark[], page: number): string => {
  const count = marks.filter((mark) => mark.pageNo === page && mark.kind !== 'hit').length;
  return count === 0 ? '' : `, ${count} ${count === 1 ? 'mark' : 'marks'}`;
};

interface ThumbnailProps {
  readonly opened: OpenPdf | null;
  readonly pageNo: number;
  readonly widthPx: number;
  readonly marks: readonly PageMark[];
}

const Thumbnail = ({ opened, pageNo, widthPx, marks }: ThumbnailProps) => {
  const canvas = useRef<HTMLCanvasElement>(null);
  const [frame, setFrame] = useState<PageFrame | null>(null);
  useEffect(() => {
    if (!opened || widthPx < 20) return undefined;
    const abort = new AbortController();
    // A short wait keeps pages that are only scrolled past from being read and drawn.
    const draw = async (): Promise<void> => {
      const page = await opened.pdf.getPage(pageNo);
      if (abort.signal.aborted || !canvas.current) return;
      if (await drawPage(page, canvas.current, widthPx, abort.signal)) setFrame(page.getViewport({ scale: 1 }));
    };
    const timer = setTimeout(() => {
      draw().catch(() => {
        // A page that can't be drawn stays an empty sheet; the viewer shows what is wrong with it.
      });
    }, 80);
    return () => {
      clearTimeout(timer);
      abort.abort();
    };
  }, [opened, pageNo, widthPx]);
  const shape = frame ? frame.height / frame.width : 11 / 8.5;
  const shownPx = Math.min(widthPx, (widthPx * TALLEST) / shape);
  return (
    <span className={styles.sheet} data-drawn={frame !== null || undefined} style={{ width: shownPx, height: shownPx * shape }}>
      <canvas ref={canvas} className={styles.canvas} aria-hidden="true" />
      {frame ? (
        <MarkLayer frame={frame} marks={marks.filter((mark) => mark.pageNo === pageNo && mark.kind !== 'hit')} withFlags={false} />
      ) : null}
    </span>
  );
};
