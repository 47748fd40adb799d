import { spawn, spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { composeDesk } from '../../src/main/compose.ts';
import { ended, json, jsonLines, PASSPHRASE, PLAIN, run, workFolder, type Ended, type WorkFolder } from '../main/cli/run-casewright.ts';

const CHILD = join(import.meta.dirname, 'full-disk-child.ts');
const mayMount = spawnSync('unshare', ['-m', 'mount', '-t', 'tmpfs', '-o', 'size=1m', 'tmpfs', '/mnt']).status === 0;
if (!mayMount) console.log('skipped: a disk that is full needs a small one of its own, and this user may not mount one');

describe.skipIf(!mayMount)('a full disk', () => {
  let work: WorkFolder;
  let ends: Readonly<Record<string, Ended>>;
  const of = (name: string): Ended => ends[name] as Ended;
  beforeAll(async () => {
    work = workFolder();
    const sample = json<{ rootCertificate: string; cases: { number: string; status: string }[] }>(
      await run(['sample', ...work.vault('made'), '--json']),
    );
    const number = sample.cases.find((one) => one.status === 'approved')?.number ?? '';
    writeFileSync(work.path('six.bin'), randomBytes(6_000_000));
    writeFileSync(work.path('small.txt'), 'A small specimen file.\n');
    mkdirSync(work.path('disk'));
    const args = [
      '-m',
      process.execPath,
      '--disable-warning=ExperimentalWarning',
      CHILD,
      work.path('disk'),
      work.path('made'),
      work.path('passphrase'),
      number,
      work.dir,
    ];
    const end = await ended(spawn('unshare', args, { stdio: ['ignore', 'pipe', 'pipe'] }));
    if (end.code !== 0) throw new Error(end.stderr);
    ends = JSON.parse(end.stdout) as typeof ends;
  }, 180_000);
  afterAll(() => work?.dispose());

  it('is told in plain words by every command, which then ends and does nothing by half', () => {
    const full = Object.entries(ends).filter(([name]) => !name.endsWith('again'));
    expect(full.length).toBe(12);
    for (const [name, end] of full) {
      expect(end, name).toMatchObject({ code: 1, signal: null });
      expect(end.stderr + end.stdout, name).toMatch(/disk is full/);
      expect(end.stderr, name).toMatch(PLAIN);
    }
  });

  it('refuses the file that has no room, and takes the one that has', () => {
    const [six, small] = jsonLines(of('import 2000'));
    expect(six).toMatchObject({ status: 'failed', reason: expect.stringMatching(/disk is full.*import it again/) });
    expect(Number(six?.['ms']), 'told at once').toBeLessThan(5_000);
    expect(small).toMatchObject({ status: 'imported' });
  });

  it('leaves a case that could not be sealed signed off', () => {
    expect(of('seal 120').stderr).toMatch(/packet was not kept\. The case is still signed off/);
  });

  it('lets everything through once there is room, and nothing was lost', async () => {
    const [six, small] = jsonLines(of('import again'));
    expect(six).toMatchObject({ status: expect.stringMatching(/kept-unreadable|duplicate/), sizeBytes: 6_000_000 });
    expect(small).toMatchObject({ status: 'duplicate' });
    const sealed = json<{ packet: string; packetId: string }>(of('seal again'));
    expect(existsSync(sealed.packet)).toBe(true);
    expect((await run(['verify', sealed.packet, '--root', work.path('made', 'root.pem')])).code).toBe(0);
    expect(json(of('search again'))).toMatchObject({ total: 1 });
    expect(json(of('init again'))).toMatchObject({ recoveryKey: expect.any(String) });

    const left = work.path('vault-left');
    const incidents = join(left, 'incidents.log');
    expect(existsSync(incidents) ? readFileSync(incidents, 'utf8') : '').toBe('');
    const desk = composeDesk({ vaultDir: left, host: 'loopback', idleLock: false });
    try {
      const opened = await desk.session.unlockByName(undefined, PASSPHRASE, 'case.read');
      if (!opened.ok) throw new Error(opened.failure.message);
      const { stores, blobs } = (desk.session.current() as NonNullable<ReturnType<typeof desk.session.current>>).desk;
      expect((await stores.audit.check()).intact).toBe(true);
      const documents = await stores.db.selectFrom('document').select(['sha256', 'state']).execute();
      for (const { sha256, state } of documents) {
        await blobs.verify(sha256 as Parameters<typeof blobs.verify>[0]);
        expect(['read', 'kept-unreadable']).toContain(state);
      }
      expect((await stores.packets.list(10)).map((packet) => packet.id)).toEqual([sealed.packetId]);
    } finally {
      await desk.stop();
    }
  });
});
