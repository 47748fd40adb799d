import { array, assert, constantFrom, property } from 'fast-check';
import { describe, expect, it } from 'vitest';
import { changedWords } from '../../../src/core/responses/changed-words.ts';
import type { ResponseBlock } from '../../../src/core/responses/response.ts';
import { joinSentences } from '../../../src/core/responses/sentences.ts';
import { paragraph, sentence } from './response-fixtures.ts';

const added = (parts: readonly { text: string; change: string }[] | undefined) =>
  parts?.filter((part) => part.change === 'added').map((part) => part.text);
const removed = (parts: readonly { text: string; change: string }[] | undefined) =>
  parts?.filter((part) => part.change === 'removed').map((part) => part.text);

describe('changedWords', () => {
  it('tells the changed words by the sentence they stand in', () => {
    const before = [paragraph('p1', sentence('a', 'We found one record. '), sentence('b', 'It is produced.'))];
    const after = [paragraph('p1', sentence('a', 'We found one record. '), sentence('b', 'It is withheld.'))];
    const { bySentence } = changedWords(before, after);
    expect([...bySentence.keys()]).toEqual(['b']);
    expect(added(bySentence.get('b'))).toEqual(['withheld']);
    expect(removed(bySentence.get('b'))).toEqual(['produced']);
  });

  it('marks a sentence that was put between two others, and neither of them', () => {
    const before = [paragraph('p1', sentence('a', 'First one.'), sentence('c', 'Third one.'))];
    const after = [paragraph('p1', sentence('a', 'First one.'), sentence('b', 'Quite new words.'), sentence('c', 'Third one.'))];
    const { bySentence } = changedWords(before, after);
    expect([...bySentence.keys()]).toContain('b');
    expect(removed([...bySentence.values()].flat())).toEqual([]);
  });

  it('keeps a removed paragraph behind the one it followed', () => {
    const before = [
      paragraph('p1', sentence('a', 'Kept.')),
      paragraph('p2', sentence('b', 'Gone.')),
      paragraph('p3', sentence('c', 'Kept too.')),
    ];
    const after = [before[0], before[2]] as ResponseBlock[];
    expect(changedWords(before, after).removed).toEqual([{ afterBlockId: 'p1', text: 'Gone.' }]);
  });

  it('compares a table cell by cell', () => {
    const table = (answer: string): ResponseBlock => ({
      kind: 'table',
      id: 't1',
      style: '',
      header: ['No.', 'Answer'],
      rows: [[sentence('c1', '1'), sentence('c2', answer)]],
    });
    const { bySentence } = changedWords([table('Produced')], [table('Objected to')]);
    expect([...bySentence.keys()]).toEqual(['c2']);
  });

  it('gives each sentence exactly its own words back, however they changed', () => {
    const texts = array(constantFrom('One word. ', 'Two of them.', 'Sum ', 'A longer sentence of words. ', 'x'), {
      minLength: 1,
      maxLength: 6,
    });
    assert(
      property(texts, texts, (old, now) => {
        const before = [paragraph('p1', ...old.map((text, at) => sentence(`o${at}`, text)))];
        const after = [paragraph('p1', ...now.map((text, at) => sentence(`n${at}`, text)))];
        const { bySentence } = changedWords(before, after);
        now.forEach((text, at) => {
          const parts = bySentence.get(`n${at}`);
          const shown =
            parts
              ?.filter((part) => part.change !== 'removed')
              .map((part) => part.text)
              .join('') ?? text;
          // The blank that joining puts behind a sentence may stand with it.
          expect([text, `${text} `]).toContain(shown);
        });
        if (joinSentences(old) === joinSentences(now)) expect(bySentence.size).toBe(0);
      }),
    );
  });
});
