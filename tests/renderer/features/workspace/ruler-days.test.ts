import { describe, expect, it } from 'vitest';
import { rulerDays } from '../../../../src/renderer/features/workspace/ruler-days.ts';

describe('rulerDays', () => {
  it('has one entry a day after the start up to the due date, filled as they pass', () => {
    const days = rulerDays({ fromOn: '2026-05-27', dueOn: '2026-06-03', todayOn: '2026-06-02', todayPassed: 0.5, businessDays: false });
    expect(days.map(({ on }) => on)).toEqual([
      '2026-05-28',
      '2026-05-29',
      '2026-05-30',
      '2026-05-31',
      '2026-06-01',
      '2026-06-02',
      '2026-06-03',
    ]);
    expect(days.map(({ passed }) => passed)).toEqual([1, 1, 1, 1, 1, 0.5, 0]);
  });

  it('leaves weekends out of the count where the paper gives business days, and says why', () => {
    const days = rulerDays({ fromOn: '2026-05-27', dueOn: '2026-06-03', todayOn: '2026-05-28', todayPassed: 0, businessDays: true });
    expect(days.filter(({ counts }) => !counts).map(({ on, reason }) => [on, reason])).toEqual([
      ['2026-05-30', 'Saturday'],
      ['2026-05-31', 'Sunday'],
    ]);
  });

  it('is empty when the deadline lies before the start', () => {
    expect(rulerDays({ fromOn: '2026-06-05', dueOn: '2026-06-03', todayOn: '2026-06-05', todayPassed: 0, businessDays: false })).toEqual(
      [],
    );
  });
});
