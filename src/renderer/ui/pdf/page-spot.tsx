import { useEffect, useRef, useState } from 'react';
import { classNames } from '../class-names.ts';
import { drawPage } from './draw-page.ts';
import { MarkLayer } from './mark-layer.tsx';
import { openPdf, pdfProblemOf } from './open-pdf.ts';
import { partOfBox, unionOfParts, type PageFrame, type PagePart, type UserSpaceBox } from './page-geometry.ts';
import type { MarkKind } from './page-mark.ts';
import styles from './page-spot.module.css';

/** Props of {@link PageSpot}: a place on a page of the PDF at `url`, and how its mark looks. `quote` is shown while drawing and if drawing fails. */
export interface PageSpotProps {
  readonly url: string;
  readonly pageNo: number;
  readonly boxes: readonly UserSpaceBox[];
  readonly quote: string;
  readonly kind?: Exclude<MarkKind, 'hit'>;
  readonly state?: 'confirmed' | 'suggested';
  /** How much of the page's height is shown around the spot at most, 0 to 1. */
  readonly heightPart?: number;
  readonly className?: string | undefined;
}

/** The part of a page around a spot, drawn from the original with its highlight: what a claim rests on, without opening the document. */
export const PageSpot = ({
  url,
  pageNo,
  boxes,
  quote,
  kind = 'fact',
  state = 'confirmed',
  heightPart = 0.12,
  className,
}: PageSpotProps) => {
  const holder = useRef<HTMLDivElement>(null);
  const canvas = useRef<HTMLCanvasElement>(null);
  const [drawn, setDrawn] = useState<{ readonly frame: PageFrame; readonly crop: PagePart } | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const boxesKey = JSON.stringify(boxes);

  const place = `${url} ${pageNo} ${boxesKey} ${heightPart}`;
  const [shownPlace, setShownPlace] = useState(place);
  if (shownPlace !== place) {
    setShownPlace(place);
    setDrawn(null);
    setProblem(null);
  }

  useEffect(() => {
    const abort = new AbortController();
    let close = (): void => {};
    const draw = async (): Promise<void> => {
      const opened = await openPdf(url);
      close = opened.close;
      if (abort.signal.aborted) return opened.close();
      const page = await opened.pdf.getPage(pageNo);
      const frame: PageFrame = page.getViewport({ scale: 1 });
      const crop = cropAround(frame, JSON.parse(boxesKey) as UserSpaceBox[], heightPart);
      if (!canvas.current || !holder.current) return;
      if (await drawPage(page, canvas.current, holder.current.clientWidth, abort.signal, crop)) setDrawn({ frame, crop });
    };
    draw().catch((failure: unknown) => {
      if (!abort.signal.aborted) setProblem(pdfProblemOf(failure).message);
    });
    return () => {
      abort.abort();
      close();
    };
  }, [url, pageNo, boxesKey, heightPart]);

  const mark = { id: 'spot', kind, state, pageNo, boxes, start: 0, end: 1, label: '', title: quote };
  return (
    <div
      ref={holder}
      className={classNames(styles.spot, className)}
      // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role -- a canvas with marks over it reads as one picture
      role="img"
      aria-label={`Page ${pageNo}: ${quote}`}
      data-drawn={drawn !== null || undefined}
    >
      <canvas ref={canvas} className={styles.canvas} hidden={problem !== null} />
      {drawn ? (
        <div
          className={styles.layer}
          style={{
            width: `${100 / drawn.crop.width}%`,
            height: `${100 / drawn.crop.height}%`,
            left: `${(-drawn.crop.left / drawn.crop.width) * 100}%`,
            top: `${(-drawn.crop.top / drawn.crop.height) * 100}%`,
          }}
        >
          <MarkLayer frame={drawn.frame} marks={[mark]} withFlags={false} />
        </div>
      ) : (
        <blockquote className={styles.quote}>
          {quote}
          {problem ? <small>{problem}</small> : null}
        </blockquote>
      )}
    </div>
  );
};

/** The band of the page around the spot, no wider than needed, so that its words can be read on a narrow card. */
const cropAround = (frame: PageFrame, boxes: readonly UserSpaceBox[], heightPart: number): PagePart => {
  const spot = unionOfParts(boxes.map((box) => partOfBox(frame, box))) ?? { left: 0, top: 0, width: 1, height: heightPart };
  const height = Math.min(1, Math.max(heightPart, spot.height + 0.04));
  const width = Math.min(0.92, Math.max(0.58, spot.width + 0.08));
  const within = (middle: number, length: number, margin: number): number =>
    Math.min(1 - margin - length, Math.max(margin, middle - length / 2));
  return { left: within(spot.left + spot.width / 2, width, 0.04), top: within(spot.top + spot.height / 2, height, 0), width, height };
};
