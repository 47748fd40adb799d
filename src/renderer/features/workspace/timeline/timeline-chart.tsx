import { useEffect, useMemo, useRef, useState } from 'react';
import type { TimelineEntry } from '../../../../contract/evidence.ts';
import { classNames } from '../../../ui/class-names.ts';
import { layOutLane, type Shape } from './lay-out-lane.ts';
import { Overview } from './timeline-overview.tsx';
import { axisTicks, GRAIN_SPAN_MS, timeScale, type Grain, type TimeScale, type TimeWindow } from './time-scale.ts';
import { timeWords } from './time-words.ts';
import styles from './chart.module.css';

/** Props of {@link TimelineChart}. Lanes are the people and accounts that entries name. */
export interface TimelineChartProps {
  readonly entries: readonly TimelineEntry[];
  readonly window: TimeWindow;
  readonly whole: TimeWindow;
  readonly grain: Grain;
  readonly readerZone: string;
  readonly sourceZone: string;
  readonly chosen: string | null;
  readonly onChoose: (id: string) => void;
  readonly onWindow: (window: TimeWindow) => void;
}

const LABEL_PX = 172;
const ROW_PX = 26;
const NO_ONE = 'Nobody named';

/** Entries over time in lanes, under the axes of both zones; the strip above shows the whole and is dragged to move. A table below says the same. */
export const TimelineChart = ({
  entries,
  window,
  whole,
  grain,
  readerZone,
  sourceZone,
  chosen,
  onChoose,
  onWindow,
}: TimelineChartProps) => {
  const box = useRef<HTMLDivElement>(null);
  const [widthPx, setWidthPx] = useState(800);
  useEffect(() => {
    if (!box.current) return undefined;
    const observer = new ResizeObserver(([entry]) => setWidthPx(Math.max(200, (entry?.contentRect.width ?? 0) - LABEL_PX)));
    observer.observe(box.current);
    return () => observer.disconnect();
  }, []);
  const scale = timeScale(window, widthPx);
  const lanes = useMemo(() => lanesOf(entries), [entries]);
  const hereTicks = axisTicks(scale, grain, readerZone);
  const sourceTicks = axisTicks(scale, grain, sourceZone);
  const oneZone = readerZone === sourceZone;
  const zoomInto = (shape: Shape): void => {
    const first = shape.entries[0];
    const last = shape.entries.at(-1);
    if (!first || !last) return;
    const middle = (first.time.startMs + last.time.startMs) / 2;
    const span = Math.max(60_000, (last.time.startMs - first.time.startMs) * 3, (window.endMs - window.startMs) / 12);
    onWindow({ startMs: middle - span / 2, endMs: middle + span / 2 });
  };
  const onWheel = (event: React.WheelEvent): void => {
    if (!event.ctrlKey && Math.abs(event.deltaX) <= Math.abs(event.deltaY)) return;
    const span = window.endMs - window.startMs;
    if (event.ctrlKey) {
      const at = window.startMs + ((event.clientX - (box.current?.getBoundingClientRect().left ?? 0) - LABEL_PX) / widthPx) * span;
      const factor = event.deltaY > 0 ? 1.25 : 0.8;
      const next = Math.min(GRAIN_SPAN_MS.months * 4, Math.max(600_000, span * factor));
      onWindow({ startMs: at - ((at - window.startMs) / span) * next, endMs: at + ((window.endMs - at) / span) * next });
    } else {
      const by = (event.deltaX / widthPx) * span;
      onWindow({ startMs: window.startMs + by, endMs: window.endMs + by });
    }
  };
  return (
    // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role -- a drawing, not fields of a form
    <div ref={box} className={styles.chart} role="group" aria-label="Timeline. The table below holds the same entries." onWheel={onWheel}>
      <Overview
        entries={entries}
        whole={whole}
        window={window}
        labelPx={LABEL_PX}
        widthPx={widthPx}
        zone={readerZone}
        onWindow={onWindow}
      />
      <Axis name={`${placeName(readerZone)}, yours`} scale={scale} ticks={hereTicks} strong />
      {oneZone ? null : <Axis name={`${placeName(sourceZone)}, source`} scale={scale} ticks={sourceTicks} />}
      <div className={styles.lanes}>
        {lanes.map(([name, list]) => {
          const { shapes, rows } = layOutLane(list, scale);
          return (
            <div key={name} className={styles.lane} style={{ height: rows * ROW_PX + 12 }}>
              <div className={styles.laneName}>
                <span className={classNames(styles.cut, name === NO_ONE && styles.quiet)}>{name}</span>
                <small>{list.length.toLocaleString('en')}</small>
              </div>
              <div className={styles.track}>
                {hereTicks.map((tick) => (
                  <i
                    key={tick.atMs}
                    className={classNames(styles.line, tick.isMajor && styles.major)}
                    style={{ left: scale.x(tick.atMs) }}
                  />
                ))}
                {shapes.map((shape) => (
                  <EntryShape
                    key={shape.entries.map((entry) => entry.id).join(' ')}
                    shape={shape}
                    scale={scale}
                    chosen={chosen}
                    readerZone={readerZone}
                    onChoose={onChoose}
                    onOpen={() => zoomInto(shape)}
                  />
                ))}
              </div>
            </div>
          );
        })}
      </div>
    </div>
  );
};

