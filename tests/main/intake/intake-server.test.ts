import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { createHash, randomBytes } from 'node:crypto';
import { appendFileSync, existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { parseIntakeAnswer } from '../../../src/core/packets/intake-answer.ts';
import { type RunningIntake, startIntake } from '../../../src/main/intake/intake-server.ts';
import { verifyPacket } from '../../../src/main/packets/verify-packet.ts';
import { createIntakeTarget } from '../../../src/main/sync/targets/intake-target.ts';
import type { OutgoingPacket } from '../../../src/main/sync/targets/target.ts';
import { market } from '../packets/packet-fixtures.ts';
import { organisation } from '../packets/signing-fixtures.ts';
import { attemptContext, outgoing, sealedPacket } from '../sync/packet-on-disk.ts';

let base: string;
let store: string;
let running: RunningIntake[] = [];
let children: ChildProcess[] = [];
beforeEach(() => {
  base = mkdtempSync(join(tmpdir(), 'casewright-intake-'));
  store = join(base, 'store');
  running = [];
  children = [];
});
afterEach(async () => {
  for (const child of children) if (child.exitCode === null && child.signalCode === null) await killed(child);
  await Promise.all(running.map((intake) => intake.close().catch(() => undefined)));
  rmSync(base, { recursive: true, force: true });
});

const start = async (options: { port?: number; roots?: readonly string[] } = {}): Promise<RunningIntake> => {
  const intake = await startIntake({
    storeDir: store,
    port: options.port ?? 0,
    rootPems: options.roots ?? [market.rootPem],
    now: () => Date.now(),
    random: (count) => new Uint8Array(randomBytes(count)),
  });
  running.push(intake);
  return intake;
};
const targetOf = (intake: RunningIntake, chunkBytes?: number) =>
  createIntakeTarget({ url: intake.url, receiptCertificatePem: intake.identity.certificatePem, ...(chunkBytes ? { chunkBytes } : {}) });
const seal = (name: string, options: Parameters<typeof sealedPacket>[1] = {}): Promise<OutgoingPacket> =>
  sealedPacket(join(base, name), options);
const killed = (child: ChildProcess): Promise<void> =>
  new Promise((resolve) => {
    child.once('exit', () => resolve());
    child.kill('SIGKILL');
  });

describe('startIntake', () => {
  it('stores a packet once and for good and answers a receipt that the desk and openssl verify', async () => {
    const intake = await start();
    const packet = await seal('a.zip');
    const outcome = await targetOf(intake).deliver(packet, attemptContext());
    expect(outcome).toMatchObject({ kind: 'receipted' });
    const stored = join(store, 'packets', `${packet.packetId}.zip`);
    expect(createHash('sha256').update(readFileSync(stored)).digest('hex')).toBe(packet.zipSha256);
    expect(statSync(stored).mode & 0o777).toBe(0o444);
    expect((await verifyPacket(stored, { rootPems: [market.rootPem] })).valid).toBe(true);
    expect(readdirSync(join(store, 'uploads'))).toEqual([]);
    const printed = execFileSync(
      'openssl',
      [
        'cms',
        '-verify',
        '-inform',
        'DER',
        '-in',
        join(store, 'receipts', `${packet.packetId}.receipt.p7s`),
        '-CAfile',
        intake.identity.certificatePath,
        '-purpose',
        'any',
        '-binary',
      ],
      { stdio: ['ignore', 'pipe', 'ignore'] },
    ).toString();
    expect(JSON.parse(printed)).toMatchObject({
      packet_id: packet.packetId,
      zip_sha256: packet.zipSha256,
      size_bytes: packet.sizeBytes,
      store_id: intake.identity.storeId,
      prev_receipt: null,
    });
    expect(outcome.kind === 'receipted' && outcome.receiptJson).toBe(printed);
  });

  it('chains its receipts: each names the hash of the one before', async () => {
    const intake = await start();
    const [first, second] = [
      await targetOf(intake).deliver(await seal('a.zip'), attemptContext()),
      await targetOf(intake).deliver(await seal('b.zip', { number: 'LE-2026-0043' }), attemptContext()),
    ];
    if (first.kind !== 'receipted' || second.kind !== 'receipted') throw new Error('not receipted');
    expect(JSON.parse(second.receiptJson)).toMatchObject({ prev_receipt: createHash('sha256').update(first.receiptJson).digest('hex') });
  });

  it('listens on loopback only and keeps its key to itself', async () => {
    const intake = await start();
    expect(new URL(intake.url).hostname).toBe('127.0.0.1');
    expect(statSync(join(store, 'intake.key')).mode & 0o777).toBe(0o600);
    await intake.close();
    const again = await start();
    expect(again.identity.certificatePem).toBe(intake.identity.certificatePem);
  });

  it('answers the same packet again with the same receipt', async () => {
    const intake = await start();
    const packet = await seal('a.zip');
    const first = await targetOf(intake).deliver(packet, attemptContext());
    const again = await targetOf(intake).deliver(packet, attemptContext());
    expect(again).toEqual(first);
    expect(readFileSync(join(store, 'receipts.jsonl'), 'utf8').split('\n').length).toBe(2);
  });

  it('holds another packet of the same case and revision, and keeps the first', async () => {
    const intake = await start();
    const first = await seal('a.zip');
    await targetOf(intake).deliver(first, attemptContext());
    const other = await seal('b.zip', { note: 'Changed' });
    expect(await targetOf(intake).deliver(other, attemptContext())).toMatchObject({
      kind: 'held',
      reason: 'conflict',
      message: expect.stringContaining('LE-2026-0042 revision 1'),
    });
    expect(readdirSync(join(store, 'packets'))).toEqual([`${first.packetId}.zip`]);
  });

  it('refuses a tampered packet with its reasons, and keeps nothing of it', async () => {
    const intake = await start();
    const packet = await seal('a.zip');
    const bytes = readFileSync(join(base, 'a.zip'));
    const at = bytes.indexOf('Search warrant no.');
    bytes[at]! ^= 1;
    writeFileSync(join(base, 'tampered.zip'), bytes);
    const tampered = outgoing(join(base, 'tampered.zip'), {
      packetId: packet.packetId,
      zipSha256: createHash('sha256').update(bytes).digest('hex'),
      sizeBytes: bytes.length,
    });
    const outcome = await targetOf(intake).deliver(tampered, attemptContext());
    expect(outcome).toMatchObject({ kind: 'held', reason: 'refused', message: expect.stringContaining('data/request/D0001/pages.jsonl') });
    expect([...readdirSync(join(store, 'packets')), ...readdirSync(join(store, 'uploads'))]).toEqual([]);
    expect(await targetOf(intake).deliver(packet, attemptContext())).toMatchObject({ kind: 'receipted' });
  });

  it('refuses a packet under another name than its own', async () => {
    const intake = await start();
    const packet = await seal('a.zip');
    expect(await targetOf(intake).deliver({ ...packet, caseNumber: 'LE-2026-0099' }, attemptContext())).toMatchObject({
      kind: 'held',
      reason: 'refused',
    });
    expect(await targetOf(intake).deliver({ ...packet, packetId: 'b'.repeat(64) }, attemptContext())).toMatchObject({
      kind: 'held',
      reason: 'refused',
    });
  });

  it('has bytes sent again that were damaged on the way', async () => {
    const intake = await start();
    const packet = await seal('a.zip');
    const other = await seal('b.zip', { note: 'Changed' });
    const damaged = { ...packet, open: (from = 0, to = packet.sizeBytes) => (from === 0 ? other.open(from, to) : packet.open(from, to)) };
    expect(await targetOf(intake, 4_096).deliver(damaged, attemptContext())).toMatchObject({ kind: 'damaged' });
    expect(await targetOf(intake).deliver(packet, attemptContext())).toMatchObject({ kind: 'receipted' });
  });

  it('refuses every packet while it trusts no root, and says so', async () => {
    const intake = await start({ roots: [] });
    expect(intake.trustedRoots).toBe(0);
    const packet = await seal('a.zip');
    expect(await targetOf(intake).deliver(packet, attemptContext())).toMatchObject({
      kind: 'held',
      reason: 'refused',
      message: expect.stringContaining('trusts no root'),
    });
    await intake.close();
    mkdirSync(join(store, 'roots'));
    writeFileSync(join(store, 'roots', 'market.pem'), market.rootPem);
    expect(await targetOf(await start({ roots: [organisation('B').rootPem] })).deliver(packet, attemptContext())).toMatchObject({
      kind: 'receipted',
    });
  });

  it('does not let the desk take a receipt by another signer than the pinned one', async () => {
    const intake = await start();
    store = join(base, 'other');
    const other = await start();
    const target = createIntakeTarget({ url: intake.url, receiptCertificatePem: other.identity.certificatePem });
    expect(await target.deliver(await seal('a.zip'), attemptContext())).toMatchObject({ kind: 'held', reason: 'receipt-wrong' });
  });

  it('goes on where it was when the line broke, also when the address was lost', async () => {
    const intake = await start();
    const packet = await seal('big.zip', { fillBytes: 600_000 });
    for (const keepAddress of [true, false]) {
      const name = `big-${keepAddress}.zip`;
      const one = keepAddress ? packet : await seal(name, { number: 'LE-2026-0050', fillBytes: 600_000 });
      const line = new AbortController();
      const context = attemptContext({ signal: line.signal });
      const breaking = {
        ...one,
        open: (from = 0, to = one.sizeBytes) => (from >= 300_000 ? (line.abort(), one.open(from, to)) : one.open(from, to)),
      };
      expect(await targetOf(intake, 50_000).deliver(breaking, context)).toMatchObject({ kind: 'unreachable' });
      expect(context.savedUrls[0]).toBe(`${intake.url}files/sha256-${one.zipSha256}`);
      const starts: number[] = [];
      const watched = { ...one, open: (from = 0, to = one.sizeBytes) => (starts.push(from), one.open(from, to)) };
      expect(
        await targetOf(intake, 50_000).deliver(watched, attemptContext(keepAddress ? { uploadUrl: context.savedUrls[0]! } : {})),
      ).toMatchObject({ kind: 'receipted' });
      expect(Math.min(...starts)).toBeGreaterThanOrEqual(250_000);
    }
  });

  it('survives kill -9 in the middle of an upload: the rest arrives, nothing twice', async () => {
    const script = join(base, 'intake.ts');
    writeFileSync(
      script,
      `import { randomBytes } from 'node:crypto';\nimport { startIntake } from ${JSON.stringify(join(process.cwd(), 'src/main/intake/intake-server.ts'))};\n` +
        `const intake = await startIntake({ storeDir: process.argv[2], port: Number(process.argv[3]), rootPems: [${JSON.stringify(market.rootPem)}], now: () => Date.now(), random: (count) => new Uint8Array(randomBytes(count)) });\nconsole.log(intake.url);\n`,
    );
    const launch = (port: number): Promise<{ child: ChildProcess; url: string }> =>
      new Promise((resolve, reject) => {
        const child = spawn(process.execPath, [script, store, String(port)], { stdio: ['ignore', 'pipe', 'pipe'] });
        children.push(child);
        child.stdout.once('data', (line: Buffer) => resolve({ child, url: line.toString().trim() }));
        child.stderr.once('data', (line: Buffer) => reject(new Error(line.toString())));
      });
    const first = await launch(0);
    const packet = await seal('big.zip', { fillBytes: 3_000_000 });
    const certificatePem = readFileSync(join(store, 'intake.pem'), 'utf8');
    const target = createIntakeTarget({ url: first.url, receiptCertificatePem: certificatePem, chunkBytes: 200_000 });
    const context = attemptContext();
    let killing: Promise<void> | undefined;
    const murderous = { ...context, onProgress: (sent: number) => void (sent > 1_500_000 && (killing ??= killed(first.child))) };
    expect(await target.deliver(packet, murderous)).toMatchObject({ kind: 'unreachable' });
    await killing;
    await launch(Number(new URL(first.url).port));
    const starts: number[] = [];
    const watched = { ...packet, open: (from = 0, to = packet.sizeBytes) => (starts.push(from), packet.open(from, to)) };
    expect(await target.deliver(watched, attemptContext())).toMatchObject({ kind: 'receipted' });
    expect(Math.min(...starts)).toBeGreaterThan(1_000_000);
    expect(readdirSync(join(store, 'packets'))).toEqual([`${packet.packetId}.zip`]);
  });

  it('finishes after a crash between storing and receipt, and between arrival and check', async () => {
    const intake = await start();
    const packet = await seal('a.zip');
    await intake.close();
    writeFileSync(join(store, 'packets', `${packet.packetId}.zip`), readFileSync(join(base, 'a.zip')));
    const other = await seal('b.zip', { number: 'LE-2026-0043' });
    const id = `sha256-${other.zipSha256}`;
    writeFileSync(join(store, 'uploads', id), readFileSync(join(base, 'b.zip')));
    writeFileSync(
      join(store, 'uploads', `${id}.json`),
      JSON.stringify({
        id,
        size: other.sizeBytes,
        offset: 0,
        metadata: { packet_id: other.packetId, zip_sha256: other.zipSha256, case_ref: 'LE-2026-0043', revision: '1' },
      }),
    );
    const again = await start();
    for (const one of [packet, other]) {
      const starts: number[] = [];
      const watched = { ...one, open: (from = 0, to = one.sizeBytes) => (starts.push(from), one.open(from, to)) };
      expect(await targetOf(again).deliver(watched, attemptContext())).toMatchObject({ kind: 'receipted' });
      expect(starts).toEqual([]);
    }
  });

  it('drops a line of its log that a crash cut off, and refuses to start on any other damage', async () => {
    const intake = await start();
    await targetOf(intake).deliver(await seal('a.zip'), attemptContext());
    await intake.close();
    const log = join(store, 'receipts.jsonl');
    const whole = readFileSync(log, 'utf8');
    appendFileSync(log, '{"caseRef":"LE-2');
    await (await start()).close();
    expect(readFileSync(log, 'utf8')).toBe(whole);
    writeFileSync(log, whole.replace('"prev_receipt":null', `"prev_receipt":"${'0'.repeat(64)}"`));
    await expect(start()).rejects.toThrow('damaged in line 1');
    expect(existsSync(log)).toBe(true);
  });

  it('tells a desk that asks for an unknown packet so, and web pages nothing', async () => {
    const intake = await start();
    expect(parseIntakeAnswer((await get(`${intake.url}receipts/${'c'.repeat(64)}`)).body)).toMatchObject({ kind: 'unknown' });
    expect((await get(`${intake.url}receipts/${'c'.repeat(64)}`, { origin: 'https://example.com' })).status).toBe(403);
    const packet = await seal('a.zip');
    await targetOf(intake).deliver(packet, attemptContext());
    expect((await get(`${intake.url}files/sha256-${packet.zipSha256}`)).status).toBe(404);
    expect(parseIntakeAnswer((await get(`${intake.url}receipts/${packet.packetId}`)).body)).toMatchObject({ kind: 'stored' });
  });
});

const get = (url: string, headers: Record<string, string> = {}): Promise<{ status: number; body: string }> =>
  new Promise((resolve, reject) => {
    request(url, { headers }, (response) => {
      const parts: Buffer[] = [];
      response.on('data', (part: Buffer) => parts.push(part));
      response.on('end', () => resolve({ status: response.statusCode ?? 0, body: Buffer.concat(parts).toString() }));
    })
      .on('error', reject)
      .end();
  });
