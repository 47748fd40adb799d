import { describe, expect, it } from 'vitest';
import { fieldsOfCase } from '../../../src/core/responses/fields-of-case.ts';
import { isKnownSection, labelOfTag } from '../../../src/core/responses/template-fields.ts';
import { fact, source, uuid } from './response-fixtures.ts';

describe('fieldsOfCase', () => {
  it('fills only from confirmed facts', () => {
    const fields = fieldsOfCase(
      source({
        facts: [
          fact(1, 'reference-number', 'A', 'suggested'),
          fact(2, 'reference-number', 'B', 'rejected'),
          fact(3, 'reference-number', 'C'),
        ],
      }),
      'en-US',
    );
    expect(fields.values['reference-number']).toMatchObject({ text: 'C', factIds: [uuid(3)] });
    expect(
      fieldsOfCase(source({ facts: [fact(1, 'reference-number', 'A', 'suggested')] }), 'en-US').values['reference-number'],
    ).toBeUndefined();
  });

  it('lists several facts of one field once each, with all their sources', () => {
    const fields = fieldsOfCase(
      source({ facts: [fact(1, 'identifier', 'a'), fact(2, 'identifier', 'b'), fact(3, 'identifier', 'a')] }),
      'en-US',
    );
    expect(fields.values['identifier']).toMatchObject({ text: 'a and b', factIds: [uuid(1), uuid(2), uuid(3)] });
    expect(fields.values['identifier']?.anchors).toHaveLength(3);
  });

  it('writes dates in the language of the template', () => {
    const facts = [fact(1, 'issued-on', '2026-02-03'), fact(2, 'due', { on: '2026-03-20' })];
    expect(fieldsOfCase(source({ facts }), 'en-US').values).toMatchObject({
      'issued-on': { text: 'February 3, 2026' },
      due: { text: 'March 20, 2026' },
    });
    expect(fieldsOfCase(source({ facts }), 'de-DE').values['issued-on']?.text).toBe('3. Februar 2026');
  });

  it('does not let a confirmed “no” hold a condition', () => {
    const fields = fieldsOfCase(source({ facts: [fact(1, 'non-disclosure', false)] }), 'en-US');
    expect(fields.flags).toMatchObject({ 'has-non-disclosure': false, 'no-non-disclosure': true });
    expect(fieldsOfCase(source({ facts: [fact(1, 'non-disclosure', true)] }), 'en-US').flags).toMatchObject({
      'has-non-disclosure': true,
      'no-non-disclosure': false,
    });
  });

  it('tells which answers the items have', () => {
    expect(fieldsOfCase(source(), 'en-US').flags).toMatchObject({
      'any-items': true,
      'no-items': false,
      'any-produced': true,
      'any-objected': true,
      'any-no-records': false,
      'all-produced': false,
    });
    expect(fieldsOfCase(source({ items: [] }), 'en-US').flags).toMatchObject({
      'any-items': false,
      'no-items': true,
      'all-produced': false,
    });
  });

  it('lets an item point at the fact that asked for it', () => {
    const fields = fieldsOfCase(
      source({ facts: [fact(9, 'requested-item', 'IP logs')], items: [{ text: 'IP logs', disposition: 'no-records', reason: '' }] }),
      'en-US',
    );
    expect(fields.lists['items']?.[0]).toMatchObject({
      'item-text': { text: 'IP logs', factIds: [uuid(9)] },
      'item-disposition': { text: 'No responsive records' },
    });
  });
});

describe('labelOfTag', () => {
  it('knows facts, the desk and items, and nothing else', () => {
    expect([
      labelOfTag('reference-number'),
      labelOfTag('case-number'),
      labelOfTag('item-text'),
      labelOfTag('toString'),
      labelOfTag('refernce'),
    ]).toEqual(['Reference number', 'Case number', 'Words of the item', undefined, undefined]);
  });
});

describe('isKnownSection', () => {
  it('knows the loop, its conditions, and presence of any value', () => {
    expect(['items', 'any-produced', 'no-items', 'has-statute', 'no-signatory', 'has-nothing', 'loop', 'has-'].map(isKnownSection)).toEqual(
      [true, true, true, true, true, false, false, false],
    );
  });
});
