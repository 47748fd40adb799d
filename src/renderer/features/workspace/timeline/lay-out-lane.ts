import type { TimelineEntry } from '../../../../contract/evidence.ts';
import type { TimeScale } from './time-scale.ts';

/** How an entry is drawn: a dot, a block for a whole day, a bar for an interval, or a count where several lie too close to tell apart. */
type ShapeKind = 'dot' | 'day' | 'bar' | 'cluster';

/** One shape of a lane. `labelPx` is the room for its words to the right, 0 when there is none; `row` counts from the top. */
export interface Shape {
  readonly kind: ShapeKind;
  readonly entries: readonly TimelineEntry[];
  readonly x0: number;
  readonly x1: number;
  readonly row: number;
  readonly labelPx: number;
}

const DAY_MS = 86_400_000;
const DOT_PX = 12;
const TOO_CLOSE_PX = 9;
const CHARACTER_PX = 6.4;
const LABEL_GAP_PX = 10;
const MAX_ROWS = 3;
/** A longer title is cut to this rather than left out; less would say nothing. */
const ENOUGH_LABEL_PX = 120;

/** Lays out one lane: near dots join into a count, bars and days go to rows of their own where they overlap, labels never cover the next shape. */
export const layOutLane = (
  entries: readonly TimelineEntry[],
  scale: TimeScale,
): { readonly shapes: readonly Shape[]; readonly rows: number } => {
  const placed = [...entries]
    .sort((a, b) => a.time.startMs - b.time.startMs)
    .map((entry) => ({ entries: [entry], ...extentOf(entry, scale) }))
    .filter((shape) => shape.x1 >= -4 && shape.x0 <= scale.widthPx + 4);
  const joined: { kind: ShapeKind; entries: TimelineEntry[]; x0: number; x1: number }[] = [];
  for (const shape of placed) {
    const last = joined.at(-1);
    if (
      last &&
      shape.kind === 'dot' &&
      (last.kind === 'dot' || last.kind === 'cluster') &&
      shape.x0 - last.x1 < TOO_CLOSE_PX - DOT_PX + 4
    ) {
      last.kind = 'cluster';
      last.entries.push(...shape.entries);
      last.x1 = Math.max(last.x1, last.x0 + 22);
    } else {
      joined.push({ kind: shape.kind, entries: [...shape.entries], x0: shape.x0, x1: shape.x1 });
    }
  }
  const ends: number[] = [];
  const rowed = joined.map((shape) => {
    let row = ends.findIndex((end) => end + 4 <= shape.x0);
    if (row < 0) row = ends.length < MAX_ROWS ? ends.length : ends.indexOf(Math.min(...ends));
    ends[row] = shape.x1;
    return { ...shape, row };
  });
  const shapes = rowed.map((shape): Shape => {
    const next = rowed.find((other) => other.row === shape.row && other.x0 > shape.x0);
    const room = (next?.x0 ?? scale.widthPx) - shape.x1 - LABEL_GAP_PX;
    const wanted = (shape.entries[0]?.title.length ?? 0) * CHARACTER_PX;
    const inside = shape.kind === 'bar' || shape.kind === 'day' ? Math.min(shape.x1, scale.widthPx) - Math.max(0, shape.x0) : 0;
    const labelPx =
      shape.kind === 'cluster' || inside > 44 ? 0 : room >= Math.min(wanted, ENOUGH_LABEL_PX) ? Math.min(room, wanted + 8) : 0;
    return { ...shape, labelPx };
  });
  return { shapes, rows: Math.max(1, ends.length) };
};

const extentOf = (entry: TimelineEntry, scale: TimeScale): { readonly kind: ShapeKind; readonly x0: number; readonly x1: number } => {
  const { startMs, endMs, precision } = entry.time;
  const x = scale.x(startMs);
  if (endMs !== undefined && endMs - startMs >= DAY_MS * 1.5) return { kind: 'bar', x0: x, x1: Math.max(x + 6, scale.x(endMs)) };
  if (precision === 'day' || precision === 'about') {
    const end = scale.x(endMs ?? startMs + DAY_MS);
    if (end - x >= 14) return { kind: 'day', x0: x, x1: end };
    return { kind: 'dot', x0: (x + end) / 2 - DOT_PX / 2, x1: (x + end) / 2 + DOT_PX / 2 };
  }
  if (endMs !== undefined && scale.x(endMs) - x >= 10) return { kind: 'bar', x0: x, x1: scale.x(endMs) };
  return { kind: 'dot', x0: x - DOT_PX / 2, x1: x + DOT_PX / 2 };
};
