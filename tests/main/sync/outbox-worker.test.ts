import { randomBytes } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Target } from '../../../src/core/desk/settings.ts';
import type { OutboxChange } from '../../../src/core/packets/outbox.ts';
import type { OutboxState } from '../../../src/core/packets/packet.ts';
import { type RunningIntake, startIntake } from '../../../src/main/intake/intake-server.ts';
import { type OutboxQueue, createOutboxWorker } from '../../../src/main/sync/outbox-worker.ts';
import { createTarget } from '../../../src/main/sync/targets/create-target.ts';
import type { OutgoingPacket } from '../../../src/main/sync/targets/target.ts';
import { market } from '../packets/packet-fixtures.ts';
import { sealedPacket } from './packet-on-disk.ts';

let base: string;
let intake: RunningIntake | undefined;
let clockMs = 0;
beforeEach(() => {
  base = mkdtempSync(join(tmpdir(), 'casewright-outbox-'));
  clockMs = Date.UTC(2026, 5, 1);
});
afterEach(async () => {
  await intake?.close().catch(() => undefined);
  intake = undefined;
  rmSync(base, { recursive: true, force: true });
});

interface Row {
  target: Target;
  state: OutboxState;
  attempts: number;
  nextAtMs: number;
  leaseUntilMs: number | null;
  problem: string | null;
  uploadUrl: string | null;
  sentBytes: number;
  receiptJson: string | null;
  packet: OutgoingPacket;
}

/** An outbox in memory with the same rules as the store's. */
const outboxOf = (rows: Row[]): OutboxQueue & { readonly events: string[] } => {
  const events: string[] = [];
  const find = (packetId: string): Row => rows.find((row) => row.packet.packetId === packetId)!;
  return {
    events,
    lease: async (nowMs, leaseUntilMs) => {
      const due = rows
        .filter(
          (row) =>
            ['queued', 'uploading', 'stored'].includes(row.state) &&
            row.nextAtMs <= nowMs &&
            (row.leaseUntilMs === null || row.leaseUntilMs < nowMs),
        )
        .sort((a, b) => a.nextAtMs - b.nextAtMs)[0];
      if (!due) return null;
      due.leaseUntilMs = leaseUntilMs;
      return { ...due, packetId: due.packet.packetId };
    },
    note: async (packetId, progress) => void Object.assign(find(packetId), progress),
    settle: async (packetId, step) => {
      Object.assign(find(packetId), step.change satisfies OutboxChange);
      if (step.event !== null) events.push(step.event);
    },
    nextDueAtMs: async () =>
      rows
        .filter((row) => ['queued', 'uploading', 'stored'].includes(row.state))
        .reduce<number | null>((least, row) => (least === null ? row.nextAtMs : Math.min(least, row.nextAtMs)), null),
  };
};
const rowOf = (packet: OutgoingPacket, target: Target): Row => ({
  target,
  state: 'queued',
  attempts: 0,
  nextAtMs: clockMs,
  leaseUntilMs: null,
  problem: null,
  uploadUrl: null,
  sentBytes: 0,
  receiptJson: null,
  packet,
});
const workerOf = (
  queue: OutboxQueue,
  onError: (error: unknown) => void = (error) => {
    throw error;
  },
) => createOutboxWorker({ queue, targetOf: createTarget, now: () => clockMs, random: () => 0.5, onError });
const launch = async (port = 0): Promise<RunningIntake> => {
  intake = await startIntake({
    storeDir: join(base, 'store'),
    port,
    rootPems: [market.rootPem],
    now: () => Date.now(),
    random: (count) => new Uint8Array(randomBytes(count)),
  });
  return intake;
};
const intakeTarget = (running: RunningIntake): Target => ({
  kind: 'intake',
  url: running.url,
  receiptCertificatePem: running.identity.certificatePem,
});

