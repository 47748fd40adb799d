import { describe, expect, it } from 'vitest';
import { supportOf } from '../../../src/core/responses/support.ts';
import { anchor, sentence, uuid } from './response-fixtures.ts';

const states = new Map([
  [uuid(1), 'confirmed'],
  [uuid(2), 'suggested'],
  [uuid(3), 'rejected'],
] as const);
const of = (changes: Parameters<typeof sentence>[2]) => supportOf(sentence('s', 'Words.', changes), states);

describe('supportOf', () => {
  it('goes by the weakest fact', () => {
    expect(of({ origin: 'facts', factIds: [uuid(1)] })).toBe('confirmed');
    expect(of({ origin: 'facts', factIds: [uuid(1), uuid(2)] })).toBe('suggested');
    expect(of({ origin: 'facts', factIds: [uuid(1), uuid(2), uuid(3)], anchors: [anchor('x')] })).toBe('none');
    expect(of({ origin: 'facts', factIds: [uuid(9)] })).toBe('none');
  });

  it('leaves a person’s own words unsupported until they are anchored', () => {
    expect(of({ origin: 'person' })).toBe('none');
    expect(of({ origin: 'person', anchors: [anchor('x')] })).toBe('confirmed');
  });

  it('needs nothing for words of the template', () => {
    expect(of({})).toBe('template');
  });
});
