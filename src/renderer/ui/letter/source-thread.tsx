import { useEffect, useState, type RefObject } from 'react';
import styles from './source-thread.module.css';

/** Props of {@link SourceThread}: within `frame`, from the sentence to the source's card; each ends at the edge of its own scrolling pane. */
export interface SourceThreadProps {
  readonly frame: RefObject<HTMLElement | null>;
  readonly sentenceId: string;
  readonly sourceId: string;
}

interface Line {
  readonly path: string;
  readonly from: readonly [number, number];
  readonly to: readonly [number, number];
}

/** The pen line from a chosen sentence to its source; follows scrolling and resizing. */
export const SourceThread = ({ frame, sentenceId, sourceId }: SourceThreadProps) => {
  const [line, setLine] = useState<Line | null>(null);
  useEffect(() => {
    const element = frame.current;
    if (!element) return undefined;
    let request = 0;
    const draw = (): void => {
      cancelAnimationFrame(request);
      request = requestAnimationFrame(() => {
        const next = lineIn(element, sentenceId, sourceId);
        setLine((now) => (now?.path === next?.path ? now : next));
      });
    };
    draw();
    const later = setTimeout(draw, 250);
    const size = new ResizeObserver(draw);
    size.observe(element);
    element.addEventListener('scroll', draw, { capture: true, passive: true });
    const changes = new MutationObserver((records) => {
      if (records.some((record) => !(record.target instanceof SVGElement))) draw();
    });
    changes.observe(element, { childList: true, characterData: true, subtree: true });
    return () => {
      cancelAnimationFrame(request);
      clearTimeout(later);
      size.disconnect();
      changes.disconnect();
      element.removeEventListener('scroll', draw, { capture: true });
    };
  }, [frame, sentenceId, sourceId]);
  if (!line) return null;
  return (
    <svg className={styles.thread} aria-hidden="true">
      <path className={styles.halo} d={line.path} />
      <path d={line.path} />
      <circle cx={line.from[0]} cy={line.from[1]} r="3.5" />
      <circle cx={line.to[0]} cy={line.to[1]} r="3.5" />
    </svg>
  );
};

const lineIn = (frame: HTMLElement, sentenceId: string, sourceId: string): Line | null => {
  const sentence = frame.querySelector<HTMLElement>(`[data-sentence="${CSS.escape(sentenceId)}"]`);
  const card = frame.querySelector<HTMLElement>(`[data-source="${CSS.escape(sourceId)}"]`);
  const desk = sentence?.closest('[data-thread-pane]')?.getBoundingClientRect();
  const side = card?.closest('[data-thread-pane]')?.getBoundingClientRect();
  if (!sentence || !card || !desk || !side || side.width === 0) return null;
  // The end of the line of the sentence that reaches furthest right.
  const rect = [...sentence.getClientRects()].toSorted((a, b) => b.right - a.right)[0];
  if (!rect) return null;
  const origin = frame.getBoundingClientRect();
  const within = (y: number, pane: DOMRect): number => Math.min(pane.bottom - 8, Math.max(pane.top + 8, y));
  const from = [rect.right + 5 - origin.left, within(rect.top + rect.height / 2, desk) - origin.top] as const;
  const cardRect = card.getBoundingClientRect();
  const to = [cardRect.left - 4 - origin.left, within(cardRect.top + Math.min(cardRect.height / 2, 72), side) - origin.top] as const;
  return { from, to, path: elbow(from, side.left - 12 - origin.left, to) };
};

/** A path of three straight runs with round corners. */
const elbow = ([x1, y1]: readonly [number, number], middle: number, [x2, y2]: readonly [number, number]): string => {
  const at = (value: number): string => value.toFixed(1);
  const down = Math.sign(y2 - y1) || 1;
  const radius = Math.max(0, Math.min(8, Math.abs(y2 - y1) / 2, middle - x1, x2 - middle));
  return `M${at(x1)},${at(y1)}H${at(middle - radius)}Q${at(middle)},${at(y1)} ${at(middle)},${at(y1 + down * radius)}V${at(y2 - down * radius)}Q${at(middle)},${at(y2)} ${at(middle + radius)},${at(y2)}H${at(x2)}`;
};
