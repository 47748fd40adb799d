import { mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import type { SampleDesk } from '../../src/contract/desk.ts';
import type { Verification } from '../../src/core/packets/packet.ts';
import { composeDesk, type ComposedDesk } from '../../src/main/compose.ts';
import { makeDesk, ROBIN, temporarySession } from '../main/services/temporary-session.ts';
import { until } from './served-desk.ts';

const PASSPHRASE = 'a specimen passphrase';
const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;

describe('the idle lock', () => {
  let t: ReturnType<typeof temporarySession>;
  afterEach(() => t.dispose());

  it('locks after its time though the clock was set back meanwhile, and counts anew for who comes back', async () => {
    t = temporarySession();
    await makeDesk(t);
    t.clock.nowMs -= DAY_MS;
    await t.fireTimers();
    expect((await t.session.state()).vault).toBe('locked');
    expect(await t.session.unlockByName('Robin Example', ROBIN)).toMatchObject({ ok: true });
    expect((await t.session.state()).locksAtMs).toBe(t.clock.nowMs + 15 * MINUTE_MS);
    t.clock.nowMs += 14 * MINUTE_MS;
    await t.fireTimers();
    expect((await t.session.state()).vault, 'a timer that came early').toBe('open');
  });
});

describe('a desk whose clock is set back by a day', () => {
  const realNow = Date.now;
  let offsetMs = 0;
  let dir: string;
  let desk: ComposedDesk;
  let sample: SampleDesk;
  const call = async <T>(name: string, input: unknown = {}): Promise<T> => {
    const result = await desk.route(name, input);
    if (!result.ok) throw new Error(`${name}: ${result.failure.kind}: ${result.failure.message}`);
    return result.value as T;
  };
  const signInAs = (name: string) =>
    call('session.unlock', { userId: sample.users.find((user) => user.name === name)?.id, passphrase: PASSPHRASE });
  const outboxStates = async (): Promise<string[]> =>
    (await desk.session.current()?.desk.stores.outbox.list())?.map((row) => row.state) ?? [];

  beforeAll(async () => {
    vi.spyOn(Date, 'now').mockImplementation(() => realNow() + offsetMs);
    dir = mkdtempSync(join(tmpdir(), 'clock-'));
    desk = composeDesk({ vaultDir: join(dir, 'vault'), host: 'loopback', idleLock: true });
    await call('session.createDesk', { deskName: 'Sample desk', userName: 'Robin Example', passphrase: PASSPHRASE });
    sample = await call<SampleDesk>('desk.openSample', { passphrase: PASSPHRASE });
    const settings = await call<object>('desk.settings');
    await call('desk.saveSettings', { ...settings, target: { kind: 'folder', path: join(dir, 'drop') } });
  }, 60_000);
  afterAll(async () => {
    await desk?.stop();
    vi.restoreAllMocks();
    rmSync(dir, { recursive: true, force: true });
  });

  it('goes on reading, sealing and delivering, and its audit chain stays whole', async () => {
    await signInAs('Jo Specimen');
    const approved = sample.cases.find((one) => one.status === 'approved');
    // The folder is not there yet, so the delivery waits for a time that now lies a day ahead.
    const { packetId } = await call<{ packetId: string }>('packets.seal', { caseId: approved?.id, queue: true });
    await until(async () => ((await desk.session.current()?.desk.stores.outbox.list())?.[0]?.attempts ?? 0) > 0 || null);
    offsetMs = -DAY_MS;
    mkdirSync(join(dir, 'drop'));
    await signInAs('Nia Placeholder');
    const sent = await desk.dataRoutes(
      new Request('http://desk/api/upload?name=late.txt', { method: 'PUT', body: 'A specimen that came yesterday.\n' }),
    );
    const { documentId } = (await (sent as Response).json()) as { documentId: string };
    await until(async () => ((await call<{ state: string }>('documents.get', { documentId })).state === 'read' ? true : null));
    await until(async () => ((await outboxStates()).includes('stored') ? true : null));
    expect(readdirSync(join(dir, 'drop'))).toEqual([`${approved?.number}_r1.packet.zip`]);
    await signInAs('Jo Specimen');
    expect(await call<Verification>('packets.verify', { packetId })).toMatchObject({ valid: true });
    expect(await call('desk.checkAudit')).toMatchObject({ intact: true });
  }, 60_000);

  it('takes up jobs that were queued before', async () => {
    const { jobs } = (desk.session.current() as NonNullable<ReturnType<typeof desk.session.current>>).desk.stores;
    const nowMs = Date.now();
    // A reading of a document that is not there ends at once; what counts is that it was taken up.
    const id = await jobs.enqueue({
      id: crypto.randomUUID(),
      kind: 'read-document',
      subject: crypto.randomUUID(),
      payload: { label: 'Specimen', unit: 'pages', actorId: 'u', actorName: 'n' },
      nowMs: nowMs + DAY_MS,
    });
    await until(async () => ((await jobs.byId(id))?.state === 'done' ? true : null));
  });
});
