import { createHash, randomBytes } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { ImportOutcome } from '../../src/contract/documents.ts';
import type { Verification } from '../../src/core/packets/packet.ts';
import { json, run, workFolder, type WorkFolder } from '../main/cli/run-casewright.ts';
import { pdfOf } from '../main/documents/pdf-fixtures.ts';
import { buildZip } from '../main/packets/zip-builder.ts';
import { serveDesk, until, type ServedDesk } from './served-desk.ts';

interface Row {
  readonly id: string;
  readonly name: string;
  readonly sha256: string;
  readonly state: string;
  readonly pageCount?: number;
  readonly pagesRead: number;
}

const ROBIN = 'Robin Example';
const BIG_PAGES = 1_500;

let work: WorkFolder;
let desk: ServedDesk;
beforeAll(async () => {
  work = workFolder();
  json(await run(['init', ...work.vault('vault'), '--user', ROBIN, '--json']));
});
afterEach(async () => {
  await desk?.kill();
});
afterAll(() => work.dispose());

const open = async (): Promise<void> => {
  desk = await serveDesk(work.path('vault'));
  await desk.unlockAs(ROBIN);
};
const rows = async (): Promise<readonly Row[]> => (await desk.call<{ rows: Row[] }>('documents.list', { scope: 'all' })).rows;
const leftOvers = (): string[] =>
  readdirSync(work.path('vault'), { recursive: true, encoding: 'utf8' }).filter((name) => /\.part$|scratch-/.test(name));
const noIncident = (): void =>
  expect(existsSync(work.path('vault', 'incidents.log')) ? readFileSync(work.path('vault', 'incidents.log'), 'utf8') : '').toBe('');
const upload = async (name: string, bytes: Uint8Array): Promise<ImportOutcome> =>
  (await (await desk.put('upload', bytes, { name })).json()) as ImportOutcome;

describe('kill -9 of a served desk', () => {
  it('in the middle of an upload keeps nothing of it and loses nothing else; the same file comes in whole afterwards', async () => {
    await open();
    expect(await upload('before.txt', Buffer.from('A specimen that was there before.\n'))).toMatchObject({ status: 'imported' });
    const bytes = randomBytes(12 * 1024 * 1024);
    const sent = Promise.withResolvers<void>();
    const broken = desk.put('upload', slowly(bytes, 512 * 1024, sent.resolve), { name: 'half.bin' }).then(
      (response) => response.status,
      () => 'broke off',
    );
    await sent.promise;
    await until(async () => (leftOvers().length > 0 ? true : null));
    await desk.kill();
    expect(await broken).toBe('broke off');

    await open();
    expect((await rows()).map((row) => row.name)).toEqual(['before.txt']);
    expect(leftOvers()).toEqual([]);
    expect(await upload('half.bin', bytes)).toMatchObject({ sha256: createHash('sha256').update(bytes).digest('hex') });
    expect((await rows()).map((row) => row.name)).toEqual(['half.bin', 'before.txt']);
    expect(await desk.call('desk.checkAudit')).toMatchObject({ intact: true });
    noIncident();
  }, 60_000);

  it('in the middle of reading a big PDF, again and again, loses no page and reads none twice', async () => {
    await open();
    const big = await pdfOf(BIG_PAGES, (page) => [
      `Specimen register, sheet ${page}`,
      'Quillfeather Press',
      ...Array.from({ length: 12 }, (_, line) => `Entry ${page}-${line}`),
    ]);
    expect(await upload('register.pdf', big)).toMatchObject({ status: 'imported' });
    const register = async (): Promise<Row> => (await rows()).find((row) => row.name === 'register.pdf') as Row;
    const seen: number[] = [];
    for (const share of [0.02, 0.3, 0.6]) {
      const at = await until(async () => {
        const row = await register();
        return row.pagesRead > BIG_PAGES * share || row.state === 'read' ? row : null;
      });
      seen.push(at.pagesRead);
      await desk.kill();
      await open();
      expect((await register()).pagesRead, 'what was read stays').toBeGreaterThanOrEqual(at.pagesRead);
    }
    expect(seen[0], 'it was killed in the middle').toBeLessThan(BIG_PAGES);
    const read = await until(async () => ((await register()).state === 'read' ? register() : null));
    expect(read).toMatchObject({ pageCount: BIG_PAGES, pagesRead: BIG_PAGES });
    for (const page of [1, 777, BIG_PAGES]) {
      expect(await desk.call('documents.search', { query: `"register, sheet ${page}"` }), String(page)).toMatchObject({
        total: 1,
        hits: [{ pageNo: page }],
      });
    }
    expect(await desk.call<{ total: number }>('documents.search', { query: 'quillfeather', limit: 1_000 })).toMatchObject({ more: true });
    expect(await upload('again.pdf', big)).toMatchObject({ status: 'duplicate' });
    noIncident();
  }, 120_000);
});

