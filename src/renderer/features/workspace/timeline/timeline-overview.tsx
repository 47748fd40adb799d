import { useRef, type KeyboardEvent, type PointerEvent } from 'react';
import type { TimelineEntry } from '../../../../contract/evidence.ts';
import { dayIn, dayText } from '../../../platform/dates.ts';
import { countText } from '../../../platform/words.ts';
import { histogram } from './histogram.ts';
import { timeScale, type TimeWindow } from './time-scale.ts';
import styles from './chart.module.css';

/** Props of {@link Overview}. */
export interface OverviewProps {
  readonly entries: readonly TimelineEntry[];
  readonly whole: TimeWindow;
  readonly window: TimeWindow;
  readonly labelPx: number;
  readonly widthPx: number;
  readonly zone: string;
  readonly onWindow: (window: TimeWindow) => void;
}

const HEIGHT_PX = 44;
const BAR_PX = 5;

/** The whole stretch as counts, with the part looked at as a window that is dragged or moved with the arrow keys. */
export const Overview = ({ entries, whole, window, labelPx, widthPx, zone, onWindow }: OverviewProps) => {
  const drag = useRef<{ readonly fromX: number; readonly from: TimeWindow } | null>(null);
  const scale = timeScale(whole, widthPx);
  const bins = histogram(entries, whole, Math.max(10, Math.floor(widthPx / BAR_PX)));
  const most = Math.max(1, ...bins);
  const barPx = widthPx / bins.length;
  const left = Math.max(0, scale.x(window.startMs));
  const right = Math.min(widthPx, scale.x(window.endMs));
  const span = window.endMs - window.startMs;
  const moveTo = (startMs: number): void => onWindow({ startMs, endMs: startMs + span });
  const onPointerDown = (event: PointerEvent<SVGSVGElement>): void => {
    const x = event.clientX - event.currentTarget.getBoundingClientRect().left;
    event.currentTarget.setPointerCapture(event.pointerId);
    const inside = x >= left && x <= right;
    const from = inside ? window : { startMs: msAt(x) - span / 2, endMs: msAt(x) + span / 2 };
    if (!inside) onWindow(from);
    drag.current = { fromX: event.clientX, from };
  };
  const msAt = (x: number): number => whole.startMs + (x / widthPx) * (whole.endMs - whole.startMs);
  const onPointerMove = (event: PointerEvent<SVGSVGElement>): void => {
    if (!drag.current) return;
    moveTo(drag.current.from.startMs + ((event.clientX - drag.current.fromX) / widthPx) * (whole.endMs - whole.startMs));
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    const by =
      event.key === 'ArrowRight'
        ? span / 8
        : event.key === 'ArrowLeft'
          ? -span / 8
          : event.key === 'PageDown'
            ? span
            : event.key === 'PageUp'
              ? -span
              : 0;
    if (by === 0) return;
    event.preventDefault();
    moveTo(window.startMs + by);
  };
  const says = `${dayText(dayIn(window.startMs, zone))} to ${dayText(dayIn(window.endMs, zone))}`;
  return (
    <div className={styles.overview}>
      <div className={styles.overviewName} style={{ width: labelPx }}>
        <span>All entries</span>
        <span>
          <b>{entries.length.toLocaleString('en')}</b> in{' '}
          {countText(Math.max(1, Math.round((whole.endMs - whole.startMs) / 86_400_000)), 'day')}
        </span>
      </div>
      <svg
        className={styles.histogram}
        width={widthPx}
        height={HEIGHT_PX}
        // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role -- a window over a histogram, which no input draws
        role="slider"
        tabIndex={0}
        aria-label="Part of time shown"
        aria-valuemin={Math.round(whole.startMs)}
        aria-valuemax={Math.round(whole.endMs)}
        aria-valuenow={Math.round(window.startMs)}
        aria-valuetext={says}
        onPointerDown={onPointerDown}
        onPointerMove={onPointerMove}
        onPointerUp={() => {
          drag.current = null;
        }}
        onKeyDown={onKeyDown}
      >
        {bins.map((count, at) => {
          if (count === 0) return null;
          const height = Math.max(2, (count / most) * (HEIGHT_PX - 6));
          const inside = (at + 0.5) * barPx >= left && (at + 0.5) * barPx <= right;
          return (
            <rect
              key={at}
              className={inside ? styles.binInside : styles.bin}
              x={at * barPx}
              y={HEIGHT_PX - height}
              width={Math.max(1, barPx - 1)}
              height={height}
            />
          );
        })}
        <rect className={styles.brush} x={left} y={0.75} width={Math.max(6, right - left)} height={HEIGHT_PX - 1.5} rx="3" />
      </svg>
    </div>
  );
};
