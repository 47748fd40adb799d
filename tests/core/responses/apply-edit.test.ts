import { describe, expect, it } from 'vitest';
import { applyEdit } from '../../../src/core/responses/apply-edit.ts';
import type { ResponseBlock } from '../../../src/core/responses/response.ts';
import { anchor, paragraph, sentence, uuid } from './response-fixtures.ts';

const court = sentence('p1s1', 'The court is named. ', { origin: 'facts', factIds: [uuid(1)], anchors: [anchor('court')] });
const fixed = sentence('p1s2', 'We answer as follows.');
const before = [paragraph('p1', court, fixed)];

const edit = (...blocks: readonly ResponseBlock[]) => {
  const result = applyEdit(before, blocks);
  if (!result.ok) throw new Error(result.failure.message);
  return result.value;
};
const only = (block: ResponseBlock | undefined) => (block && block.kind !== 'table' ? block.sentences : []);

describe('applyEdit', () => {
  it('keeps origin, facts and anchors of words that stay', () => {
    expect(edit(...before)).toEqual(before);
    expect(only(edit(paragraph('p1', { ...court, factIds: [], anchors: [] }, fixed))[0])[0]).toEqual(court);
  });

  it('makes changed words the person’s own, with the anchors that were left', () => {
    const changed = edit(paragraph('p1', { ...court, text: 'The county court is named. ', anchors: [], factIds: [] }, fixed));
    expect(only(changed[0])[0]).toEqual(sentence('p1s1', 'The county court is named. ', { origin: 'person' }));
    const anchored = edit(paragraph('p1', { ...court, text: 'The county court is named. ' }, fixed));
    expect(only(anchored[0])[0]).toMatchObject({ origin: 'person', factIds: [uuid(1)], anchors: [anchor('court')] });
  });

  it('does not believe a window that says its words are the template’s or a fact’s', () => {
    const [, added] = edit(...before, paragraph('new1', sentence('n1', 'We waive everything.', { origin: 'template' })));
    expect(only(added)[0]?.origin).toBe('person');
    const [claimed] = edit(paragraph('p1', court, { ...fixed, text: 'We answer nothing.', origin: 'facts', factIds: [uuid(1)] }));
    expect(only(claimed)[1]).toMatchObject({ origin: 'person', factIds: [] });
  });

  it('adds an anchor to words that stay', () => {
    const [block] = edit(paragraph('p1', { ...court, anchors: [...court.anchors, anchor('more')] }, fixed));
    expect(only(block)[0]?.anchors).toEqual([anchor('court'), anchor('more')]);
  });

  it('drops emptied sentences and paragraphs, but not the last one', () => {
    expect(edit(paragraph('p1', { ...court, text: '' }, fixed))).toEqual([paragraph('p1', fixed)]);
    expect(applyEdit(before, [paragraph('p1', { ...court, text: '' }, { ...fixed, text: '' })])).toMatchObject({
      ok: false,
      failure: { kind: 'malformed-edit' },
    });
  });

  it('refuses ids that stand twice, new tables and rows of another width', () => {
    const table: ResponseBlock = {
      kind: 'table',
      id: 't1',
      style: 'TableNormal',
      header: ['No.', 'Item'],
      rows: [[sentence('c1', '1'), sentence('c2', 'Logs')]],
    };
    expect(applyEdit(before, [...before, ...before]).ok).toBe(false);
    expect(applyEdit(before, [table]).ok).toBe(false);
    expect(applyEdit([table], [{ ...table, rows: [[sentence('c1', '1')]] }]).ok).toBe(false);
    expect(applyEdit([table], [{ ...table, header: ['Forged', 'Words'] }])).toEqual({ ok: true, value: [table] });
  });
});
