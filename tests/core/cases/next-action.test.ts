import { describe, expect, it } from 'vitest';
import { nextAction, type NextActionInput } from '../../../src/core/cases/next-action.ts';

const input = (over: Partial<NextActionInput>): NextActionInput => ({
  status: 'investigating',
  counts: { factsToConfirm: 0, responseVersion: 0, submittedVersion: 0 },
  outbox: null,
  roles: ['investigator'],
  isAuthor: false,
  ...over,
});

describe('nextAction', () => {
  it('asks first for the facts that wait', () => {
    const counts = { factsToConfirm: 4, responseVersion: 0, submittedVersion: 0 };
    expect(nextAction(input({ counts }))).toEqual({ action: 'confirm-facts', label: 'Confirm 4 facts' });
  });

  it('closes the review to the author, whatever their role', () => {
    const action = nextAction(input({ status: 'in-review', roles: ['supervisor'], isAuthor: true }));
    expect(action.action).toBe('review');
    expect(action.blocked).toMatch(/another supervisor/);
  });

  it('says who can take a step that the role lacks', () => {
    expect(nextAction(input({ status: 'approved' })).blocked).toMatch(/Export staff/);
    expect(nextAction(input({ status: 'approved', roles: ['exporter'] })).blocked).toBeUndefined();
  });

  it('turns from revising to submitting once a newer version is written', () => {
    expect(nextAction(input({ status: 'returned', counts: { factsToConfirm: 0, responseVersion: 2, submittedVersion: 2 } })).action).toBe(
      'revise',
    );
    expect(nextAction(input({ status: 'returned', counts: { factsToConfirm: 0, responseVersion: 3, submittedVersion: 2 } })).action).toBe(
      'submit',
    );
  });

  it('asks for a person when a packet is held, and waits otherwise', () => {
    expect(nextAction(input({ status: 'sealed', outbox: 'held' })).action).toBe('send');
    expect(nextAction(input({ status: 'sealed', outbox: 'queued' })).action).toBe('wait');
    expect(nextAction(input({ status: 'receipted', outbox: 'receipted' })).action).toBe('none');
  });
});
