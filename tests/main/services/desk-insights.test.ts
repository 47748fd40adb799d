import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readInsights } from '../../../src/main/services/desk-insights.ts';
import { saveSettings } from '../../../src/main/services/desk-settings.ts';
import { readDeskStatus } from '../../../src/main/services/desk-status.ts';
import { failureOf, openTestDesk, type TestDesk, valueOf } from './test-desk.ts';

let desk: TestDesk;
beforeEach(async () => {
  desk = await openTestDesk();
});
afterEach(() => desk.dispose());

const openDue = async (name: string, dueOn: string | null, dueZone = 'UTC') => {
  const { id } = await desk.document(name, [name]);
  return valueOf(await desk.open({ documentIds: [id], dueOn, dueZone }));
};

describe('readInsights', () => {
  it('has no shares and no middle before anything happened', async () => {
    expect(await readInsights(desk.ines)).toMatchObject({
      overdue: 0,
      dueThisWeek: 0,
      medianTurnaroundMs: null,
      returnedShare: null,
      documents: 0,
      byStatus: [],
    });
  });

  it('judges each deadline in its own zone', async () => {
    // Noon UTC of 2 June: the first of June has ended everywhere but at UTC-12; the second has ended nowhere but in UTC+13 and beyond.
    await openDue('a.pdf', '2026-06-01', 'America/Los_Angeles');
    await openDue('b.pdf', '2026-06-02', 'Pacific/Kiritimati');
    await openDue('c.pdf', '2026-06-02', 'America/Los_Angeles');
    await openDue('d.pdf', '2026-06-01', 'Etc/GMT+12');
    await openDue('e.pdf', '2026-06-20');
    await openDue('f.pdf', null);
    desk.clock.nowMs = Date.UTC(2026, 5, 2, 11);
    const insights = await readInsights(desk.ines);
    expect(insights).toMatchObject({ overdue: 2, dueThisWeek: 2, openedLast30Days: 6 });
    expect(insights.byKind).toContainEqual({ kind: 'legal-request', open: 6, closed: 0 });
  });

  it('counts no closed case as late', async () => {
    const { caseId } = await openDue('a.pdf', '2026-05-01');
    await desk.setStatus(caseId, 'receipted');
    const insights = await readInsights(desk.ines);
    expect(insights.overdue).toBe(0);
    expect(insights.byStatus).toEqual([{ status: 'receipted', count: 1 }]);
    expect(insights.byKind).toContainEqual({ kind: 'legal-request', open: 0, closed: 1 });
  });
});

describe('readDeskStatus', () => {
  it('counts what each badge shows', async () => {
    const first = await openDue('a.pdf', null);
    const second = await openDue('b.pdf', null);
    await openDue('c.pdf', null);
    await desk.document('waiting.pdf', ['One', 'Two']);
    await desk.setStatus(first.caseId, 'in-review');
    await desk.setStatus(second.caseId, 'approved');
    expect(await readDeskStatus(desk.tomas)).toMatchObject({
      deskName: 'Desk TEST',
      counts: { intake: 1, openCases: 3, review: 1, toSeal: 1 },
      pagesIndexed: 5,
      jobs: [],
      outbox: { waiting: 0, held: 0, online: 'no-target' },
    });
  });
});

describe('saveSettings', () => {
  const settings = { lockAfterMinutes: 10, timeZone: 'Europe/Dublin', target: null, outboxPaused: false } as const;

  it('keeps the settings and says who changed them', async () => {
    valueOf(await saveSettings(desk.ines, { ...settings, target: { kind: 'folder', path: '/srv/packets' } }));
    expect(await desk.stores.settings.read()).toMatchObject({ timeZone: 'Europe/Dublin', target: { path: '/srv/packets' } });
    const { records } = await desk.stores.audit.list({ limit: 1 });
    expect(records[0]?.record).toMatchObject({ action: 'desk.configured', actorName: 'Ines Example' });
  });

  it('refuses a folder without its full path and a certificate that is none', async () => {
    expect(failureOf(await saveSettings(desk.ines, { ...settings, target: { kind: 'folder', path: 'packets' } }))).toBe('bad-target');
    const receiptCertificatePem = '-----BEGIN CERTIFICATE-----';
    expect(
      failureOf(
        await saveSettings(desk.ines, {
          ...settings,
          target: { kind: 'intake', url: 'https://intake.example.com', receiptCertificatePem },
        }),
      ),
    ).toBe('bad-target');
    expect((await desk.stores.settings.read()).target).toBeNull();
  });
});
