import { describe, expect, it } from 'vitest';
import {
  addDays,
  deadlineView,
  deadlineZones,
  groupByDeadline,
  weekday,
  type CaseRow,
} from '../../../src/renderer/features/cases/case-deadline.ts';
import { fakeCaseRows } from '../fake-cases.ts';

const NOW_MS = Date.parse('2026-06-02T14:42:00Z');
const HOUR_MS = 3_600_000;

const row = (part: Partial<CaseRow>): CaseRow => {
  const [first] = fakeCaseRows(NOW_MS, 1);
  if (!first) throw new Error('no row');
  return { ...first, status: 'investigating', ...part };
};
const dueIn = (hours: number, part: Partial<CaseRow> = {}): CaseRow =>
  row({ dueAtMs: NOW_MS + hours * HOUR_MS, dueOn: new Date(NOW_MS + hours * HOUR_MS).toISOString().slice(0, 10), ...part });

describe('groupByDeadline', () => {
  it('puts each case under one heading, in the order of urgency', () => {
    const groups = groupByDeadline(
      [
        dueIn(-3),
        dueIn(5),
        dueIn(30),
        dueIn(6 * 24),
        dueIn(30 * 24),
        row({ dueAtMs: null, dueOn: null }),
        dueIn(-3, { status: 'receipted' }),
      ],
      NOW_MS,
      'Europe/Dublin',
    );
    expect(groups.map((group) => [group.id, group.rows.length])).toEqual([
      ['overdue', 1],
      ['today', 1],
      ['week', 1],
      ['next', 1],
      ['later', 1],
      ['none', 1],
      ['finished', 1],
    ]);
  });

  it('counts the day in the zone of the reader', () => {
    const late = dueIn(9.5);
    expect(groupByDeadline([late], NOW_MS, 'Europe/Dublin')[0]?.id).toBe('week');
    expect(groupByDeadline([late], NOW_MS, 'America/Los_Angeles')[0]?.id).toBe('today');
  });
});

describe('deadlineView', () => {
  it('counts up in the largest unit once overdue, and warns two days before', () => {
    expect(deadlineView(dueIn(-22.6), NOW_MS, 'UTC')).toMatchObject({ tone: 'late', text: 'Overdue 22 h' });
    expect(deadlineView(dueIn(47), NOW_MS, 'UTC')).toMatchObject({ tone: 'soon', text: '1 d 23 h' });
    expect(deadlineView(dueIn(49), NOW_MS, 'UTC')).toMatchObject({ tone: 'quiet' });
  });

  it('stops running when the packet is sealed', () => {
    expect(deadlineView(dueIn(-22, { status: 'sealed' }), NOW_MS, 'UTC')).toMatchObject({ tone: 'quiet', text: 'Done' });
  });
});

describe('deadlineZones', () => {
  it('names the source zone first and the zone of the reader only where it differs', () => {
    const due = row({ dueAtMs: Date.parse('2026-06-04T06:59:00Z'), dueOn: '2026-06-03', dueZone: 'America/Los_Angeles' });
    expect(deadlineZones(due, 'Europe/Dublin')).toEqual({ source: 'Wed 3 Jun, 23:59 PDT', here: 'Thu 4 Jun, 07:59 GMT+1' });
    expect(deadlineZones(due, 'America/Los_Angeles').here).toBeUndefined();
  });
});

describe('weekday', () => {
  it('counts from Monday, also across months and years', () => {
    expect(weekday('2026-06-01')).toBe(0);
    expect(weekday('2026-06-07')).toBe(6);
    expect(addDays('2026-12-31', 1)).toBe('2027-01-01');
    expect(addDays('2026-03-01', -1)).toBe('2026-02-28');
  });
});