describe('createOutboxWorker', () => {
  it('delivers what is due and says receipted only with the receipt in hand', async () => {
    const row = rowOf(await sealedPacket(join(base, 'a.zip')), intakeTarget(await launch()));
    const queue = outboxOf([row]);
    expect(await workerOf(queue).runOnce()).toEqual({ delivered: 1, waiting: 0, problem: null });
    expect(row).toMatchObject({
      state: 'receipted',
      problem: null,
      sentBytes: row.packet.sizeBytes,
      uploadUrl: expect.stringContaining('/files/sha256-'),
    });
    expect(JSON.parse(row.receiptJson ?? '')).toMatchObject({ packet_id: row.packet.packetId });
    expect(queue.events).toEqual(['The receipt arrived and its signature verified']);
  });

  it('waits while the server is down, longer each time, and goes through when it is back', async () => {
    const running = await launch();
    const target = intakeTarget(running);
    const { port } = new URL(running.url);
    await running.close();
    const row = rowOf(await sealedPacket(join(base, 'a.zip')), target);
    const queue = outboxOf([row]);
    const worker = workerOf(queue);
    const waits: number[] = [];
    for (let round = 0; round < 3; round += 1) {
      expect(await worker.runOnce()).toMatchObject({ delivered: 0, waiting: 1, problem: expect.stringContaining('ECONNREFUSED') });
      expect(row.state).toBe('queued');
      waits.push(row.nextAtMs - clockMs);
      expect(await worker.runOnce()).toEqual({ delivered: 0, waiting: 0, problem: null });
      clockMs = row.nextAtMs;
    }
    expect(waits).toEqual([2_500, 5_000, 10_000]);
    expect(queue.events.length).toBe(1);
    await launch(Number(port));
    expect(await worker.runOnce()).toMatchObject({ delivered: 1 });
    expect(row.state).toBe('receipted');
  });

  it('tries each packet once in a pass; one that is stuck does not keep the others', async () => {
    const running = await launch();
    const stuck = rowOf(await sealedPacket(join(base, 'a.zip')), { kind: 'folder', path: join(base, 'away') });
    const fine = rowOf(await sealedPacket(join(base, 'b.zip'), { number: 'LE-2026-0043' }), intakeTarget(running));
    expect(await workerOf(outboxOf([stuck, fine])).runOnce()).toMatchObject({
      delivered: 1,
      waiting: 1,
      problem: expect.stringContaining('ENOENT'),
    });
    expect([stuck.state, fine.state]).toEqual(['queued', 'receipted']);
  });

  it('lets only one of two workers try a packet', async () => {
    const row = rowOf(await sealedPacket(join(base, 'a.zip')), intakeTarget(await launch()));
    const queue = outboxOf([row]);
    const passes = await Promise.all([workerOf(queue).runOnce(), workerOf(queue).runOnce()]);
    expect(passes.reduce((sum, pass) => sum + pass.delivered, 0)).toBe(1);
  });

  it('takes up a packet whose worker died when its lease ran out', async () => {
    const row = {
      ...rowOf(await sealedPacket(join(base, 'a.zip')), intakeTarget(await launch())),
      state: 'uploading' as const,
      leaseUntilMs: clockMs + 60_000,
    };
    const worker = workerOf(outboxOf([row]));
    expect(await worker.runOnce()).toMatchObject({ delivered: 0, waiting: 0 });
    clockMs += 60_001;
    expect(await worker.runOnce()).toMatchObject({ delivered: 1 });
  });

  it('keeps the packet waiting when the program itself fails, and tells of it', async () => {
    const packet = await sealedPacket(join(base, 'a.zip'));
    mkdirSync(join(base, 'out'));
    const broken = {
      ...packet,
      open: () => {
        throw new TypeError('a bug');
      },
    };
    const row = rowOf(broken, { kind: 'folder', path: join(base, 'out') });
    const errors: unknown[] = [];
    await workerOf(outboxOf([row]), (error) => errors.push(error)).runOnce();
    expect(row).toMatchObject({ state: 'queued', attempts: 1, problem: expect.stringContaining('inside this program') });
    expect(errors).toHaveLength(1);
  });

  it('runs by itself until it is stopped', async () => {
    const row = rowOf(await sealedPacket(join(base, 'a.zip')), intakeTarget(await launch()));
    const worker = workerOf(outboxOf([row]));
    worker.start();
    await expect.poll(() => row.state, { timeout: 10_000 }).toBe('receipted');
    await worker.stop();
  });
});
