import { describe, expect, it } from 'vitest';
import { isSamePlace, sourcesOf } from '../../../src/core/responses/sentence-sources.ts';
import { anchor, fact, uuid } from './response-fixtures.ts';

describe('sourcesOf', () => {
  const place = (start: number) => ({ ...anchor('words'), start, end: start + 5 });
  const factAt = (n: number, start: number, state: 'confirmed' | 'suggested' = 'confirmed') => ({
    ...fact(n, 'other', 'x', state),
    anchor: place(start),
  });

  it('lists a place once when a sentence cites both the fact and its spot', () => {
    const facts = [factAt(1, 10)];
    expect(sourcesOf({ factIds: [uuid(1)], anchors: [place(10)] }, facts)).toEqual([
      { anchor: place(10), fact: facts[0], citedAs: 'fact' },
    ]);
  });

  it('shows a cited spot with the confirmed fact that reads it', () => {
    const facts = [factAt(1, 10, 'suggested'), factAt(2, 10)];
    expect(sourcesOf({ factIds: [], anchors: [place(10)] }, facts)[0]).toMatchObject({ fact: { id: uuid(2) }, citedAs: 'spot' });
  });

  it('keeps a spot that no fact reads', () => {
    expect(sourcesOf({ factIds: [], anchors: [place(30)] }, [factAt(1, 10)])).toEqual([{ anchor: place(30), fact: null, citedAs: 'spot' }]);
  });

  it('gives nothing for a fact that is gone', () => {
    expect(sourcesOf({ factIds: [uuid(9)], anchors: [] }, [factAt(1, 10)])).toEqual([]);
  });
});

describe('isSamePlace', () => {
  it('tells other words of the same page apart', () => {
    const here = anchor('words');
    expect(isSamePlace(here, { ...here, boxes: [] })).toBe(true);
    expect(isSamePlace(here, { ...here, start: 1 })).toBe(false);
  });
});
