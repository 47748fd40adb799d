import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createSignInAttempts } from '../../../src/main/vault/sign-in-attempts.ts';

let dir: string;
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'attempts-'));
});
afterEach(() => rmSync(dir, { recursive: true, force: true }));

const wrong = (atMs: number) => ({ atMs, userId: null, by: 'passphrase' }) as const;

describe('createSignInAttempts', () => {
  it('lets five tries pass and then waits longer and longer, up to five minutes', async () => {
    const attempts = createSignInAttempts(dir);
    const waits: number[] = [];
    for (let count = 1; count <= 13; count += 1) {
      await attempts.begin(wrong(1_000));
      waits.push(await attempts.waitMs(1_000));
    }
    expect(waits).toEqual([0, 0, 0, 0, 5_000, 10_000, 20_000, 40_000, 80_000, 160_000, 300_000, 300_000, 300_000]);
    expect(await attempts.waitMs(291_000)).toBe(10_000);
    expect(await attempts.waitMs(301_001)).toBe(0);
  });

  it('goes on counting in the next process', async () => {
    for (let count = 1; count <= 6; count += 1) await createSignInAttempts(dir).begin(wrong(1_000));
    expect(await createSignInAttempts(dir).waitMs(1_000)).toBe(10_000);
  });

  it('goes on counting in memory when the file is taken away', async () => {
    const attempts = createSignInAttempts(dir);
    for (let count = 1; count <= 6; count += 1) await attempts.begin(wrong(1_000));
    rmSync(join(dir, 'sign-in-attempts.json'));
    expect(await attempts.waitMs(1_000)).toBe(10_000);
  });

  it('does not wait longer because the clock was set back', async () => {
    const attempts = createSignInAttempts(dir);
    for (let count = 1; count <= 5; count += 1) await attempts.begin(wrong(9_000_000));
    expect(await attempts.waitMs(1_000)).toBe(5_000);
  });

  it('answers the failures before a success, once', async () => {
    const attempts = createSignInAttempts(dir);
    for (const atMs of [1, 2, 3]) await attempts.begin(wrong(atMs));
    expect(await attempts.succeed()).toEqual({ failures: 2, kept: [wrong(1), wrong(2)] });
    await attempts.begin(wrong(4));
    expect(await attempts.succeed()).toEqual({ failures: 0, kept: [] });
  });

  it('is not stopped by a damaged file', async () => {
    writeFileSync(join(dir, 'sign-in-attempts.json'), '{"failures": "many"');
    const attempts = createSignInAttempts(dir);
    expect(await attempts.waitMs(0)).toBe(0);
    await attempts.begin(wrong(1));
    expect(await attempts.succeed()).toEqual({ failures: 0, kept: [] });
  });
});
