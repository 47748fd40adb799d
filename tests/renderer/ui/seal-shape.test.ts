import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { sealTicks } from '../../../src/renderer/ui/seal-shape.ts';

const idOf = (text: string): string => createHash('sha256').update(text).digest('hex');

describe('sealTicks', () => {
  it('draws one tick for each of the 64 digits, the same for the same id', () => {
    const { ticks } = sealTicks(idOf('a'));
    expect(ticks.match(/M/g)).toHaveLength(64);
    expect(sealTicks(idOf('a'))).toEqual(sealTicks(idOf('a')));
  });

  it('draws a thousand packets as a thousand silhouettes', () => {
    const lobes = new Set(Array.from({ length: 1_000 }, (_, at) => sealTicks(idOf(String(at))).lobes));
    expect(lobes.size).toBe(1_000);
  });

  it('changes when any one digit changes', () => {
    const id = idOf('a');
    for (let at = 0; at < 64; at += 1) {
      const other = id.slice(0, at) + (id[at] === '0' ? 'f' : '0') + id.slice(at + 1);
      expect(sealTicks(other).ticks).not.toBe(sealTicks(id).ticks);
    }
  });
});
