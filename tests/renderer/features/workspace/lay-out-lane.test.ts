import { describe, expect, it } from 'vitest';
import type { TimelineEntry } from '../../../../src/contract/evidence.ts';
import { layOutLane } from '../../../../src/renderer/features/workspace/timeline/lay-out-lane.ts';
import { timeScale } from '../../../../src/renderer/features/workspace/timeline/time-scale.ts';

const START_MS = Date.UTC(2026, 2, 1);
const DAY_MS = 86_400_000;
const scale = timeScale({ startMs: START_MS, endMs: START_MS + 10 * DAY_MS }, 1_000);
const entry = (id: string, days: number, more: Partial<TimelineEntry['time']> = {}): TimelineEntry => ({
  id: id as TimelineEntry['id'],
  caseId: 'c' as TimelineEntry['caseId'],
  label: id,
  title: `Entry ${id} with a title`,
  who: '',
  time: { startMs: START_MS + days * DAY_MS, precision: 'minute', zone: 'UTC', ...more },
  anchors: [],
  madeByName: 'Someone Example',
  madeAtMs: START_MS,
});

describe('layOutLane', () => {
  it('draws an instant as a dot, a day as a block, an interval as a bar', () => {
    const { shapes } = layOutLane(
      [entry('a', 1), entry('b', 3, { precision: 'day' }), entry('c', 5, { endMs: START_MS + 8 * DAY_MS })],
      scale,
    );
    expect(shapes.map(({ kind }) => kind)).toEqual(['dot', 'day', 'bar']);
  });

  it('joins instants too close to tell apart into one count', () => {
    const { shapes } = layOutLane([entry('a', 1), entry('b', 1.01), entry('c', 1.02), entry('d', 4)], scale);
    expect(shapes.map(({ kind, entries }) => [kind, entries.length])).toEqual([
      ['cluster', 3],
      ['dot', 1],
    ]);
  });

  it('puts shapes that overlap on rows of their own', () => {
    const { shapes, rows } = layOutLane([entry('a', 1, { endMs: START_MS + 6 * DAY_MS }), entry('b', 3)], scale);
    expect(rows).toBe(2);
    expect(shapes.map(({ row }) => row)).toEqual([0, 1]);
  });

  it('lets no label run into the next shape of its row', () => {
    const { shapes } = layOutLane(
      Array.from({ length: 30 }, (_, at) => entry(String(at), at * 0.33)),
      scale,
    );
    for (const shape of shapes) {
      const next = shapes.find((other) => other.row === shape.row && other.x0 > shape.x0);
      if (next && shape.labelPx > 0) expect(shape.x1 + shape.labelPx).toBeLessThanOrEqual(next.x0);
    }
  });

  it('leaves out what lies outside the window', () => {
    expect(layOutLane([entry('a', -5), entry('b', 20)], scale).shapes).toEqual([]);
  });
});
