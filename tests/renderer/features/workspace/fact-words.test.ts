import { describe, expect, it } from 'vitest';
import { correctedValue, factName, factText } from '../../../../src/renderer/features/workspace/fact-words.ts';

describe('correctedValue', () => {
  it('keeps a due date a date while it reads as one', () => {
    expect(correctedValue({ on: '2026-06-03' }, '2026-06-04')).toEqual({ on: '2026-06-04' });
    expect(correctedValue({ on: '2026-06-03' }, 'Friday')).toBe('Friday');
  });

  it('drops a rule whose words were changed, and keeps it otherwise', () => {
    const rule = { rule: { amount: 5, unit: 'business-days' as const, from: 'receipt' }, text: 'five business days' };
    expect(correctedValue(rule, 'five business days')).toEqual(rule);
    expect(correctedValue(rule, 'ten days')).toBe('ten days');
  });

  it('reads yes and no', () => {
    expect(correctedValue(true, 'No')).toBe(false);
    expect(correctedValue(false, 'yes')).toBe(true);
  });
});

describe('factName', () => {
  it('says the sort of an identifier, else the field', () => {
    expect(factName({ field: 'identifier', kind: 'ip-address' })).toBe('IP address');
    expect(factName({ field: 'identifier', kind: 'email' })).toBe('Email');
    expect(factName({ field: 'statute', kind: 'federal' })).toBe('Statute');
  });
});

describe('factText', () => {
  it('gives calendar dates their weekday and leaves other words alone', () => {
    expect(factText('2026-06-03')).toBe('Wed 3 Jun 2026');
    expect(factText({ on: '2026-06-03' })).toBe('Wed 3 Jun 2026');
    expect(factText('A-5550-1187')).toBe('A-5550-1187');
    expect(factText(true)).toBe('Yes');
  });
});
