import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { failedChecks } from '../../../src/core/packets/packet-checks.ts';
import type { Verification } from '../../../src/core/packets/packet.ts';
import { sealPacket } from '../../../src/main/packets/seal-packet.ts';
import { verifyPacket } from '../../../src/main/packets/verify-packet.ts';
import { DEFAULT_LIMITS } from '../../../src/main/packets/zip-reader.ts';
import { market, sealInput } from './packet-fixtures.ts';
import { type BuiltEntry, buildZip, entriesOf } from './zip-builder.ts';

const TOP = 'LE-2026-0042_r1/';
let folder: string;
let honest: BuiltEntry[];
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'casewright-hostile-'));
  const sealed = await sealPacket(sealInput(), join(folder, 'honest.zip'));
  if (!sealed.ok) throw new Error(sealed.failure.message);
  honest = entriesOf(readFileSync(join(folder, 'honest.zip')));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const verify = async (zip: Uint8Array, limits = DEFAULT_LIMITS): Promise<Verification> => {
  const path = join(folder, 'hostile.zip');
  writeFileSync(path, zip);
  return verifyPacket(path, { rootPems: [market.rootPem], limits });
};
const sorted = (entries: readonly BuiltEntry[]): BuiltEntry[] => entries.toSorted((left, right) => (left.name < right.name ? -1 : 1));
const first = (edit: Partial<BuiltEntry>): BuiltEntry[] => honest.map((entry, index) => (index === 0 ? { ...entry, ...edit } : entry));
const detailOf = (verification: Verification, name: string): string =>
  verification.checks.find((check) => check.name === name)?.detail ?? '';

describe('verifyPacket, on hostile zips', () => {
  it('accepts the honest one built the same way', async () => {
    expect(failedChecks(await verify(buildZip(honest)))).toEqual([]);
  });

  it.each([
    '../evil',
    `${TOP}../../evil`,
    '/etc/evil',
    'C:\\evil',
    `${TOP}data\\..\\evil`,
    `${TOP}a b`,
    `${TOP}é`,
    `${TOP}.`,
    `${TOP}%41`,
    `${TOP}x\u0000y`,
    `${TOP}${'a'.repeat(120)}`,
    '',
  ])('refuses the name %j', async (name) => {
    const verification = await verify(buildZip(sorted([...honest, { name, bytes: Buffer.from('evil') }])));
    expect(failedChecks(verification)).toContain('names');
  });

  it('refuses the same name twice, also when only capitals differ', async () => {
    for (const name of [`${TOP}VERIFY.md`, `${TOP}verify.md`]) {
      expect(failedChecks(await verify(buildZip(sorted([...honest, { name, bytes: Buffer.from('other') }]))))).toContain('names');
    }
  });

  it('refuses links, folders, devices', async () => {
    for (const [mode, words] of [
      [0o120777, 'symbolic link'],
      [0o040755, 'folder'],
      [0o020644, 'plain file'],
    ] as const) {
      const verification = await verify(buildZip(first({ externalAttributes: mode * 0x10000 })));
      expect(detailOf(verification, 'zip-container')).toContain(words);
    }
  });

  it('refuses encrypted and compressed entries without unpacking them, however large they claim to be', async () => {
    expect(detailOf(await verify(buildZip(first({ flags: 1 }))), 'zip-container')).toContain('encrypted');
    const bomb = first({ bytes: Buffer.alloc(20 << 20), deflate: true });
    const started = performance.now();
    expect(detailOf(await verify(buildZip(bomb)), 'zip-container')).toContain('compressed');
    expect(performance.now() - started).toBeLessThan(2_000);
  });

  it('refuses ZIP64, sizes that differ, and an extra field', async () => {
    for (const edit of [{ claimedSize: 0xffffffff }, { claimedSize: 1 }, { extra: Buffer.from([1, 0, 0, 0]) }]) {
      expect(failedChecks(await verify(buildZip(first(edit))))).toContain('zip-container');
    }
  });

  it('refuses a file whose two headers give it different names', async () => {
    const name = honest[0]!.name;
    expect(failedChecks(await verify(buildZip(first({ localName: name.replace('V', 'W') }))))).toEqual(['zip-container']);
  });

  it('refuses a wrong checksum', async () => {
    expect(failedChecks(await verify(buildZip(first({ claimedCrc32: 7 }))))).toEqual(['zip-container']);
  });

  it('refuses bytes before, between and after', async () => {
    const stray = Buffer.from('stray');
    for (const around of [{ before: stray }, { beforeDirectory: stray }, { after: stray }, { comment: 'hello' }]) {
      expect(failedChecks(await verify(buildZip(honest, around)))).toContain('zip-container');
    }
  });

  it('refuses entries that overlap', async () => {
    expect(
      failedChecks(await verify(buildZip(honest.map((entry, index) => (index === 3 ? { ...entry, localOffset: 0 } : entry))))),
    ).toContain('zip-container');
  });

  it('refuses entries out of order', async () => {
    expect(failedChecks(await verify(buildZip(honest.toReversed())))).toEqual(['zip-container']);
  });

  it('refuses a second top folder, files at the top, and another folder name', async () => {
    for (const name of ['LE-2026-0043_r1/x', 'loose.txt']) {
      const verification = await verify(buildZip(sorted([...honest, { name, bytes: Buffer.from('x') }])));
      expect(failedChecks(verification)).toContain('single-folder');
      expect(verification.checks.find((check) => check.name === 'single-folder')?.files).toContain(name);
    }
    const renamed = honest.map((entry) => ({ ...entry, name: entry.name.replace('LE-2026-0042_r1', 'LE-2026-0077_r1') }));
    expect(failedChecks(await verify(buildZip(renamed)))).toEqual(['case-and-revision']);
  });

  it('refuses a wrong count, too many entries, too large a file, an empty zip, an empty file, a cut one', async () => {
    const zip = buildZip(honest);
    expect(failedChecks(await verify(buildZip(honest, { claimedCount: 3 })))).toContain('zip-container');
    expect(failedChecks(await verify(zip, { ...DEFAULT_LIMITS, maxEntries: 10 }))).toContain('zip-container');
    expect(failedChecks(await verify(zip, { ...DEFAULT_LIMITS, maxBytes: 1_000 }))).toContain('zip-container');
    expect(failedChecks(await verify(zip, { ...DEFAULT_LIMITS, maxDirectoryBytes: 1_000 }))).toContain('zip-container');
    expect(failedChecks(await verify(buildZip([])))).toContain('single-folder');
    expect(failedChecks(await verify(Buffer.alloc(0)))).toContain('zip-container');
    for (const cut of [1, 21, 22, 100, 5_000, zip.length - 10]) expect((await verify(zip.subarray(0, zip.length - cut))).valid).toBe(false);
  });

  it('never throws, whatever the bytes', async () => {
    const zip = buildZip(honest);
    let seed = 7;
    for (let round = 0; round < 60; round += 1) {
      const mangled = Buffer.from(zip);
      for (let change = 0; change < 6; change += 1) {
        seed = (Math.imul(seed, 1_103_515_245) + 12_345) >>> 0;
        const tail = seed % 3 === 0;
        mangled[tail ? mangled.length - 1 - (seed % 4_000) : seed % mangled.length] = (seed >>> 8) & 0xff;
      }
      expect((await verify(mangled)).valid).toBe(false);
    }
  });
});
