import { cpSync, existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Verification } from '../../../src/core/packets/packet.ts';
import { buildZip, entriesOf, type BuiltEntry } from '../packets/zip-builder.ts';
import { ended, json, jsonLines, run, said, start, workFolder, type Ended, type WorkFolder } from './run-casewright.ts';

interface Sample {
  readonly users: { readonly name: string; readonly roles: readonly string[] }[];
  readonly cases: { readonly number: string; readonly kind: string; readonly status: string }[];
  readonly rootCertificate: string;
  readonly recoveryKey: string;
}
interface Sealed {
  readonly packet: string;
  readonly packetId: string;
  readonly zipSha256: string;
  readonly queued: boolean;
}

let work: WorkFolder;
let sample: Sample;
let number: string;
let sealed: Sealed;
let honest: Buffer;
beforeAll(async () => {
  work = workFolder();
  sample = json<Sample>(await run(['sample', ...work.vault('made'), '--json']));
  number = sample.cases.find((one) => one.status === 'approved')?.number ?? '';
  cpSync(work.path('made'), work.path('vault'), { recursive: true });
  sealed = json<Sealed>(await run(['seal', ...work.vault('vault'), '--case', number, '--out', work.path('out')]));
  honest = readFileSync(sealed.packet);
}, 120_000);
afterAll(() => work.dispose());

const verify = (packet: string, root = sample.rootCertificate): Promise<Ended> => run(['verify', packet, '--root', root, '--json']);
const failedOf = (end: Ended): Verification['checks'] =>
  (jsonLines(end)[0] as unknown as Verification).checks.filter((check) => !check.passed);

/** Verifies changed packets, two at a time; answers what each said. */
const verifyEach = async (
  changes: readonly { readonly about: string; readonly zip: Uint8Array }[],
): Promise<{ readonly about: string; readonly end: Ended }[]> => {
  const left = changes.map((change, index) => ({ ...change, path: work.path(`changed-${index}.zip`) }));
  const done: { about: string; end: Ended }[] = [];
  const lane = async (): Promise<void> => {
    for (let next = left.shift(); next; next = left.shift()) {
      writeFileSync(next.path, next.zip);
      done.push({ about: next.about, end: await verify(next.path) });
      rmSync(next.path);
    }
  };
  await Promise.all([lane(), lane()]);
  return done;
};

describe('casewright sample', () => {
  it('prints its people, a case of each kind with one ready to seal, and where the root certificate is', () => {
    expect(sample.users.map((user) => user.roles.join())).toEqual(
      expect.arrayContaining(['admin,investigator', 'investigator', 'supervisor', 'exporter', 'intake', 'auditor']),
    );
    expect(new Set(sample.cases.map((one) => one.kind))).toEqual(
      new Set(['legal-request', 'rights-claim', 'incident', 'regulator-order', 'appeal']),
    );
    expect(sample.cases.map((one) => one.status)).toEqual(expect.arrayContaining(['approved', 'in-review']));
    expect(readFileSync(sample.rootCertificate, 'utf8')).toMatch(/^-----BEGIN CERTIFICATE-----/);
  });
});

describe('casewright seal', () => {
  it('writes the packet where it says, and nothing beside it', () => {
    expect(sealed).toEqual({
      packet: work.path('out', `${number}_r1.packet.zip`),
      packetId: expect.stringMatching(/^[0-9a-f]{64}$/),
      zipSha256: expect.stringMatching(/^[0-9a-f]{64}$/),
      queued: false,
    });
    expect(readdirSync(work.path('out'))).toEqual([`${number}_r1.packet.zip`]);
  });

  it('gives the same bytes again, and from an unsealed copy in another time zone and language the same packet', async () => {
    const again = json<Sealed>(await run(['seal', ...work.vault('vault'), '--case', number, '--out', work.path('again')]));
    expect(again).toMatchObject({ packetId: sealed.packetId, zipSha256: sealed.zipSha256 });
    expect(readFileSync(again.packet).equals(honest)).toBe(true);
    for (const TZ of ['Pacific/Kiritimati', 'America/St_Johns']) {
      cpSync(work.path('made'), work.path(TZ), { recursive: true });
      const far = json<Sealed>(
        await run(['seal', ...work.vault(TZ), '--case', number, '--out', work.path(TZ, 'out')], {
          TZ,
          LANG: 'ar_EG.UTF-8',
          LC_ALL: 'ar_EG.UTF-8',
        }),
      );
      expect(far, TZ).toMatchObject({ packetId: sealed.packetId, zipSha256: sealed.zipSha256 });
      expect(readFileSync(far.packet).equals(honest), TZ).toBe(true);
    }
  });

  it.each([
    ['a case that is not signed off', () => sample.cases.find((one) => one.status === 'in-review')?.number ?? '', 'not signed off'],
    ['a case that is not there', () => 'LE-1999-0001', 'There is no case LE-1999-0001'],
  ])('refuses %s', async (_what, of, message) => {
    const refused = await run(['seal', ...work.vault('vault'), '--case', of(), '--out', work.path('refused')]);
    expect(refused).toMatchObject({ code: 1, stdout: '', stderr: expect.stringContaining(message) });
    expect(existsSync(work.path('refused'))).toBe(false);
  });

  it('refuses a person whose role does not include it', async () => {
    const refused = await run(['seal', ...work.vault('vault'), '--user', 'Tomas Sample', '--case', number, '--out', work.path('refused')]);
    expect(refused).toMatchObject({ code: 1, stdout: '', stderr: expect.stringContaining('it needs the permission “packet.seal”') });
  });

  it('says that the packet is kept when the folder can not be written, and writes it the next time', async () => {
    writeFileSync(work.path('a file'), '');
    const refused = await run(['seal', ...work.vault('vault'), '--case', number, '--out', work.path('a file', 'deeper')]);
    expect(refused).toMatchObject({ code: 1, stdout: '', stderr: expect.stringContaining('The packet is sealed and kept in the vault') });
  });
});

