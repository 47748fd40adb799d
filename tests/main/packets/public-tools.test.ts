import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sealPacket } from '../../../src/main/packets/seal-packet.ts';
import { market, sealInput } from './packet-fixtures.ts';
import { organisation } from './signing-fixtures.ts';

/** A bagit-python of this machine, by its command; `CASEWRIGHT_BAGIT` may name a bagit.py. */
const bagitCommand = (): readonly string[] | undefined => {
  const own = process.env['CASEWRIGHT_BAGIT'];
  const candidates = [...(own ? [['python3', own]] : []), ['bagit.py'], ['bagit'], ['python3', '-m', 'bagit']];
  return candidates.find(([command, ...rest]) => spawnSync(command ?? '', [...rest, '--help'], { stdio: 'ignore' }).status === 0);
};
const has = (command: string): boolean => spawnSync(command, ['--version'], { stdio: 'ignore' }).error === undefined;

const bagit = bagitCommand();
const canUnzip = has('python3');
if (!bagit)
  console.warn(
    'bagit-python is not on this machine: its validation of a packet is skipped (install it, or set CASEWRIGHT_BAGIT to a bagit.py).',
  );

let base: string;
let bag: string;
beforeAll(async () => {
  base = mkdtempSync(join(tmpdir(), 'casewright-tools-'));
  const sealed = await sealPacket(sealInput(), join(base, 'LE-2026-0042_r1.packet.zip'));
  if (!sealed.ok) throw new Error(sealed.failure.message);
  writeFileSync(join(base, 'root.pem'), market.rootPem);
  writeFileSync(join(base, 'other.pem'), organisation('B').rootPem);
  if (canUnzip)
    execFileSync('python3', [
      '-c',
      'import sys, zipfile; z = zipfile.ZipFile(sys.argv[1]); assert z.testzip() is None; z.extractall(sys.argv[2])',
      join(base, 'LE-2026-0042_r1.packet.zip'),
      base,
    ]);
  bag = join(base, 'LE-2026-0042_r1');
});
afterAll(() => rmSync(base, { recursive: true, force: true }));

const run = (command: string, ...args: string[]) => spawnSync(command, args, { cwd: bag, encoding: 'utf8' });
const cms = (p7s: string, content: string, root = '../root.pem') =>
  run(
    'openssl',
    'cms',
    '-verify',
    '-binary',
    '-inform',
    'DER',
    '-in',
    p7s,
    '-content',
    content,
    '-CAfile',
    root,
    '-purpose',
    'any',
    '-out',
    '/dev/null',
  );

describe.skipIf(!canUnzip)('a sealed packet, checked with public tools as VERIFY.md says', () => {
  it('unpacks into one folder', () => {
    expect(readdirSync(base).sort()).toEqual(['LE-2026-0042_r1', 'LE-2026-0042_r1.packet.zip', 'other.pem', 'root.pem']);
  });

  it('satisfies sha512sum -c and sha256sum -c, which cover every file but those that sign them', () => {
    for (const bits of ['512', '256']) {
      const checked = run(`sha${bits}sum`, '-c', `manifest-sha${bits}.txt`, `tagmanifest-sha${bits}.txt`);
      expect(checked.status).toBe(0);
      const lines = checked.stdout.trim().split('\n');
      expect(lines.length).toBe(readdirSync(bag, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile()).length - 4);
      expect(lines.every((line) => line.endsWith(': OK'))).toBe(true);
    }
  });

  it('satisfies openssl cms: the seal and both attestations, under the right root only', () => {
    for (const [p7s, content] of [
      ['signatures/seal.p7s', 'tagmanifest-sha512.txt'],
      ['attestations/01-submit.p7s', 'attestations/01-submit.json'],
      ['attestations/02-approve.p7s', 'attestations/02-approve.json'],
    ] as const) {
      expect(cms(p7s, content).status).toBe(0);
      expect(cms(p7s, content, '../other.pem').status).not.toBe(0);
      expect(cms(p7s, 'VERIFY.md').status).not.toBe(0);
    }
  });

  it.skipIf(!bagit)('satisfies bagit-python, which notices a change', () => {
    const [command = '', ...args] = bagit ?? [];
    expect(run(command, ...args, '--validate', '.').status).toBe(0);
    const path = join(bag, 'data/report/packet.pdf');
    const bytes = readFileSync(path);
    try {
      writeFileSync(path, Buffer.concat([bytes.subarray(0, -1), Buffer.of(0)]));
      expect(run(command, ...args, '--validate', '.').status).not.toBe(0);
    } finally {
      writeFileSync(path, bytes);
    }
  });

  it.skipIf(!has('jq'))('has chains that jq and sha256sum follow', () => {
    for (const [file, line] of [
      ['custody.jsonl', 1],
      ['custody.jsonl', 2],
      ['audit.jsonl', 1],
      ['audit.jsonl', 3],
    ] as const) {
      const path = `data/records/${file}`;
      const sum = execFileSync('bash', ['-c', `sed -n ${line}p ${path} | jq -j -cS '.prevHash, .record' | sha256sum`], { cwd: bag })
        .toString()
        .slice(0, 64);
      expect(sum).toBe(JSON.parse(readFileSync(join(bag, path), 'utf8').split('\n')[line - 1]!).hash);
    }
  });

  it('says in VERIFY.md exactly these commands', () => {
    const text = readFileSync(join(bag, 'VERIFY.md'), 'utf8');
    for (const command of [
      'sha512sum -c manifest-sha512.txt tagmanifest-sha512.txt',
      'bagit.py --validate .',
      'openssl cms -verify -binary -inform DER -in signatures/seal.p7s -content tagmanifest-sha512.txt -CAfile root.pem -purpose any -out /dev/null',
    ]) {
      expect(text).toContain(command);
    }
  });
});
