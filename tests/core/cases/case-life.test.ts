import { describe, expect, it } from 'vitest';
import { CASE_STATUSES } from '../../../src/core/cases/case.ts';
import { CASE_EVENTS, CLOSED_STATUSES, isClosed, nextStatus, OPEN_STATUSES } from '../../../src/core/cases/case-life.ts';

describe('nextStatus', () => {
  it('leads a case from its opening to a receipt, over one return', () => {
    let status: ReturnType<typeof nextStatus> = 'investigating';
    for (const event of [
      'draft-written',
      'submitted',
      'returned',
      'draft-written',
      'submitted',
      'approved',
      'sealed',
      'stored',
      'receipted',
    ] as const) {
      status = status && nextStatus(status, event);
    }
    expect(status).toBe('receipted');
  });

  it('seals nothing that is not approved', () => {
    expect(CASE_STATUSES.filter((status) => nextStatus(status, 'sealed'))).toEqual(['approved']);
  });

  it('approves and returns only what is in review', () => {
    expect(CASE_STATUSES.filter((status) => nextStatus(status, 'approved') ?? nextStatus(status, 'returned'))).toEqual(['in-review']);
  });

  it('leaves a closed case only by a reopening or by the way of its packet', () => {
    for (const status of CLOSED_STATUSES) {
      const events = CASE_EVENTS.filter((event) => nextStatus(status, event) !== null);
      expect(events.every((event) => ['stored', 'receipted', 'reopened'].includes(event))).toBe(true);
    }
  });

  it('gives a sign-off up when the response is written anew', () => {
    expect(nextStatus('approved', 'draft-written')).toBe('drafting');
  });
});

describe('isClosed', () => {
  it('divides the statuses with OPEN_STATUSES', () => {
    expect(CASE_STATUSES.filter(isClosed)).toEqual([...CLOSED_STATUSES]);
    expect(CASE_STATUSES.filter((status) => !isClosed(status))).toEqual([...OPEN_STATUSES]);
  });
});
