import { describe, expect, it } from 'vitest';
import { applyDueRule, dueInstantMs, dueOnOf } from '../../../src/core/cases/due.ts';

const iso = (ms: number): string => new Date(ms).toISOString();

describe('dueInstantMs', () => {
  it('is the last second of the day in its zone', () => {
    expect(iso(dueInstantMs('2026-06-03', 'America/Los_Angeles'))).toBe('2026-06-04T06:59:59.000Z');
    expect(iso(dueInstantMs('2026-06-03', 'Europe/Dublin'))).toBe('2026-06-03T22:59:59.000Z');
  });

  it('follows the clocks when they change', () => {
    expect(iso(dueInstantMs('2026-11-01', 'America/Los_Angeles'))).toBe('2026-11-02T07:59:59.000Z');
    expect(iso(dueInstantMs('2026-10-31', 'America/Los_Angeles'))).toBe('2026-11-01T06:59:59.000Z');
  });
});

describe('applyDueRule', () => {
  it('counts business days over a weekend', () => {
    expect(applyDueRule({ amount: 5, unit: 'business-days', from: 'receipt' }, '2026-05-27')).toBe('2026-06-03');
  });

  it('ends a month rule on the last day of a shorter month', () => {
    expect(applyDueRule({ amount: 1, unit: 'months', from: 'receipt' }, '2026-01-31')).toBe('2026-02-28');
  });

  it('counts 72 hours as three days', () => {
    expect(applyDueRule({ amount: 72, unit: 'hours', from: 'receipt' }, '2026-05-27')).toBe('2026-05-30');
  });
});

describe('dueOnOf', () => {
  const rule = { rule: { amount: 5, unit: 'business-days', from: 'receipt' }, text: 'within five (5) business days of receipt' } as const;

  it('counts a rule from the day of service', () => {
    expect(
      dueOnOf(
        [
          { field: 'served-on', value: '2026-05-27' },
          { field: 'due', value: rule },
        ],
        '2026-06-01',
      ),
    ).toBe('2026-06-03');
  });

  it('counts from the arrival when the paper does not say when it was served', () => {
    expect(dueOnOf([{ field: 'due', value: rule }], '2026-06-01')).toBe('2026-06-08');
  });

  it('takes the earliest of several deadlines', () => {
    expect(
      dueOnOf(
        [
          { field: 'due', value: { on: '2026-07-01' } },
          { field: 'due', value: { on: '2026-06-11' } },
        ],
        '2026-06-01',
      ),
    ).toBe('2026-06-11');
  });

  it('is null for a paper without a deadline', () => {
    expect(dueOnOf([{ field: 'issued-on', value: '2026-05-01' }], '2026-06-01')).toBeNull();
  });

  it('counts a rule that runs from issue from the day of issue, never from arrival', () => {
    const fromIssue = { rule: { amount: 14, unit: 'days', from: 'issue' }, text: 'within 14 days of issuance of this warrant' } as const;
    expect(
      dueOnOf(
        [
          { field: 'due', value: fromIssue },
          { field: 'issued-on', value: '2025-05-30' },
        ],
        '2026-06-01',
      ),
    ).toBe('2025-06-13');
    expect(dueOnOf([{ field: 'due', value: fromIssue }], '2026-06-01')).toBeNull();
  });

  it('proposes no date for a rule whose trigger no fact dates', () => {
    const fromEvent = { rule: { amount: 7, unit: 'days', from: 'entry of judgment' }, text: 'within 7 days of entry of judgment' } as const;
    expect(
      dueOnOf(
        [
          { field: 'due', value: fromEvent },
          { field: 'issued-on', value: '2026-05-01' },
        ],
        '2026-06-01',
      ),
    ).toBeNull();
  });
});
