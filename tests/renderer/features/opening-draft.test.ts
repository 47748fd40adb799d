import { describe, expect, it } from 'vitest';
import type { CallOutput } from '../../../src/contract/index.ts';
import { cases } from '../../../src/contract/cases.ts';
import { draftOf, mergeReading, openingInput } from '../../../src/renderer/features/intake/opening-draft.ts';
import { fakeOpenDesk } from '../fake-cases.ts';

const DOCUMENT_ID = '00000000-0000-4000-8000-000000000501';
const suggestion = fakeOpenDesk(0)['cases.suggestOpening']?.({ documentId: DOCUMENT_ID }) as CallOutput<'cases.suggestOpening'>;

describe('mergeReading', () => {
  it('keeps what a person changed and takes the rest from the newer reading', () => {
    const before = { ...suggestion, facts: suggestion.facts.slice(0, 2), severity: 'low' as const };
    const start = draftOf(before, 'UTC');
    const changed = {
      ...start,
      title: 'My title',
      facts: start.facts.map((fact, at) => (at === 0 ? { ...fact, state: 'confirmed' as const, value: 'Corrected' } : fact)),
    };
    const merged = mergeReading(changed, before, suggestion);
    expect(merged.title).toBe('My title');
    expect(merged.severity).toBe('high');
    expect(merged.facts).toHaveLength(suggestion.facts.length);
    expect(merged.facts[0]).toMatchObject({ state: 'confirmed', value: 'Corrected' });
    expect(merged.facts[4]).toMatchObject({ state: 'suggested' });
  });
});

describe('openingInput', () => {
  it('is accepted by the contract, with an empty date as no deadline', () => {
    const draft = { ...draftOf(suggestion, 'Europe/Dublin'), dueOn: '' };
    const parsed = cases.open.input.parse(openingInput(draft, DOCUMENT_ID));
    expect(parsed.dueOn).toBeNull();
    expect(parsed.facts.map((fact) => fact.state)).toEqual(suggestion.facts.map(() => 'suggested'));
  });
});
