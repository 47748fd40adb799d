import { describe, expect, it } from 'vitest';
import { applyEdit } from '../../../src/core/responses/apply-edit.ts';
import {
  withMoved,
  withoutEmpty,
  withoutSentence,
  withoutSource,
  withParagraphAfter,
  withSentenceAfter,
  withSource,
  withText,
  withTypedText,
} from '../../../src/core/responses/edit-blocks.ts';
import type { ResponseBlock } from '../../../src/core/responses/response.ts';
import { sentencesOf } from '../../../src/core/responses/support.ts';
import { anchor, paragraph, sentence, uuid } from './response-fixtures.ts';

const table: ResponseBlock = { kind: 'table', id: 't1', style: 'T', header: [], rows: [[sentence('c1', '1'), sentence('c2', 'Produced')]] };
const blocks = [
  paragraph('p1', sentence('a', 'First. ', { origin: 'facts', factIds: [uuid(1)], anchors: [anchor('q')] }), sentence('b', 'Second.')),
  table,
  paragraph('p2', sentence('d', 'Third.')),
];
const ids = (all: readonly ResponseBlock[]) =>
  all.map((block) =>
    sentencesOf([block])
      .map((one) => one.id)
      .join(' '),
  );
let made = 0;
const newId = () => `new${(made += 1)}`;

describe('withText', () => {
  it('keeps the blank behind the sentence', () => {
    expect(sentencesOf(withText(blocks, 'a', 'Other words.', { before: 'First.', newId }))[0]?.text).toBe('Other words. ');
  });

  it('makes several sentences of several, and only the first keeps sources', () => {
    const [first, second, third] = sentencesOf(withText(blocks, 'a', 'First. Then this.', { before: 'First.', newId }));
    expect([first?.text, second?.text, third?.id]).toEqual(['First. ', 'Then this. ', 'b']);
    expect(second).toMatchObject({ origin: 'person', factIds: [], anchors: [] });
  });

  it('leaves a facts sentence the facts own when a second one is written behind it', () => {
    const saved = applyEdit(blocks, withText(blocks, 'a', 'First. Then this.', { before: 'First.', newId }));
    expect(
      saved.ok &&
        sentencesOf(saved.value)
          .slice(0, 2)
          .map((one) => one.origin),
    ).toEqual(['facts', 'person']);
  });

  it('takes a sentence without words out, but only empties a cell', () => {
    expect(ids(withText(blocks, 'd', ' ', { before: 'Third.', newId }))).toEqual(['a b', 'c1 c2']);
    expect(sentencesOf(withText(blocks, 'c2', '', { before: 'Produced', newId })).find((one) => one.id === 'c2')?.text).toBe('');
  });
});

describe('withTypedText', () => {
  it('keeps a sentence in its place while its words are gone', () => {
    expect(sentencesOf(withTypedText(blocks, 'd', '')).at(-1)).toMatchObject({ id: 'd', text: '' });
  });
});

describe('withSentenceAfter', () => {
  it('adds behind a sentence and never inside a table', () => {
    expect(ids(withSentenceAfter(blocks, 'a', 'n'))[0]).toBe('a n b');
    expect(ids(withSentenceAfter(blocks, 'c1', 'n'))).toEqual(ids(blocks));
  });
});

describe('withParagraphAfter', () => {
  it('adds below the block in a style that the response has', () => {
    const after = withParagraphAfter(blocks, 'c2', { block: 'pn', sentence: 'n' });
    expect(after.map((block) => block.id)).toEqual(['p1', 't1', 'pn', 'p2']);
    expect(after[2]?.style).toBe('BodyText');
  });
});

describe('withoutSentence', () => {
  it('takes the paragraph with its last sentence', () => {
    expect(withoutSentence(blocks, 'd').map((block) => block.id)).toEqual(['p1', 't1']);
  });
});

describe('withoutEmpty', () => {
  it('drops what was added and left without words', () => {
    expect(withoutEmpty(withSentenceAfter(blocks, 'a', 'n'))).toEqual(blocks);
  });
});

describe('withMoved', () => {
  it('moves within a paragraph, then over a table into the next', () => {
    const once = withMoved(blocks, 'a', 1);
    expect(ids(once)).toEqual(['b a', 'c1 c2', 'd']);
    expect(ids(withMoved(once, 'a', 1))).toEqual(['b', 'c1 c2', 'a d']);
  });

  it('stays at the ends', () => {
    expect(ids(withMoved(blocks, 'a', -1))).toEqual(ids(blocks));
    expect(ids(withMoved(blocks, 'd', 1))).toEqual(ids(blocks));
  });
});

describe('withSource and withoutSource', () => {
  it('cite a place once and take it off again, fact included', () => {
    const cited = withSource(withSource(blocks, 'b', anchor('q')), 'b', anchor('q'));
    expect(sentencesOf(cited).find((one) => one.id === 'b')?.anchors).toHaveLength(1);
    expect(withoutSource(cited, 'b', { anchor: anchor('q'), factId: null })).toEqual(blocks);
    expect(sentencesOf(withoutSource(blocks, 'a', { anchor: anchor('q'), factId: uuid(1) }))[0]).toMatchObject({
      factIds: [],
      anchors: [],
    });
  });
});
