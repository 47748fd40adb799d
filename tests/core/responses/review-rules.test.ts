import { describe, expect, it } from 'vitest';
import {
  isOwnWork,
  signOffBlockers,
  signOffChecklist,
  type ReviewSubject,
  type SignOffParties,
} from '../../../src/core/responses/review-rules.ts';
import { anchor, fact, paragraph, sentence, uuid } from './response-fixtures.ts';

const subject = (changes: Partial<ReviewSubject> = {}): ReviewSubject => ({
  kind: 'legal-request',
  facts: [fact(1, 'issuing-authority', 'Court'), fact(2, 'reference-number', 'GJ-555')],
  items: [{ position: 1, text: 'Subscriber data', disposition: 'produced', reason: '', anchor: anchor('Subscriber') }],
  blocks: [paragraph('p1', sentence('s1', 'The court. ', { origin: 'facts', factIds: [uuid(1)] }), sentence('s2', 'Fixed words.'))],
  unprintable: [],
  ...changes,
});
const line = (of: ReviewSubject, id: string) => signOffChecklist(of).find((one) => one.id === id);
const parties: SignOffParties = { reviewerId: 'tomas', mayDecide: true, submittedBy: 'ines', writtenBy: ['ines'], decidedBy: [] };

describe('signOffChecklist', () => {
  it('holds for confirmed facts and answered items, and shows where the paper says so', () => {
    expect(line(subject(), 'validity-reference-number')).toMatchObject({ holds: true, anchor: { quote: 'quote 2' } });
    expect(signOffChecklist(subject()).filter((one) => one.blocks && !one.holds)).toEqual([]);
  });

  it('tells a suggested validity element from a missing one', () => {
    expect(line(subject({ facts: [fact(3, 'signatory', 'Jane', 'suggested')] }), 'validity-signatory')?.detail).toMatch(/only suggested/);
    expect(line(subject(), 'validity-signatory')?.detail).toMatch(/No fact/);
  });

  it('closes the sign-off for an item without answer and an objection without reason', () => {
    const items = [
      { position: 1, text: 'A', disposition: 'open', reason: '', anchor: null },
      { position: 2, text: 'B', disposition: 'objected', reason: ' ', anchor: null },
    ] as const;
    expect(line(subject({ items }), 'item-1')).toMatchObject({ holds: false, blocks: true });
    expect(line(subject({ items }), 'item-2')).toMatchObject({ holds: false, detail: 'The disposition of item 2 needs a reason.' });
  });

  it('closes the sign-off when a fact in the response is no longer confirmed', () => {
    expect(line(subject({ facts: [fact(1, 'issuing-authority', 'Court', 'rejected')] }), 'facts-confirmed')).toMatchObject({
      holds: false,
      blocks: true,
      sentenceIds: ['s1'],
    });
  });

  it('keeps the sign-off closed while own words have no source, and says which', () => {
    const blocks = [paragraph('p1', sentence('s3', 'I think so.', { origin: 'person' }))];
    expect(line(subject({ blocks }), 'words-sourced')).toMatchObject({ holds: false, blocks: true, sentenceIds: ['s3'] });
  });

  it('names characters that can not be printed', () => {
    expect(line(subject({ unprintable: ['漢'] }), 'printable')).toMatchObject({ holds: false, detail: expect.stringContaining('漢') });
  });
});

describe('signOffBlockers', () => {
  it('lets another supervisor sign off', () => {
    expect(signOffBlockers(parties, 'waiting', signOffChecklist(subject()))).toEqual([]);
  });

  it('refuses the author of any version, the submitter, and who is no supervisor', () => {
    expect(isOwnWork({ ...parties, writtenBy: ['ines', 'tomas'] })).toBe(true);
    expect(signOffBlockers({ ...parties, submittedBy: 'tomas' }, 'waiting', [])).toEqual([
      'You wrote or submitted this response; another supervisor signs it off.',
    ]);
    expect(signOffBlockers({ ...parties, decidedBy: ['tomas'] }, 'waiting', [])).toEqual([
      'You made a decision in this case; another supervisor signs off the packet that carries it.',
    ]);
    expect(signOffBlockers({ ...parties, mayDecide: false }, 'waiting', [])).toEqual(['Only a supervisor signs off.']);
  });

  it('names each open point that blocks', () => {
    const checklist = signOffChecklist(subject({ items: [{ position: 1, text: 'Logs', disposition: 'open', reason: '', anchor: null }] }));
    expect(signOffBlockers(parties, 'waiting', checklist)).toEqual(['Item 1 has no disposition yet.']);
  });

  it('is closed once it is decided', () => {
    expect(signOffBlockers(parties, 'approved', [])).toEqual(['This submission is already signed off.']);
  });
});
