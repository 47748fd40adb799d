import { useEffect, useRef, useState, type RefObject } from 'react';
import type { SpotPlace } from '../../../ui/pdf/viewer-session.ts';
import styles from './thread.module.css';

/** Props of {@link Thread}: within `pane`, from the element `[data-claim=claimId]` to where `spotRect` says the spot is, kept inside `viewer`. */
export interface ThreadProps {
  readonly pane: RefObject<HTMLElement | null>;
  readonly viewer: RefObject<HTMLElement | null>;
  readonly claimId: string;
  readonly spotRect: () => SpotPlace | undefined;
  /** Calls back on everything that moves the spot; answers the way to stop. */
  readonly subscribe: (onMove: () => void) => () => void;
}

interface Line {
  readonly path: string;
  readonly from: readonly [number, number];
  readonly to: readonly [number, number];
  readonly isAway: boolean;
}

/** The pen line from a chosen claim to its spot; follows scrolling, and ends at the pane's edge when the spot is out of view. */
export const Thread = ({ pane, viewer, claimId, spotRect, subscribe }: ThreadProps) => {
  const [line, setLine] = useState<Line | null>(null);
  const measure = useRef(spotRect);
  useEffect(() => {
    measure.current = spotRect;
  });
  useEffect(() => {
    const element = pane.current;
    if (!element) return undefined;
    let frame = 0;
    const draw = (): void => {
      cancelAnimationFrame(frame);
      frame = requestAnimationFrame(() => {
        const next = threadOf(element, viewer.current, claimId, measure.current());
        setLine((now) => (now?.path === next?.path ? now : next));
      });
    };
    draw();
    const later = setTimeout(draw, 250);
    const stop = subscribe(draw);
    const observer = new ResizeObserver(draw);
    observer.observe(element);
    if (viewer.current) observer.observe(viewer.current);
    element.addEventListener('scroll', draw, { capture: true, passive: true });
    const mutations = new MutationObserver((records) => {
      if (records.some((record) => !(record.target instanceof SVGElement))) draw();
    });
    mutations.observe(element, { childList: true, subtree: true });
    return () => {
      cancelAnimationFrame(frame);
      clearTimeout(later);
      stop();
      observer.disconnect();
      mutations.disconnect();
      element.removeEventListener('scroll', draw, { capture: true });
    };
  }, [pane, viewer, claimId, subscribe]);
  if (!line) return null;
  return (
    <svg className={styles.thread} aria-hidden="true" data-away={line.isAway || undefined}>
      <path className={styles.halo} d={line.path} />
      <path d={line.path} />
      <circle cx={line.to[0]} cy={line.to[1]} r={line.isAway ? 2.5 : 3.5} />
      <circle cx={line.from[0]} cy={line.from[1]} r="3.5" />
    </svg>
  );
};

const threadOf = (pane: HTMLElement, viewer: HTMLElement | null, claimId: string, place: SpotPlace | undefined): Line | null => {
  const claim = pane.querySelector<HTMLElement>(`[data-claim="${CSS.escape(claimId)}"]`);
  if (!claim || !viewer || !place || claim.offsetParent === null) return null;
  const spot = place.rect;
  const origin = pane.getBoundingClientRect();
  const view = viewer.getBoundingClientRect();
  const side = claim.closest<HTMLElement>('[data-side-panel]')?.getBoundingClientRect() ?? claim.getBoundingClientRect();
  const rect = claim.getBoundingClientRect();
  if (side.width === 0) return null;
  const flag = viewer.querySelector<HTMLElement>(`[data-flag="${CSS.escape(claimId)}"]`)?.getBoundingClientRect();
  // Beside a flag of the same line the thread ends at the outer one, so that it crosses none.
  const outer = flag
    ? Math.max(
        ...[...viewer.querySelectorAll<HTMLElement>('[data-flag]')]
          .map((one) => one.getBoundingClientRect())
          .filter((one) => Math.abs(one.top - flag.top) < 8)
          .map((one) => one.right),
      )
    : 0;
  const claimY = Math.min(side.bottom - 10, Math.max(side.top + 10, rect.top + Math.min(rect.height / 2, 24)));
  const wantedY = spot.top + Math.min(spot.height / 2, 12);
  const spotY = Math.min(view.bottom - 8, Math.max(view.top + 8, wantedY));
  const isAway = spotY !== wantedY;
  const end =
    flag && !isAway
      ? { x: outer + 7, y: flag.top + flag.height / 2 }
      : { x: Math.min(view.right - 26, Math.max(view.left + 8, Math.max(spot.right + 6, place.marginX))), y: spotY };
  const from = [Math.max(side.left - 4, rect.left - 5) - origin.left, claimY - origin.top] as const;
  const to = [end.x - origin.left, end.y - origin.top] as const;
  const middle = Math.max(to[0] + 8, side.left - origin.left - 14);
  return { path: elbow(to, middle, from), from, to, isAway };
};

/** A path of three straight runs with round corners. */
const elbow = ([x2, y2]: readonly [number, number], middle: number, [x1, y1]: readonly [number, number]): string => {
  const down = Math.sign(y1 - y2) || 1;
  const radius = Math.min(8, Math.abs(y1 - y2) / 2, Math.abs(middle - x2), Math.abs(x1 - middle) || 8);
  const into = Math.sign(x1 - middle) || 1;
  const at = (value: number): string => value.toFixed(1);
  return `M${at(x2)},${at(y2)}H${at(middle - radius)}Q${at(middle)},${at(y2)} ${at(middle)},${at(y2 + down * radius)}V${at(y1 - down * radius)}Q${at(middle)},${at(y1)} ${at(middle + into * radius)},${at(y1)}H${at(x1)}`;
};
