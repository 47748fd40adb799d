import { describe, expect, it } from 'vitest';
import * as fc from 'fast-check';
import { diffVersions } from '../../../src/core/responses/diff-versions.ts';
import { diffWords } from '../../../src/core/responses/word-diff.ts';
import { paragraph, sentence } from './response-fixtures.ts';

describe('diffWords', () => {
  it('shows what was taken and what was put, word by word', () => {
    expect(diffWords('We produce all records.', 'We produce no such records.')).toEqual([
      { text: 'We produce ', change: 'same' },
      { text: 'all', change: 'removed' },
      { text: 'no such', change: 'added' },
      { text: ' records.', change: 'same' },
    ]);
  });

  it('gives both texts back', () => {
    const words = fc.array(fc.constantFrom('a ', 'b', ' c', '.', 'Łódź', '\n')).map((parts) => parts.join(''));
    fc.assert(
      fc.property(words, words, (before, after) => {
        const parts = diffWords(before, after);
        const without = (change: string): string =>
          parts
            .filter((part) => part.change !== change)
            .map((part) => part.text)
            .join('');
        return without('added') === before && without('removed') === after;
      }),
    );
  });
});

describe('diffVersions', () => {
  const block = (id: string, text: string) => paragraph(id, sentence(`${id}s1`, text));

  it('names what stayed, changed, came and went, in reading order', () => {
    const diffs = diffVersions(
      [block('p1', 'One.'), block('p2', 'Two.'), block('p3', 'Three.')],
      [block('p1', 'One.'), block('new', 'New.'), block('p3', 'Three and more.')],
    );
    expect(diffs.map((diff) => [diff.blockId, diff.change])).toEqual([
      ['p1', 'same'],
      ['new', 'added'],
      ['p2', 'removed'],
      ['p3', 'changed'],
    ]);
  });
});
