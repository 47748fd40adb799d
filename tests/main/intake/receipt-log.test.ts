import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openReceiptLog } from '../../../src/main/intake/receipt-log.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'receipts-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const about = (digit: string) => ({
  caseRef: 'LE-2026-0001',
  revision: Number(digit),
  receipt: { packet_id: digit.repeat(64), zip_sha256: digit.repeat(64), size_bytes: 1, stored_at_ms: 1, store_id: 'test' },
});

describe('openReceiptLog', () => {
  it('keeps nothing of a line that found no room, so that the next one stands whole', async (test) => {
    const path = join(folder, 'small', 'receipts.jsonl');
    try {
      execFileSync('bash', ['-c', `mkdir ${folder}/small && mount -t tmpfs -o size=8k tmpfs ${folder}/small`], { stdio: 'pipe' });
    } catch {
      test.skip('this user may not mount a small disk');
    }
    try {
      const log = await openReceiptLog(path);
      await log.append(about('1'));
      const before = readFileSync(path);
      writeFileSync(join(folder, 'small', 'filler'), Buffer.alloc(4_096));
      const many = Array.from({ length: 20 }, (_, index) => index);
      let refused = 0;
      for (const _ of many) await log.append(about('2')).catch(() => (refused += 1));
      expect(refused).toBeGreaterThan(0);
      rmSync(join(folder, 'small', 'filler'));
      expect(readFileSync(path).subarray(0, before.length).equals(before)).toBe(true);
      expect(readFileSync(path).at(-1)).toBe(0x0a);
      const next = await log.append(about('3'));
      const again = await openReceiptLog(path);
      expect(again.byPacket(next.receipt.packet_id)).toEqual(next);
    } finally {
      execFileSync('umount', [join(folder, 'small')]);
    }
  });
});