describe('casewright verify', () => {
  it('accepts the sealed sample', async () => {
    const end = await verify(sealed.packet);
    expect(json<Verification>(end)).toMatchObject({ valid: true, packetId: sealed.packetId, caseNumber: number, revision: 1 });
    const plain = await run(['verify', sealed.packet, '--root', sample.rootCertificate]);
    expect(plain.code).toBe(0);
    expect(plain.stdout).toMatch(new RegExp(`\\nvalid ${sealed.packetId}\\n$`));
    expect(plain.stdout).not.toMatch(/FAILED|: *$/m);
  });

  it('refuses it for a flipped bit in each file in turn, and names the failed checks and the file', async () => {
    const entries = entriesOf(honest);
    const top = `${number}_r1/`;
    const changes = entries.map((entry, index) => {
      // An empty file has no bit to flip; it gets a byte.
      const bytes = entry.bytes.length === 0 ? Buffer.from('\n') : Buffer.from(entry.bytes);
      const at = Math.floor((bytes.length * (index + 1)) / (entries.length + 1));
      bytes[at] = (bytes[at] ?? 0) ^ (1 << (index % 8));
      return {
        about: entry.name.slice(top.length),
        zip: buildZip(entries.map((other) => (other === entry ? { name: entry.name, bytes } : other))),
      };
    });
    expect(changes.length).toBeGreaterThan(40);
    for (const { about, end } of await verifyEach(changes)) {
      expect(end, about).toMatchObject({ code: 1, stderr: '' });
      const failed = failedOf(end);
      expect(failed.map((check) => check.name).filter((name) => /^[a-z0-9-]+$/.test(name)).length, about).toBeGreaterThan(0);
      expect(
        failed.flatMap((check) => check.files),
        about,
      ).toContain(about);
    }
  }, 120_000);

  it('refuses it with a file added, removed or renamed, and names it', async () => {
    const entries = entriesOf(honest);
    const top = `${number}_r1/`;
    const sorted = (list: readonly BuiltEntry[]): Buffer => buildZip(list.toSorted((left, right) => (left.name < right.name ? -1 : 1)));
    const some = [
      'data/request/D0001/original.pdf',
      'metadata/packet.json',
      'attestations/02-approve.p7s',
      'manifest-sha512.txt',
      'VERIFY.md',
    ].map((path) => top + path);
    const changes = [
      ...['data/evidence/added.txt', 'added.txt', 'fetch.txt', 'signatures/other.p7s'].map((path) => ({
        about: path,
        zip: sorted([...entries, { name: top + path, bytes: Buffer.from('added') }]),
      })),
      ...some.map((name) => ({ about: name.slice(top.length), zip: sorted(entries.filter((entry) => entry.name !== name)) })),
      ...some.map((name) => ({
        about: `${name.slice(top.length)}.x`,
        zip: sorted(entries.map((entry) => (entry.name === name ? { ...entry, name: `${name}.x` } : entry))),
      })),
    ];
    for (const { about, end } of await verifyEach(changes)) {
      expect(end, about).toMatchObject({ code: 1, stderr: '' });
      expect(
        failedOf(end).flatMap((check) => check.files),
        about,
      ).toContain(about);
    }
  }, 60_000);

  it('refuses it under the root of another organisation', async () => {
    json(await run(['init', ...work.vault('stranger'), '--json']));
    const sampleRoot = json<Sealed & { rootCertificate?: string }>(
      await run(['seal', ...work.vault('vault'), '--case', number, '--out', work.path('again')]),
    );
    expect(sampleRoot.packetId).toBe(sealed.packetId);
    const intake = start(['intake', '--store', work.path('stranger-intake'), '--port', '0']);
    const end = ended(intake);
    const [, certificate = ''] = await said(intake, /its receipt certificate is (.+)\n/);
    intake.kill('SIGTERM');
    await end;
    const refused = await verify(sealed.packet, certificate);
    expect(refused).toMatchObject({ code: 1, stderr: '' });
    expect(failedOf(refused).map((check) => check.name)).toEqual(
      expect.arrayContaining(['trusted-root', 'seal', 'submission', 'approval']),
    );
    const plain = await run(['verify', sealed.packet, '--root', certificate]);
    expect(plain.code).toBe(1);
    expect(plain.stdout).toMatch(/^FAILED seal: /m);
    expect(plain.stdout).toMatch(/\nNOT VALID /);
  });

  it('says what can not be read', async () => {
    writeFileSync(work.path('no.pem'), 'no certificate');
    writeFileSync(work.path('no.zip'), 'no zip at all');
    const missing = await verify(work.path('nowhere.zip'));
    expect(missing).toMatchObject({ code: 2, stdout: '', stderr: expect.stringContaining('The packet can not be read') });
    expect(await verify(work.dir)).toMatchObject({ code: 2, stdout: '', stderr: expect.stringContaining('The packet can not be read') });
    expect(await verify(sealed.packet, work.path('nowhere.pem'))).toMatchObject({
      code: 2,
      stdout: '',
      stderr: expect.stringContaining('The root certificate can not be read'),
    });
    expect(await verify(sealed.packet, work.path('no.pem'))).toMatchObject({
      code: 2,
      stdout: '',
      stderr: expect.stringContaining('not a certificate in PEM'),
    });
    const none = await verify(work.path('no.zip'));
    expect(none.code).toBe(1);
    expect(failedOf(none).map((check) => check.name)).toContain('zip-container');
  });
});