describe('a served desk that locks', () => {
  it('ends every call under way well or as locked, and none as an incident', async () => {
    await open();
    await upload('some.pdf', await pdfOf(40, (page) => [`Specimen page ${page}`]));
    const calls = ['desk.status', 'desk.checkAudit', 'desk.insights', 'documents.list', 'documents.search', 'desk.audit', 'desk.settings'];
    const inputs: Readonly<Record<string, unknown>> = { 'documents.list': { scope: 'all' }, 'documents.search': { query: 'specimen' } };
    for (let round = 0; round < 10; round += 1) {
      const asked = Array.from({ length: 70 }, (_, index) =>
        desk.ask(calls[index % calls.length] ?? '', inputs[calls[index % calls.length] ?? '']),
      );
      const uploads = Array.from({ length: 4 }, () =>
        desk.put('upload', randomBytes(3_000_000), { name: 'late.bin' }).then(
          ({ status }) => status,
          () => 'broke off',
        ),
      );
      await new Promise((resolve) => setTimeout(resolve, round * 8));
      const locked = desk.ask('session.lock');
      for (const answer of await Promise.all(asked)) if (!answer.ok) expect(answer.failure).toMatchObject({ kind: 'locked' });
      expect(await locked).toMatchObject({ ok: true });
      // A locked desk does not wait for the rest of a file.
      for (const answer of await Promise.all(uploads)) expect([200, 401, 'broke off']).toContain(answer);
      await desk.unlockAs(ROBIN);
    }
    expect(desk.process.exitCode, 'it still runs').toBeNull();
    noIncident();
    expect(await desk.call('desk.checkAudit')).toMatchObject({ intact: true });
    expect(leftOvers()).toEqual([]);
  }, 60_000);
});

describe('a served desk that is sent hostile files', () => {
  it('keeps each under a harmless name', async () => {
    await open();
    const names: readonly (readonly [string, string])[] = [
      ['../../etc/passwd', 'passwd'],
      ['..\\..\\windows\\system32\\hosts', 'hosts'],
      ['nul\u0000byte.pdf', 'nul byte.pdf'],
      ['\u202Efdp.exe', 'fdp.exe'],
      ['line\nbreak\t.txt', 'line break .txt'],
      ['', 'unnamed'],
      ['///', 'unnamed'],
      ['..', '..'],
      ['<img src=x onerror=alert(1)>.html', '<img src=x onerror=alert(1)>.html'],
      [`${'n'.repeat(1_000)}.pdf`, 'n'.repeat(300)],
      ['💼'.repeat(500), '💼'.repeat(300)],
      ['Ünïcode 名前 100%.txt', 'Ünïcode 名前 100%.txt'],
    ];
    for (const [name, kept] of names) {
      const outcome = await upload(name, Buffer.from(`A specimen called ${JSON.stringify(name)}.\n`));
      expect(outcome).toMatchObject({ status: 'imported', name: kept });
      expect(await desk.call('documents.get', { documentId: outcome.documentId })).toMatchObject({ name: kept });
      expect((await desk.call<{ records: { summary: string }[] }>('desk.audit', { limit: 1 })).records[0]?.summary).toContain(
        kept.slice(0, 50),
      );
    }
    noIncident();
  });

  it('says of every sick packet what is wrong with it, and keeps nothing of it', async () => {
    await open();
    const file = (name: string, bytes: Uint8Array | string = 'x', more = {}) => ({ name, bytes: Buffer.from(bytes), ...more });
    const top = 'LE-2026-0042_r1/';
    const sick: Readonly<Record<string, Uint8Array>> = {
      nothing: new Uint8Array(0),
      'no zip': Buffer.from('no zip at all'),
      noise: randomBytes(300_000),
      'an empty zip': buildZip([]),
      traversal: buildZip([file(`${top}../../../etc/cron.d/x`)]),
      'a link': buildZip([file(`${top}link`, '/etc/passwd', { externalAttributes: 0o120777 * 0x10000 })]),
      'a bomb': buildZip([file(`${top}bomb`, Buffer.alloc(40_000_000), { deflate: true })]),
      'a false size': buildZip([file(`${top}big`, 'x', { claimedSize: 0xfffffff0 })]),
      'twice the same name': buildZip([file(`${top}a`), file(`${top}a`)]),
      'a false count': buildZip([file(`${top}a`)], { claimedCount: 60_000 }),
      'overlapping entries': buildZip([file(`${top}a`), file(`${top}b`, 'y', { localOffset: 0 })]),
      'broken records': buildZip([
        file(`${top}bagit.txt`, '\ufffd'),
        file(`${top}data/records/audit.jsonl`, '{"__proto__":1}\n[[[['),
        file(`${top}metadata/packet.json`, '{'.repeat(100_000)),
      ]),
    };
    for (const [what, bytes] of Object.entries(sick)) {
      const answer = await desk.put('check-packet', bytes, { name: 'received.zip' });
      expect(answer.status, what).toBe(200);
      const verification = (await answer.json()) as Verification;
      expect(verification.valid, what).toBe(false);
      expect(verification.checks.filter((check) => !check.passed).length, what).toBeGreaterThan(0);
    }
    expect(leftOvers()).toEqual([]);
    noIncident();
  }, 60_000);
});

/** `bytes` in pieces, of which the second half never comes; tells when half was sent. */
async function* slowly(bytes: Uint8Array, pieceBytes: number, onHalf: () => void): AsyncGenerator<Uint8Array> {
  const half = bytes.length / 2;
  for (let offset = 0; offset < half; offset += pieceBytes) yield bytes.subarray(offset, Math.min(half, offset + pieceBytes));
  onHalf();
  await new Promise((resolve) => setTimeout(resolve, 30_000).unref());
}
