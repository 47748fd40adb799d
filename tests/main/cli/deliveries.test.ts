import { cpSync, mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { composeDesk } from '../../../src/main/compose.ts';
import { ended, json, jsonLines, PASSPHRASE, PLAIN, run, said, start, workFolder, type Ended, type WorkFolder } from './run-casewright.ts';

interface Sealed {
  readonly packet: string;
  readonly packetId: string;
  readonly queued: boolean;
}

let work: WorkFolder;
let rootCertificate: string;
let number: string;
beforeAll(async () => {
  work = workFolder();
  const sample = json<{ rootCertificate: string; cases: { number: string; status: string }[] }>(
    await run(['sample', ...work.vault('made'), '--json']),
  );
  rootCertificate = sample.rootCertificate;
  number = sample.cases.find((one) => one.status === 'approved')?.number ?? '';
}, 120_000);
afterAll(() => work.dispose());

describe('casewright sync', () => {
  /** The case's status, read in a copy of the vault. */
  const statusOf = async (vault: string): Promise<string | undefined> => {
    const copy = work.path('looked-at');
    cpSync(work.path(vault), copy, { recursive: true });
    const desk = composeDesk({ vaultDir: copy, host: 'loopback', idleLock: false });
    try {
      const opened = await desk.session.unlockByName(undefined, PASSPHRASE, 'case.read');
      if (!opened.ok) throw new Error(opened.failure.message);
      return (await desk.session.current()?.desk.stores.cases.getByNumber(number))?.status;
    } finally {
      await desk.stop();
      rmSync(copy, { recursive: true });
    }
  };
  const running: { child: ReturnType<typeof start>; end: Promise<Ended> }[] = [];
  const startIntake = async (
    store: string,
    ...args: readonly string[]
  ): Promise<{ url: string; certificate: string; end: Promise<Ended>; stop: () => Promise<Ended> }> => {
    const child = start(['intake', '--store', work.path(store), ...args]);
    const end = ended(child);
    running.push({ child, end });
    const [, url = '', certificate = ''] = await said(child, /The intake is ready at (\S+), its receipt certificate is (.+)\n/);
    return { url, certificate, end, stop: () => (child.kill('SIGTERM'), end) };
  };
  afterEach(async () => {
    for (const { child, end } of running.splice(0)) {
      child.kill('SIGKILL');
      await end;
    }
  });
  const freshVault = (name: string): void => cpSync(work.path('made'), work.path(name), { recursive: true });
  const sync = (vault: string): Promise<Ended> => run(['sync', ...work.vault(vault), '--once']);

  it('has nothing to do where nothing is queued, and says so where something waits without a place to go', async () => {
    freshVault('idle');
    const nowhere = await sync('idle');
    expect(nowhere.stderr).toMatch(PLAIN);
    json(await run(['target', ...work.vault('idle'), '--folder', work.path('idle-folder')]));
    expect(json(await sync('idle'))).toEqual({ delivered: 0, waiting: 0, problem: null });
  });

  it('delivers to a folder: the packet lies there whole, and waits for a receipt', async () => {
    freshVault('to-folder');
    mkdirSync(work.path('drop'));
    expect(json(await run(['target', ...work.vault('to-folder'), '--folder', work.path('drop')]))).toEqual({ target: work.path('drop') });
    expect(
      json<Sealed>(await run(['seal', ...work.vault('to-folder'), '--case', number, '--out', work.path('out2'), '--queue'])).queued,
    ).toBe(true);
    const first = await sync('to-folder');
    expect(json(first)).toEqual({ delivered: 0, waiting: 1, problem: null });
    expect(readdirSync(work.path('drop'))).toEqual([`${number}_r1.packet.zip`]);
    expect(
      readFileSync(work.path('drop', `${number}_r1.packet.zip`)).equals(readFileSync(work.path('out2', `${number}_r1.packet.zip`))),
    ).toBe(true);
    expect(json(await sync('to-folder'))).toEqual({ delivered: 0, waiting: 1, problem: null });
    expect(readdirSync(work.path('drop'))).toEqual([`${number}_r1.packet.zip`]);
    expect(await statusOf('to-folder')).toBe('sent');
  });

  it('waits while the intake is down, goes through when it is back, and the case is receipted only then', async () => {
    freshVault('through');
    const intake = await startIntake('store-2', '--port', '0', '--root', rootCertificate);
    json(await run(['target', ...work.vault('through'), '--intake', intake.url, '--receipt-cert', intake.certificate]));
    const { packetId } = json<Sealed>(
      await run(['seal', ...work.vault('through'), '--case', number, '--out', work.path('out4'), '--queue']),
    );
    await intake.stop();
    const down = await sync('through');
    expect(down.code).toBe(1);
    expect(jsonLines(down)).toEqual([{ delivered: 0, waiting: 1, problem: expect.stringMatching(PLAIN) }]);
    expect(await statusOf('through')).toBe('sealed');
    const back = await startIntake('store-2', '--port', new URL(intake.url).port, '--root', rootCertificate);
    expect(back.certificate).toBe(intake.certificate);
    expect(json(await sync('through'))).toEqual({ delivered: 1, waiting: 0, problem: null });
    expect(await statusOf('through')).toBe('receipted');
    expect(json(await sync('through'))).toEqual({ delivered: 0, waiting: 0, problem: null });
    // Another desk with the same packet, such as one restored from a backup, gets the same receipt.
    freshVault('restored');
    json(await run(['target', ...work.vault('restored'), '--intake', back.url, '--receipt-cert', back.certificate]));
    json(await run(['seal', ...work.vault('restored'), '--case', number, '--out', work.path('out5'), '--queue']));
    expect(json(await sync('restored'))).toEqual({ delivered: 1, waiting: 0, problem: null });
    const { stdout } = await back.stop();
    expect(stdout).toContain(`${number} r1 ${packetId.slice(0, 12)}: stored`);
  }, 60_000);

  it('holds a packet whose receipt another certificate signed', async () => {
    freshVault('pinned');
    const intake = await startIntake('store-3', '--port', '0', '--root', rootCertificate);
    json(await run(['target', ...work.vault('pinned'), '--intake', intake.url, '--receipt-cert', rootCertificate]));
    json(await run(['seal', ...work.vault('pinned'), '--case', number, '--out', work.path('out6'), '--queue']));
    const end = await sync('pinned');
    expect(end.code).toBe(1);
    expect(jsonLines(end)[0]).toMatchObject({ delivered: 0, problem: expect.stringMatching(/receipt/) });
    expect(await statusOf('pinned')).not.toBe('receipted');
  }, 60_000);
});

describe('casewright intake', () => {
  it('refuses every packet while it trusts nobody, says so at its start, and the desk is told', async () => {
    cpSync(work.path('made'), work.path('untrusted'), { recursive: true });
    const child = start(['intake', '--store', work.path('rootless'), '--port', '0']);
    const end = ended(child);
    const [, url = '', certificate = ''] = await said(child, /The intake is ready at (\S+), its receipt certificate is (.+)\n/);
    json(await run(['target', ...work.vault('untrusted'), '--intake', url, '--receipt-cert', certificate]));
    json(await run(['seal', ...work.vault('untrusted'), '--case', number, '--out', work.path('out7'), '--queue']));
    const sync = await run(['sync', ...work.vault('untrusted'), '--once']);
    expect(sync.code).toBe(1);
    expect(jsonLines(sync)[0]).toMatchObject({ delivered: 0, problem: expect.stringMatching(/trust/) });
    child.kill('SIGTERM');
    expect(await end).toMatchObject({ code: 0, stderr: expect.stringContaining('no organisation is trusted yet') });
  }, 60_000);

  it('says that its port is taken', async () => {
    const first = start(['intake', '--store', work.path('one'), '--port', '0']);
    const end = ended(first);
    const [, port = ''] = await said(first, /ready at http:\/\/127\.0\.0\.1:(\d+)\//);
    const second = await run(['intake', '--store', work.path('two'), '--port', port]);
    expect(second).toMatchObject({ code: 1, stdout: '', stderr: expect.stringContaining('The intake could not start') });
    first.kill('SIGTERM');
    await end;
  });
});
