import { cpSync, mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { composeDesk } from '../../src/main/compose.ts';
import { ended, json, PASSPHRASE, run, said, start, workFolder, type WorkFolder } from '../main/cli/run-casewright.ts';
import type { ResponseBlock } from '../../src/core/responses/response.ts';
import { serveDesk, type ServedDesk } from './served-desk.ts';

interface Sealed {
  readonly packet: string;
  readonly packetId: string;
  readonly zipSha256: string;
  readonly queued: boolean;
}

let work: WorkFolder;
let number: string;
let drafted: string;
let rootCertificate: string;
let honest: Sealed;
beforeAll(async () => {
  work = workFolder();
  const sample = json<{ rootCertificate: string; cases: { id: string; number: string; status: string }[] }>(
    await run(['sample', ...work.vault('made'), '--json']),
  );
  number = sample.cases.find((one) => one.status === 'approved')?.number ?? '';
  drafted = sample.cases.find((one) => one.status === 'in-review')?.id ?? '';
  rootCertificate = sample.rootCertificate;
  cpSync(work.path('made'), work.path('honest'), { recursive: true });
  honest = json<Sealed>(await run(['seal', ...work.vault('honest'), '--case', number, '--out', work.path('out')]));
}, 120_000);
afterAll(() => work.dispose());

/** What the vault holds of the case's packet, looked at in a copy; its audit chain has to be whole. */
const lookInto = async (vault: string) => {
  const copy = work.path('looked-at');
  cpSync(work.path(vault), copy, { recursive: true });
  const desk = composeDesk({ vaultDir: copy, host: 'loopback', idleLock: false });
  try {
    const opened = await desk.session.unlockByName(undefined, PASSPHRASE, 'case.read');
    if (!opened.ok) throw new Error(opened.failure.message);
    const { stores, blobs } = (desk.session.current() as NonNullable<ReturnType<typeof desk.session.current>>).desk;
    expect((await stores.audit.check()).intact).toBe(true);
    const packets = await stores.packets.list(10);
    for (const packet of packets) await blobs.verify(packet.zipSha256);
    const actions = (await stores.audit.list({ limit: 500 })).records.map((link) => link.record.action);
    return {
      status: (await stores.cases.getByNumber(number))?.status,
      packetIds: packets.map((packet) => packet.id as string),
      outbox: (await stores.outbox.list()).map((row) => row.state),
      seals: actions.filter((action) => action === 'packet.sealed').length,
      receipts: actions.filter((action) => action === 'packet.receipted').length,
    };
  } finally {
    await desk.stop();
    rmSync(copy, { recursive: true });
  }
};

/** Starts a command and kills it without warning when its vault has been open for `afterMs`; answers whether it had ended by itself. */
const killLater = async (args: readonly string[], vault: string, afterMs: number): Promise<boolean> => {
  const child = start(args);
  const end = ended(child);
  while (child.exitCode === null && !readdirSync(work.path(vault)).includes('in-use.json')) await wait(2);
  await wait(afterMs);
  child.kill('SIGKILL');
  return (await end).signal === null;
};
const wait = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

describe('kill -9 of a seal', () => {
  it('leaves the case signed off or sealed, never between, and sealing goes through afterwards to the same bytes', async () => {
    cpSync(work.path('made'), work.path('killed'), { recursive: true });
    json(await run(['target', ...work.vault('killed'), '--folder', work.path('drop')]));
    const args = ['seal', ...work.vault('killed'), '--case', number, '--out', work.path('killed-out'), '--queue'];
    const found: (string | undefined)[] = [];
    for (const afterMs of [300, 360, 420, 480, 540, 620, 700, 800]) {
      await killLater(args, 'killed', afterMs);
      const left = await lookInto('killed');
      found.push(left.status);
      expect([
        { status: 'approved', packetIds: [], outbox: [], seals: 0, receipts: 0 },
        { status: 'sealed', packetIds: [honest.packetId], outbox: ['queued'], seals: 1, receipts: 0 },
      ]).toContainEqual(left);
      if (left.status === 'sealed') break;
    }
    expect(found[0], 'the first kill came before the seal').toBe('approved');
    const sealed = json<Sealed>(await run(args));
    expect(sealed).toMatchObject({ packetId: honest.packetId, zipSha256: honest.zipSha256, queued: true });
    expect(readFileSync(sealed.packet).equals(readFileSync(honest.packet))).toBe(true);
    expect(await lookInto('killed')).toEqual({ status: 'sealed', packetIds: [honest.packetId], outbox: ['queued'], seals: 1, receipts: 0 });
    expect(readdirSync(work.path('killed'), { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.part'))).toEqual([]);
  }, 120_000);
});

describe('kill -9 of a delivery', () => {
  it('delivers to the intake once, whenever it strikes, and the receipt counts once', async () => {
    cpSync(work.path('made'), work.path('sending'), { recursive: true });
    const intake = start(['intake', '--store', work.path('store'), '--port', '0', '--root', rootCertificate]);
    const over = ended(intake);
    const [, url = '', certificate = ''] = await said(intake, /ready at (\S+), its receipt certificate is (.+)\n/);
    json(await run(['target', ...work.vault('sending'), '--intake', url, '--receipt-cert', certificate]));
    json(await run(['seal', ...work.vault('sending'), '--case', number, '--out', work.path('out'), '--queue']));
    const args = ['sync', ...work.vault('sending'), '--once'];
    for (const afterMs of [250, 330, 400, 470, 540]) {
      await killLater(args, 'sending', afterMs);
      const left = await lookInto('sending');
      expect(left.packetIds).toEqual([honest.packetId]);
      expect(left.receipts).toBe(left.status === 'receipted' ? 1 : 0);
      if (left.status === 'receipted') break;
    }
    expect(await run(args)).toMatchObject({ code: 0 });
    expect(await lookInto('sending')).toMatchObject({ status: 'receipted', outbox: ['receipted'], receipts: 1 });
    intake.kill('SIGTERM');
    expect((await over).stdout.match(/: stored$/gm)).toHaveLength(1);
  }, 120_000);

  it('leaves a folder target with the whole packet or without it', async () => {
    cpSync(work.path('made'), work.path('dropping'), { recursive: true });
    mkdirSync(work.path('folder'));
    json(await run(['target', ...work.vault('dropping'), '--folder', work.path('folder')]));
    json(await run(['seal', ...work.vault('dropping'), '--case', number, '--out', work.path('out'), '--queue']));
    const args = ['sync', ...work.vault('dropping'), '--once'];
    const name = `${number}_r1.packet.zip`;
    for (const afterMs of [260, 320, 380, 440]) {
      await killLater(args, 'dropping', afterMs);
      if (readdirSync(work.path('folder')).includes(name))
        expect(readFileSync(work.path('folder', name)).equals(readFileSync(honest.packet))).toBe(true);
    }
    expect(json(await run(args))).toEqual({ delivered: 0, waiting: 1, problem: null });
    expect(readdirSync(work.path('folder'))).toEqual([name]);
    expect(readFileSync(work.path('folder', name)).equals(readFileSync(honest.packet))).toBe(true);
  }, 120_000);
});

describe('two windows on one desk', () => {
  let desk: ServedDesk;
  afterEach(() => desk.kill());

  it('tell the second of two edits of a response that there is a newer version, and overwrite nothing', async () => {
    cpSync(work.path('made'), work.path('windows'), { recursive: true });
    desk = await serveDesk(work.path('windows'));
    await desk.unlockAs('Tomas Sample');
    const { rounds } = await desk.call<{ rounds: { submissionId: string }[] }>('responses.get', { caseId: drafted });
    await desk.call('reviews.returnToAuthor', { submissionId: rounds.at(-1)?.submissionId, comment: 'Say when it was produced.' });
    await desk.unlockAs('Ines Example');
    interface Version {
      readonly versionNo: number;
      readonly blocks: readonly ResponseBlock[];
    }
    const { version } = await desk.call<{ version: Version }>('responses.get', { caseId: drafted });
    const edited = (words: string): readonly ResponseBlock[] => {
      let isDone = false;
      return version.blocks.map((block) => {
        if (isDone || block.kind !== 'paragraph' || block.sentences.length === 0) return block;
        isDone = true;
        return {
          ...block,
          sentences: [...block.sentences, { id: crypto.randomUUID(), text: words, origin: 'person' as const, factIds: [], anchors: [] }],
        };
      });
    };
    const answers = await Promise.all(
      ['The first window wrote this.', 'The second window wrote this.'].map((words) =>
        desk.ask('responses.save', { caseId: drafted, baseVersionNo: version.versionNo, blocks: edited(words) }),
      ),
    );
    expect(answers.filter((answer) => answer.ok)).toHaveLength(1);
    const refused = answers.find((answer) => !answer.ok);
    expect(refused).toMatchObject({
      failure: { kind: 'newer-version', message: expect.stringContaining(`Ines Example saved version ${version.versionNo + 1}`) },
    });
    const now = await desk.call<{ version: Version }>('responses.get', { caseId: drafted });
    expect(now.version.versionNo).toBe(version.versionNo + 1);
    const text = JSON.stringify(now.version.blocks);
    expect(text.includes('The first window wrote this.')).not.toBe(text.includes('The second window wrote this.'));
  }, 60_000);
});