interface EntryShapeProps {
  readonly shape: Shape;
  readonly scale: TimeScale;
  readonly chosen: string | null;
  readonly readerZone: string;
  readonly onChoose: (id: string) => void;
  readonly onOpen: () => void;
}

const EntryShape = ({ shape, scale, chosen, readerZone, onChoose, onOpen }: EntryShapeProps) => {
  const [entry] = shape.entries;
  if (!entry) return null;
  const isCluster = shape.kind === 'cluster';
  const isChosen = shape.entries.some((one) => one.id === chosen);
  const left = Math.max(-6, shape.x0);
  const width = Math.min(scale.widthPx + 6, shape.x1) - left;
  const hasSource = shape.entries.some((one) => one.anchors.length > 0);
  const isWide = !isCluster && (shape.kind === 'bar' || shape.kind === 'day') && width > 44;
  const words = isCluster
    ? `${shape.entries.length} entries, ${timeWords(entry.time, readerZone)} and on. Press to look closer`
    : `${entry.title}, ${timeWords(entry.time, readerZone)}${hasSource ? '' : ', no source'}`;
  return (
    <>
      <button
        type="button"
        className={classNames(
          styles.shape,
          styles[shape.kind],
          isChosen && styles.chosen,
          entry.time.precision === 'about' && styles.about,
          !hasSource && styles.unsupported,
        )}
        style={{ left, width: isCluster ? undefined : Math.max(12, width), top: 8 + shape.row * ROW_PX }}
        aria-label={words}
        aria-pressed={isChosen}
        title={words}
        onClick={() => (isCluster ? onOpen() : onChoose(entry.id))}
      >
        {isCluster ? shape.entries.length : isWide ? <span className={styles.cut}>{entry.title}</span> : null}
      </button>
      {shape.labelPx > 0 ? (
        <span
          className={classNames(styles.label, isChosen && styles.chosenLabel)}
          aria-hidden="true"
          style={{ left: shape.x1 + 6, top: 8 + shape.row * ROW_PX, maxWidth: shape.labelPx }}
        >
          {entry.title}
        </span>
      ) : null}
    </>
  );
};

interface AxisProps {
  readonly name: string;
  readonly scale: TimeScale;
  readonly ticks: ReturnType<typeof axisTicks>;
  readonly strong?: boolean;
}

const Axis = ({ name, scale, ticks, strong = false }: AxisProps) => (
  <div className={classNames(styles.axis, strong && styles.strong)} aria-hidden="true">
    <span className={styles.axisName}>{name}</span>
    <div className={styles.axisTrack}>
      {ticks.map((tick, at) => {
        const room = scale.x(ticks[at + 1]?.atMs ?? scale.endMs) - scale.x(tick.atMs);
        return (
          <span key={tick.atMs} className={classNames(styles.tick, tick.isMajor && styles.major)} style={{ left: scale.x(tick.atMs) }}>
            {room > 34 ? tick.text : null}
          </span>
        );
      })}
    </div>
  </div>
);

const lanesOf = (entries: readonly TimelineEntry[]): [string, TimelineEntry[]][] =>
  [...Map.groupBy(entries, (entry) => entry.who.trim() || NO_ONE)].sort(
    ([a, x], [b, y]) => Number(a === NO_ONE) - Number(b === NO_ONE) || y.length - x.length || a.localeCompare(b),
  );

/** `America/Los_Angeles` as people call it: the city. */
export const placeName = (zone: string): string => zone.split('/').at(-1)?.replaceAll('_', ' ') ?? zone;
