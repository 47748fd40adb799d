import { randomBytes } from 'node:crypto';
import { mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type RunningIntake, startIntake } from '../../../src/main/intake/intake-server.ts';
import { verifyPacket } from '../../../src/main/packets/verify-packet.ts';
import { createIntakeTarget } from '../../../src/main/sync/targets/intake-target.ts';
import type { OutgoingPacket } from '../../../src/main/sync/targets/target.ts';
import { market } from '../packets/packet-fixtures.ts';
import { attemptContext, sealedPacket } from '../sync/packet-on-disk.ts';

let store: string;
let intake: RunningIntake;
let packet: OutgoingPacket;
beforeEach(async () => {
  const base = mkdtempSync(join(tmpdir(), 'casewright-intake-'));
  store = join(base, 'store');
  intake = await startIntake({
    storeDir: store,
    port: 0,
    rootPems: [market.rootPem],
    now: Date.now,
    random: (count) => new Uint8Array(randomBytes(count)),
  });
  packet = await sealedPacket(join(base, 'a.zip'));
});
afterEach(async () => {
  await intake.close();
  rmSync(join(store, '..'), { recursive: true, force: true });
});
const deliver = () =>
  createIntakeTarget({ url: intake.url, receiptCertificatePem: intake.identity.certificatePem }).deliver(packet, attemptContext());

describe('an intake in trouble', () => {
  it('checks a packet again that arrived whole while its storage was in trouble', async () => {
    const blocked = join(store, 'packets', `${packet.packetId}.zip`);
    mkdirSync(blocked);
    expect(await deliver()).toMatchObject({ kind: 'unreachable' });
    expect(await deliver()).toMatchObject({ kind: 'stored' });
    rmSync(blocked, { recursive: true });
    await expect.poll(() => deliver(), { timeout: 10_000 }).toMatchObject({ kind: 'receipted' });
    await expect.poll(() => readdirSync(join(store, 'uploads'))).toEqual([]);
  });

  it('takes several uploads of the same packet at once for one', async () => {
    const outcomes = await Promise.all(Array.from({ length: 5 }, () => deliver()));
    expect(outcomes.some((outcome) => outcome.kind === 'receipted')).toBe(true);
    expect(
      outcomes.every((outcome) => ['receipted', 'stored', 'unreachable'].includes(outcome.kind)),
      JSON.stringify(outcomes),
    ).toBe(true);
    await expect.poll(() => deliver(), { timeout: 10_000 }).toMatchObject({ kind: 'receipted' });
    expect(readFileSync(join(store, 'receipts.jsonl'), 'utf8').split('\n')).toHaveLength(2);
    await expect.poll(() => readdirSync(join(store, 'uploads'))).toEqual([]);
    expect((await verifyPacket(join(store, 'packets', `${packet.packetId}.zip`), { rootPems: [market.rootPem] })).valid).toBe(true);
  });

  it('keeps to its folders, whatever an upload is called', async () => {
    for (const path of [
      '/files/../intake.key',
      '/files/..%2fintake.key',
      '/files/%2e%2e%2fintake.key',
      '/receipts/../intake.key',
      '/receipts/..%2f..%2fintake.key',
      '/intake.key',
      '/files/sha256-..',
    ]) {
      for (const method of ['GET', 'HEAD', 'PATCH', 'DELETE', 'POST', 'OPTIONS']) {
        const answered = await fetch(new URL(intake.url).origin + path, {
          method,
          ...(method === 'PATCH'
            ? { headers: { 'tus-resumable': '1.0.0', 'upload-offset': '0', 'content-type': 'application/offset+octet-stream' }, body: 'x' }
            : {}),
        });
        expect(answered.status, `${method} ${path}`).toBeGreaterThanOrEqual(400);
        expect(await answered.text()).not.toContain('privateKey');
      }
    }
    expect(readdirSync(store).sort()).toEqual(['intake.key', 'intake.pem', 'packets', 'receipts', 'refused', 'uploads']);
  });
});
