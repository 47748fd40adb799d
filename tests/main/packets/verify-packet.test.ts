import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { failedChecks } from '../../../src/core/packets/packet-checks.ts';
import type { Verification } from '../../../src/core/packets/packet.ts';
import { signDetached } from '../../../src/main/packets/cms.ts';
import { sealPacket } from '../../../src/main/packets/seal-packet.ts';
import { verifyPacket } from '../../../src/main/packets/verify-packet.ts';
import { market, sealInput, sealer } from './packet-fixtures.ts';
import { organisation } from './signing-fixtures.ts';
import { type BuiltEntry, buildZip, entriesOf } from './zip-builder.ts';

const TOP = 'LE-2026-0042_r1/';
let folder: string;
let honest: Buffer;
let count = 0;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'casewright-verify-'));
  const sealed = await sealPacket(sealInput(), join(folder, 'honest.zip'));
  if (!sealed.ok) throw new Error(sealed.failure.message);
  honest = readFileSync(join(folder, 'honest.zip'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const verify = async (zip: Uint8Array, rootPems: readonly string[] = [market.rootPem]): Promise<Verification> => {
  const path = join(folder, `t${(count += 1)}.zip`);
  writeFileSync(path, zip);
  try {
    return await verifyPacket(path, { rootPems });
  } finally {
    rmSync(path);
  }
};
const failedFiles = (verification: Verification): string[] =>
  verification.checks.filter((check) => !check.passed).flatMap((check) => check.files);
const sorted = (entries: readonly BuiltEntry[]): BuiltEntry[] => entries.toSorted((left, right) => (left.name < right.name ? -1 : 1));
const edited = (name: string, edit: (bytes: Buffer) => Buffer | string): Buffer =>
  buildZip(
    entriesOf(honest).map((entry) =>
      entry.name === TOP + name ? { name: entry.name, bytes: Buffer.from(edit(Buffer.from(entry.bytes))) } : entry,
    ),
  );

describe('verifyPacket', () => {
  it('accepts an honest packet and says what it is', async () => {
    const progress: number[] = [];
    writeFileSync(join(folder, 'p.zip'), honest);
    const verification = await verifyPacket(join(folder, 'p.zip'), {
      rootPems: [organisation('B').rootPem, market.rootPem],
      onProgress: ({ doneBytes, totalBytes }) => progress.push(doneBytes / totalBytes),
    });
    expect(failedChecks(verification)).toEqual([]);
    expect(verification).toMatchObject({ valid: true, caseNumber: 'LE-2026-0042', revision: 1, fileCount: 40, sizeBytes: honest.length });
    expect(progress.at(-1)).toBe(1);
  });

  it('notices a flipped bit in every file, at its start, in it and at its end, and names the file', async () => {
    const entries = entriesOf(honest);
    let tried = 0;
    for (const entry of entries) {
      const name = entry.name.slice(TOP.length);
      const small = /^(signatures|attestations)\/.*p7s$/.test(name);
      const places = new Set([
        0,
        entry.bytes.length - 1,
        ...Array.from({ length: small ? 40 : 4 }, (_, index) => Math.floor((entry.bytes.length * (index + 0.5)) / (small ? 40 : 4))),
      ]);
      for (const at of places) {
        if (at < 0 || at >= entry.bytes.length) continue;
        const verification = await verify(edited(name, (bytes) => flip(bytes, at * 8 + ((at * 5 + tried) % 8))));
        tried += 1;
        expect(verification.valid, `${name} byte ${at}`).toBe(false);
        expect(failedFiles(verification), `${name} byte ${at}`).toContain(name);
      }
    }
    expect(tried).toBeGreaterThan(entries.length * 3);
  });

  it('notices a flipped bit in the raw zip wherever it lies, and never says that such a packet is valid', async () => {
    for (let at = 0; at < honest.length; at += 211) {
      const verification = await verify(flip(honest, at * 8 + (at % 8)));
      expect(verification.valid, `byte ${at}`).toBe(false);
    }
  });

  it('names the zip container for a flipped bit in any header', async () => {
    const starts = entriesOf(honest).map(
      (entry) => honest.indexOf(Buffer.concat([Buffer.from(entry.name), entry.bytes.subarray(0, 8)])) - 30,
    );
    const directory = honest.readUInt32LE(honest.length - 6);
    const places = [
      ...starts.slice(0, 2).flatMap((start) => Array.from({ length: 30 }, (_, index) => start + index)),
      ...Array.from({ length: 80 }, (_, index) => directory + index),
      ...Array.from({ length: 22 }, (_, index) => honest.length - 22 + index),
    ];
    for (const at of places) {
      expect(failedChecks(await verify(flip(honest, at * 8 + (at % 8)))), `byte ${at}`).toContain('zip-container');
    }
  });

  it.each([
    ['data/evidence/E0002/added.txt', ['files-listed', 'counts', 'bagit']],
    ['added.txt', ['files-listed']],
    ['signatures/extra.p7s', ['files-listed']],
    ['fetch.txt', ['no-fetch', 'files-listed']],
  ])('refuses the added file %s and names it', async (name, checks) => {
    const verification = await verify(buildZip(sorted([...entriesOf(honest), { name: TOP + name, bytes: Buffer.from('added') }])));
    expect(failedChecks(verification)).toEqual(expect.arrayContaining(checks));
    expect(failedFiles(verification)).toContain(name);
  });

  it('refuses a packet without any one of its files, and names it', async () => {
    for (const entry of entriesOf(honest)) {
      const verification = await verify(buildZip(entriesOf(honest).filter((other) => other.name !== entry.name)));
      expect(verification.valid, entry.name).toBe(false);
      expect(failedFiles(verification), entry.name).toContain(entry.name.slice(TOP.length));
    }
  });

  it('refuses a packet with any one of its files renamed, and names both names', async () => {
    for (const entry of entriesOf(honest)) {
      const renamed = entriesOf(honest).map((other) => (other.name === entry.name ? { ...other, name: `${other.name}.x` } : other));
      const verification = await verify(buildZip(sorted(renamed)));
      expect(verification.valid, entry.name).toBe(false);
      expect(failedFiles(verification), entry.name).toEqual(
        expect.arrayContaining([entry.name.slice(TOP.length), `${entry.name.slice(TOP.length)}.x`]),
      );
    }
  });

  it('refuses two files that swapped their bytes, and names both', async () => {
    const entries = entriesOf(honest);
    const [one, two] = ['data/request/D0001/original.pdf', 'data/report/packet.pdf'].map((name) =>
      entries.find((entry) => entry.name === TOP + name)!,
    );
    const swapped = entries.map((entry) =>
      entry === one ? { ...one, bytes: two!.bytes } : entry === two ? { ...two, bytes: one!.bytes } : entry,
    );
    expect(failedFiles(await verify(buildZip(swapped)))).toEqual(
      expect.arrayContaining(['data/request/D0001/original.pdf', 'data/report/packet.pdf']),
    );
  });

  it('takes trust only from outside: no root, another root, or the packet’s own chain is not enough', async () => {
    for (const roots of [[], [organisation('B').rootPem]]) {
      expect(failedChecks(await verify(honest, roots))).toEqual(expect.arrayContaining(['trusted-root', 'seal', 'submission', 'approval']));
    }
  });

  it('refuses a seal by an untrusted signer over an otherwise honest packet', async () => {
    const manifest = entriesOf(honest).find((entry) => entry.name === `${TOP}tagmanifest-sha512.txt`)!.bytes;
    const stranger = organisation('B').signer(sealer.userId, sealer.name);
    const verification = await verify(edited('signatures/seal.p7s', () => Buffer.from(signDetached(manifest, stranger))));
    expect(failedChecks(verification)).toEqual(expect.arrayContaining(['seal', 'trusted-root', 'certificate-chain']));
  });

  it('lists every check each time, so that a packet that can not be read does not look half good', async () => {
    const verification = await verify(Buffer.from('no zip at all, but long enough to hold an end record'));
    expect(verification.checks.every((check) => !check.passed)).toBe(true);
    expect(verification.checks.length).toBe((await verify(honest)).checks.length);
  });
});

const flip = (bytes: Buffer, bit: number): Buffer => {
  const copy = Buffer.from(bytes);
  copy[bit >> 3]! ^= 1 << (bit & 7);
  return copy;
};
