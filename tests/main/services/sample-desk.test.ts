import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CASE_KINDS } from '../../../src/core/cases/case.ts';
import { SAMPLE_PEOPLE } from '../../../src/core/sample/sample-people.ts';
import { composeDesk, type ComposedDesk } from '../../../src/main/compose.ts';
import type { OpenedSample } from '../../../src/main/services/sample-desk.ts';

const PASSPHRASE = 'a sample passphrase';

let dir: string;
let desk: ComposedDesk;
let sample: OpenedSample;
const call = async <T>(name: string, input: unknown = {}): Promise<T> => {
  const result = await desk.route(name, input);
  if (!result.ok) throw new Error(`${name}: ${result.failure.kind}: ${result.failure.message}`);
  return result.value as T;
};
const signInAs = async (name: string): Promise<void> => {
  const user = sample.users.find((one) => one.name === name);
  await call('session.unlock', { userId: user?.id, passphrase: PASSPHRASE });
};
const stores = () => {
  const context = desk.session.current();
  if (!context) throw new Error('Nobody is signed in.');
  return context.desk.stores;
};
const caseOf = (kind: string, status: string) => {
  const found = sample.cases.find((one) => one.kind === kind && one.status === status);
  if (!found) throw new Error(`The sample has no ${kind} that is ${status}.`);
  return found;
};

beforeAll(async () => {
  dir = mkdtempSync(join(tmpdir(), 'sample-'));
  desk = composeDesk({ vaultDir: join(dir, 'vault'), host: 'loopback', idleLock: false });
  // The person who asks has the name of one of the sample's people: both stay, told apart.
  await call('session.createDesk', { deskName: 'Sample desk', userName: 'Jo Specimen', passphrase: PASSPHRASE });
  const wrong = await desk.route('desk.openSample', { passphrase: 'another passphrase' });
  if (wrong.ok || wrong.failure.kind !== 'wrong-passphrase') throw new Error('A wrong passphrase opened the sample.');
  sample = await call<OpenedSample>('desk.openSample', { passphrase: PASSPHRASE });
}, 300_000);
afterAll(async () => {
  await desk.stop();
  rmSync(dir, { recursive: true, force: true });
});

describe('openSampleDesk', () => {
  it('makes a case of every kind, one in review and one signed off', () => {
    expect(new Set(sample.cases.map((one) => one.kind))).toEqual(new Set(CASE_KINDS));
    expect(caseOf('legal-request', 'in-review').number).toMatch(/^LE-/);
    expect(caseOf('legal-request', 'approved').number).toMatch(/^LE-/);
  });

  it('adds its people beside the one who asks, whose name stays theirs', () => {
    expect(sample.users.map((user) => user.name)).toEqual([
      'Jo Specimen',
      ...SAMPLE_PEOPLE.map(({ name }) => (name === 'Jo Specimen' ? 'Jo Specimen (sample)' : name)),
    ]);
  });

  it('keeps every document readable, and leaves one in the intake', async () => {
    const { rows } = await stores().documents.list({ scope: 'all', limit: 100, offset: 0 });
    expect(rows.map((row) => [row.name, row.state]).filter(([, state]) => state !== 'read')).toEqual([]);
    expect((await stores().documents.counts()).intake).toBe(1);
    expect(new Set(rows.map((row) => row.name.split('.').at(-1)))).toEqual(new Set(['pdf', 'eml', 'csv']));
    expect(rows.filter((row) => (row.pageCount ?? 0) > 1).length).toBeGreaterThanOrEqual(6);
  });

  it('has one deadline that passed, some soon, and some with time', async () => {
    const { rows } = await stores().caseList.page({
      view: 'all',
      userId: sample.users[0]!.id,
      query: '',
      kinds: [],
      statuses: [],
      sort: 'deadline',
      descending: false,
      limit: 50,
      offset: 0,
    });
    const daysLeft = rows.map((row) => (Date.parse(`${row.dueOn}T00:00:00Z`) - Date.now()) / 86_400_000);
    expect(daysLeft.filter((days) => days < -0.99)).toHaveLength(1);
    expect(daysLeft.filter((days) => days > -0.5 && days < 3).length).toBeGreaterThanOrEqual(2);
    expect(daysLeft.filter((days) => days > 7).length).toBeGreaterThanOrEqual(1);
  });

  it('lets each step be taken by its person, as the audit log says', async () => {
    const { id } = caseOf('legal-request', 'approved');
    const { records } = await stores().audit.list({ caseId: id, limit: 500 });
    const byAction = new Map(records.map((link) => [link.record.action, link.record.actorName]));
    expect(Object.fromEntries(byAction)).toMatchObject({
      'case.opened': 'Nia Placeholder',
      'fact.confirmed': 'Ines Example',
      'response.drafted': 'Ines Example',
      'response.submitted': 'Ines Example',
      'review.returned': 'Tomas Sample',
      'review.approved': 'Tomas Sample',
    });
    expect((await stores().audit.check()).intact).toBe(true);
  });

  it('leaves the signed-off case without an open point: every fact decided, every item answered', async () => {
    const { id } = caseOf('legal-request', 'approved');
    expect((await stores().cases.counts(id)).factsToConfirm).toBe(0);
    expect((await stores().items.list(id)).map((item) => item.disposition)).toEqual([
      'produced',
      'produced',
      'produced',
      'no-records',
      'objected',
    ]);
    await signInAs('Tomas Sample');
    const review = await call<{ checklist: readonly { text: string; holds: boolean }[] }>('reviews.get', { caseId: id });
    expect(review.checklist.filter((line) => !line.holds)).toEqual([]);
  });

  it('refuses a second sample', async () => {
    await signInAs('Jo Specimen');
    const again = await desk.route('desk.openSample', { passphrase: PASSPHRASE });
    expect(again.ok ? '' : again.failure.kind).toBe('not-empty');
  });

  it('seals the signed-off case into a packet that verifies', async () => {
    await signInAs('Jo Specimen (sample)');
    const { id } = caseOf('legal-request', 'approved');
    const { packetId } = await call<{ packetId: string }>('packets.seal', { caseId: id, queue: false });
    const verification = await call<{ valid: boolean; checks: readonly { name: string; passed: boolean }[] }>('packets.verify', {
      packetId,
    });
    expect(verification.checks.filter((check) => !check.passed)).toEqual([]);
    expect(verification.valid).toBe(true);
    const view = await call<{ status: string; packetId: string; nextAction: { action: string } }>('cases.get', { caseId: id });
    expect(view).toMatchObject({ status: 'sealed', packetId, nextAction: { action: 'send' } });
    await signInAs('Ines Example');
    const refused = await desk.route('cases.update', { caseId: id, title: 'Other' });
    expect(refused.ok ? '' : refused.failure.kind).toBe('case-closed');
  });
});
