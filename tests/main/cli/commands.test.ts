import { randomBytes } from 'node:crypto';
import { mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { encryptedPdf, pdfOf } from '../documents/pdf-fixtures.ts';
import { ended, json, jsonLines, PLAIN, run, said, start, workFolder, type Ended, type WorkFolder } from './run-casewright.ts';

const COMMANDS = ['init', 'import', 'search', 'analyze', 'sample', 'seal', 'verify', 'target', 'sync', 'serve', 'intake'];
const SUBPOENA = [
  'IN THE SPECIMEN DISTRICT COURT',
  'SUBPOENA TO PRODUCE DOCUMENTS',
  'Case No. 25-cv-5550',
  'To: Marketplace Example, Inc.',
  'YOU ARE COMMANDED to produce all records of the account robin.example@example.com',
  'on or before March 31, 2026.',
  'Dated: March 2, 2026',
];
const LONG_PAGES = 2_000;

let work: WorkFolder;
beforeAll(async () => {
  work = workFolder();
  expect(json(await run(['init', ...work.vault('vault'), '--desk', 'Specimen desk', '--user', 'Robin Example', '--json']))).toEqual({
    vault: work.path('vault'),
    user: 'Robin Example',
    recoveryKey: expect.stringMatching(/^([0-9A-Z]{4}-){8}[0-9A-Z]{4}$/),
  });
});
afterAll(() => work.dispose());

describe('casewright', () => {
  it('names its commands, and says how to call each', async () => {
    const overview = await run(['--help']);
    expect(overview).toMatchObject({ code: 0, stderr: '' });
    expect([...overview.stdout.matchAll(/^ {2}casewright (\S+)/gm)].map((found) => found[1])).toEqual(COMMANDS);
    const helps = await Promise.all(COMMANDS.map((name) => run([name, '--help'])));
    for (const [index, help] of helps.entries()) {
      expect(help, COMMANDS[index]).toMatchObject({ code: 0, stderr: '' });
      expect(help.stdout).toMatch(new RegExp(`^Usage: casewright ${COMMANDS[index]}\\b`));
      expect(help.stdout.length, COMMANDS[index]).toBeGreaterThan(150);
    }
  });

  it.each([
    [['frobnicate'], 'there is no command “frobnicate”'],
    [['import', '--vault', 'x', '--frobnicate'], "Unknown option '--frobnicate'"],
    [['import', '--vault', 'x'], 'Give at least one file or folder'],
    [['search', 'words'], '--vault is missing'],
    [['verify', 'a.zip'], '--root is missing'],
    [['verify', 'a.zip', 'b.zip', '--root', 'x'], 'exactly one argument'],
    [['sync', '--vault', 'x'], 'Say --once'],
    [['target', '--vault', 'x'], 'either --folder or --intake'],
    [['target', '--vault', 'x', '--intake', 'http://127.0.0.1:1/'], 'needs --receipt-cert'],
    [['intake', '--store', 'x', '--port', '70000'], '--port is a number from 0 to 65535'],
    [['init', '--vault', 'x', '--passphrase', 'on the command line'], "Unknown option '--passphrase'"],
  ])('refuses %j with the reason and how to call it', async (args, message) => {
    const refused = await run(args);
    expect(refused).toMatchObject({ code: 2, stdout: '' });
    expect(refused.stderr).toContain(message);
    expect(refused.stderr).toMatch(PLAIN);
  });

  it('ends quietly when who reads its output stops reading', async () => {
    const child = start(['search', ...work.vault('vault'), 'nothing']);
    child.stdout?.destroy();
    expect(await ended(child)).toMatchObject({ code: 0, stderr: '' });
  });
});

describe('casewright init', () => {
  it('makes no second desk in a folder, and no desk with a short passphrase', async () => {
    const again = await run(['init', ...work.vault('vault'), '--user', 'Sam Example']);
    expect(again).toMatchObject({ code: 1, stdout: '' });
    expect(again.stderr).toContain('There is a desk in');
    writeFileSync(work.path('short'), 'too short\n');
    const short = await run(['init', '--vault', work.path('other'), '--passphrase-file', work.path('short')]);
    expect(short).toMatchObject({ code: 1, stdout: '' });
    expect(short.stderr).toContain('passphrase');
    expect(short.stderr).toMatch(PLAIN);
  });

  it('shows the recovery key in words for people without --json', async () => {
    const made = await run(['init', ...work.vault('plain'), '--user', 'Sam Example']);
    expect(made.stdout).toMatch(/Recovery key, shown this once:\n\n {2}([0-9A-Z]{4}-){8}[0-9A-Z]{4}\n/);
    expect(made.stdout).toContain('Person: Sam Example');
  });
});

describe('casewright import', () => {
  let lines: Map<string, Record<string, unknown>>;
  let ended_: Ended;
  let hung: { startedAtMs: number; endedAtMs: number };
  beforeAll(async () => {
    const folder = work.path('incoming');
    mkdirSync(join(folder, 'deeper'), { recursive: true });
    const subpoena = await pdfOf(1, () => SUBPOENA);
    const files: Record<string, Uint8Array | string> = {
      'subpoena.pdf': subpoena,
      'deeper/the same.pdf': subpoena,
      'deeper/mail.eml':
        'From: Robin <robin@example.com>\r\nTo: desk@example.com\r\nSubject: Specimen inquiry\r\nDate: Mon, 2 Mar 2026 09:00:00 +0000\r\n\r\nPlease preserve order 555-0001.\r\n',
      'empty.pdf': '',
      'encrypted.pdf': await encryptedPdf(),
      'truncated.pdf': subpoena.subarray(0, 400),
      'not a pdf.pdf': '<!doctype html><title>Specimen</title><p>This is a page.</p>',
      'noise.bin': randomBytes(50_000),
      'long.pdf': await pdfOf(LONG_PAGES, (page) => [`Specimen ledger, page ${page}`, 'Quillfeather Press']),
    };
    for (const [name, bytes] of Object.entries(files)) writeFileSync(join(folder, name), bytes);
    symlinkSync('/etc/hostname', join(folder, 'a link'));
    hung = { startedAtMs: Date.now(), endedAtMs: 0 };
    ended_ = await run(['import', ...work.vault('vault'), folder, work.path('not there.pdf'), '--json']);
    hung.endedAtMs = Date.now();
    lines = new Map(jsonLines(ended_).map((line) => [basename(String(line['path'])), line]));
  }, 120_000);

  it('prints a line a file, in the stable shape, and counts one that is not there as failed', () => {
    expect(ended_).toMatchObject({ code: 1, stderr: '' });
    expect([...lines.keys()].sort()).toEqual([
      'empty.pdf',
      'encrypted.pdf',
      'long.pdf',
      'mail.eml',
      'noise.bin',
      'not a pdf.pdf',
      'not there.pdf',
      'subpoena.pdf',
      'the same.pdf',
      'truncated.pdf',
    ]);
    for (const [name, line] of lines) {
      expect(line['ms'], name).toBeTypeOf('number');
      expect(line['path'], name).toMatch(/^\//);
      if (name === 'not there.pdf') continue;
      expect(line['sha256'], name).toMatch(/^[0-9a-f]{64}$/);
      expect(line['sizeBytes'], name).toBeTypeOf('number');
      expect(line['mediaType'], name).toMatch(/^\w+\/[\w.+-]+$/);
    }
    expect(lines.get('not there.pdf')).toMatchObject({ status: 'failed', reason: 'The file is no longer there.' });
  });

  it('imports what can be read, with its pages', () => {
    expect([lines.get('the same.pdf'), lines.get('subpoena.pdf')].map((line) => line?.['status'])).toEqual(['imported', 'duplicate']);
    expect(lines.get('subpoena.pdf')).toMatchObject({ mediaType: 'application/pdf', pages: 1 });
    expect(lines.get('long.pdf')).toMatchObject({ status: 'imported', mediaType: 'application/pdf', pages: LONG_PAGES });
    expect(lines.get('mail.eml')).toMatchObject({ status: 'imported', mediaType: 'message/rfc822' });
    expect(lines.get('not a pdf.pdf')).toMatchObject({ mediaType: 'text/html' });
    expect(hung.endedAtMs - hung.startedAtMs).toBeLessThan(100_000);
  });

  it.each([
    ['empty.pdf', /empty \(0 bytes\)/],
    ['encrypted.pdf', /password/],
    ['truncated.pdf', /damaged|cut off|incomplete/],
    ['noise.bin', /./],
  ])('keeps %s with the reason', (name, reason) => {
    expect(lines.get(name)).toMatchObject({ status: 'kept-unreadable', reason: expect.stringMatching(reason) });
    expect(String(lines.get(name)?.['reason'])).toMatch(PLAIN);
  });

  it('recognises the same folder again, and stores nothing twice', async () => {
    const again = await run(['import', ...work.vault('vault'), work.path('incoming'), '--json']);
    expect(again.code).toBe(0);
    const second = jsonLines(again);
    expect(second).toHaveLength(9);
    expect(new Set(second.map((line) => line['status']))).toEqual(new Set(['duplicate']));
    expect(second.find((line) => basename(String(line['path'])) === 'subpoena.pdf')?.['reason']).toMatch(/same bytes are here already/);
  });

  it('takes a file of the current folder by its bare name', async () => {
    writeFileSync(work.path('-odd name.txt'), 'A specimen with an odd name.\n');
    const line = json(await run(['import', ...work.vault('vault'), '--json', '--', work.path('-odd name.txt')]));
    expect(line).toMatchObject({ status: 'imported', path: work.path('-odd name.txt') });
  });
});

describe('casewright search', () => {
  interface Found {
    readonly query: string;
    readonly total: number;
    readonly hits: {
      readonly documentName: string;
      readonly pageNo: number;
      readonly anchor: { readonly quote: string; readonly boxes: readonly unknown[] };
    }[];
  }
  const search = async (...args: readonly string[]): Promise<Found> =>
    json<Found>(await run(['search', ...work.vault('vault'), '--json', ...args]));

  it('finds what was imported, each hit with its anchor', async () => {
    const found = await search('"robin.example@example.com"');
    expect(found).toMatchObject({ query: '"robin.example@example.com"', total: 1 });
    expect(found.hits[0]).toMatchObject({
      documentName: 'the same.pdf',
      pageNo: 1,
      anchor: { quote: expect.stringContaining('robin.example@example.com') },
    });
    expect(found.hits[0]?.anchor.boxes.length).toBeGreaterThan(0);
    const last = await search(`"ledger, page ${LONG_PAGES}"`);
    expect(last.hits.map((hit) => hit.pageNo)).toEqual([LONG_PAGES]);
  });

  it('answers the hits of at most as many pages as asked for, and says whether there are more', async () => {
    const found = await search('quillfeather', '--limit', '5');
    expect(found).toMatchObject({ total: 5, more: true });
    expect(found.hits).toHaveLength(5);
    expect(await search('"specimen inquiry"', '--limit', '5')).toMatchObject({ total: 1, more: false });
  });

  it('answers nothing for what is not there, and takes any text as words', async () => {
    for (const query of ['zyzzyva', `") OR * NEAR('`, 'a'.repeat(500)]) expect((await search('--', query)).total, query).toBe(0);
    const refused = await run(['search', ...work.vault('vault'), 'words', '--limit', 'many']);
    expect(refused).toMatchObject({ code: 1, stdout: '' });
    expect(refused.stderr).toMatch(PLAIN);
  });
});

describe('casewright analyze', () => {
  interface Anchor {
    readonly page: number;
    readonly quote: string;
    readonly boxes: readonly (readonly number[])[];
  }
  interface Analysis {
    readonly document: Record<string, unknown>;
    readonly type: string;
    readonly facts: { readonly field: string; readonly value: unknown; readonly confidence: number; readonly anchor: Anchor }[];
    readonly summary: { readonly text: string; readonly anchors: readonly Anchor[] }[];
    readonly [more: string]: unknown;
  }

  it('prints one object in the stable shape, whose quotes stand in the document', async () => {
    const analysis = json<Analysis>(await run(['analyze', work.path('incoming', 'subpoena.pdf'), '--json']));
    expect(Object.keys(analysis)).toEqual(
      expect.arrayContaining([
        'document',
        'type',
        'typeConfidence',
        'typeReasons',
        'facts',
        'urls',
        'summary',
        'deadlines',
        'checklist',
        'scope',
        'ms',
      ]),
    );
    expect(analysis.document).toMatchObject({
      sha256: expect.stringMatching(/^[0-9a-f]{64}$/),
      mediaType: 'application/pdf',
      pages: 1,
      languages: ['en'],
    });
    expect(analysis['ms']).toEqual({ extract: expect.any(Number), analyze: expect.any(Number) });
    const valuesOf = (field: string) => analysis.facts.filter((fact) => fact.field === field).map((fact) => fact.value);
    expect(valuesOf('reference-number')).toEqual(['25-cv-5550']);
    expect(valuesOf('identifier')).toEqual(['robin.example@example.com']);
    expect(valuesOf('due')).toEqual([{ on: '2026-03-31' }]);
    const text = SUBPOENA.join(' ').replaceAll(/\s+/g, ' ');
    const anchors = [...analysis.facts.map((fact) => fact.anchor), ...analysis.summary.flatMap((sentence) => sentence.anchors)];
    expect(anchors.length).toBeGreaterThan(3);
    for (const anchor of anchors) {
      expect(text).toContain(anchor.quote.replaceAll(/\s+/g, ' '));
      expect(anchor.page).toBe(1);
      for (const box of anchor.boxes) expect(box).toHaveLength(4);
    }
    for (const sentence of analysis.summary) expect(sentence.anchors.length, sentence.text).toBeGreaterThan(0);
  });

  it('says of a file without readable text why, and claims nothing about it', async () => {
    const analysis = json<Analysis>(await run(['analyze', work.path('incoming', 'encrypted.pdf'), '--json']));
    expect(analysis).toMatchObject({ type: 'unknown', facts: [], summary: [], reason: expect.stringContaining('password') });
    const missing = await run(['analyze', work.path('nowhere.pdf'), '--json']);
    expect(missing).toMatchObject({ code: 1, stdout: '' });
    expect(missing.stderr).toMatch(PLAIN);
  });
});

describe('casewright serve', () => {
  it('says where it is ready in one line, and ends when told to', async () => {
    const child = start(['serve', '--vault', work.path('vault'), '--no-open']);
    const end = ended(child);
    const [, origin = ''] = await said(child, /^Casewright is ready at (http:\/\/127\.0\.0\.1:\d+)\/#token=[\w-]{43}\n$/);
    const page = await fetch(origin);
    expect(page.status).toBe(200);
    expect(await page.text()).toContain('<script');
    child.kill('SIGTERM');
    expect(await end).toMatchObject({ code: 0, stderr: '' });
    expect(readFileSync(work.path('vault', 'keyring.json')).length).toBeGreaterThan(0);
  });
});
