import { mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { packetFileName } from '../../../src/core/packets/bag-names.ts';
import { createPinnedCertificate, signingKeyFrom } from '../../../src/main/packets/certificates.ts';
import { signReceipt } from '../../../src/main/sync/receipts.ts';
import { createFolderTarget } from '../../../src/main/sync/targets/folder-target.ts';
import { bytesOf, terms } from '../packets/signing-fixtures.ts';
import { attemptContext, sealedPacket } from './packet-on-disk.ts';
import type { OutgoingPacket } from '../../../src/main/sync/targets/target.ts';

const key = signingKeyFrom(bytesOf('other side', 48));
const certificatePem = createPinnedCertificate({ ...terms('other side'), name: 'Other side', userId: 'other-side', privateKey: key });
const otherKey = signingKeyFrom(bytesOf('impostor', 48));
const otherPem = createPinnedCertificate({ ...terms('impostor'), name: 'Other side', userId: 'other-side', privateKey: otherKey });

let base: string;
let folder: string;
let packet: OutgoingPacket;
beforeEach(async () => {
  base = mkdtempSync(join(tmpdir(), 'casewright-folder-'));
  folder = join(base, 'out');
  mkdirSync(folder);
  packet = await sealedPacket(join(base, 'packet.zip'));
});
afterEach(() => rmSync(base, { recursive: true, force: true }));

const receipt = (about: Partial<{ packet_id: string }> = {}) => ({
  packet_id: packet.packetId,
  zip_sha256: packet.zipSha256,
  size_bytes: packet.sizeBytes,
  stored_at_ms: Date.UTC(2026, 4, 1),
  store_id: 'other-side',
  prev_receipt: null,
  ...about,
});
const target = () => createFolderTarget({ path: folder, receiptCertificatePem: certificatePem });

describe('createFolderTarget', () => {
  it('puts the packet there whole and waits for the receipt', async () => {
    const context = attemptContext();
    expect(await target().deliver(packet, context)).toMatchObject({ kind: 'stored' });
    expect(readdirSync(folder)).toEqual(['LE-2026-0042_r1.packet.zip']);
    expect(readFileSync(join(folder, 'LE-2026-0042_r1.packet.zip')).equals(readFileSync(join(base, 'packet.zip')))).toBe(true);
    expect(context.sent.at(-1)).toBe(packet.sizeBytes);
  });

  it('takes a receipt whose signature verifies', async () => {
    await target().deliver(packet, attemptContext());
    writeFileSync(join(folder, `${packet.packetId}.receipt.p7s`), signReceipt(receipt(), { certificatePem, privateKey: key }));
    expect(await target().deliver(packet, attemptContext({ isStored: true }))).toMatchObject({
      kind: 'receipted',
      receiptJson: expect.stringContaining(packet.packetId),
    });
  });

  it('does not take a receipt by another signer, about another packet, or cut short', async () => {
    const wrong = [
      signReceipt(receipt(), { certificatePem: otherPem, privateKey: otherKey }),
      signReceipt(receipt({ packet_id: 'a'.repeat(64) }), { certificatePem, privateKey: key }),
      signReceipt(receipt(), { certificatePem, privateKey: key }).subarray(0, 300),
      Buffer.from(JSON.stringify(receipt())),
    ];
    for (const bytes of wrong) {
      writeFileSync(join(folder, `${packet.packetId}.receipt.p7s`), bytes);
      expect(await target().deliver(packet, attemptContext())).toMatchObject({ kind: 'held', reason: 'receipt-wrong' });
    }
  });

  it('never says receipted without a certificate to check receipts', async () => {
    writeFileSync(join(folder, `${packet.packetId}.receipt.p7s`), signReceipt(receipt(), { certificatePem, privateKey: key }));
    expect(await createFolderTarget({ path: folder }).deliver(packet, attemptContext())).toMatchObject({
      kind: 'stored',
      message: expect.stringContaining('No certificate'),
    });
  });

  it('does not write a packet again that the other side has taken away', async () => {
    await target().deliver(packet, attemptContext());
    rmSync(join(folder, 'LE-2026-0042_r1.packet.zip'));
    expect(await target().deliver(packet, attemptContext({ isStored: true }))).toMatchObject({ kind: 'stored' });
    expect(readdirSync(folder)).toEqual([]);
  });

  it('holds when another packet has the same name, and overwrites nothing', async () => {
    writeFileSync(join(folder, 'LE-2026-0042_r1.packet.zip'), 'other');
    expect(await target().deliver(packet, attemptContext())).toMatchObject({ kind: 'held', reason: 'conflict' });
    expect(readFileSync(join(folder, 'LE-2026-0042_r1.packet.zip'), 'utf8')).toBe('other');
  });

  it('follows no link that lies where it writes', async () => {
    const victim = join(base, 'victim.txt');
    writeFileSync(victim, 'precious');
    symlinkSync(victim, join(folder, `${packetFileName(packet.caseNumber, packet.revision)}.${packet.packetId.slice(0, 12)}.part`));
    expect(await createFolderTarget({ path: folder }).deliver(packet, attemptContext())).toMatchObject({ kind: 'stored' });
    expect(readFileSync(victim, 'utf8')).toBe('precious');
  });

  it('waits while the folder is away', async () => {
    rmSync(folder, { recursive: true });
    expect(await target().deliver(packet, attemptContext())).toMatchObject({
      kind: 'unreachable',
      message: expect.stringContaining('ENOENT'),
    });
    mkdirSync(folder);
    expect(await target().deliver(packet, attemptContext())).toMatchObject({ kind: 'stored' });
  });

  it('leaves no half packet when it is stopped or the source breaks off', async () => {
    const stopped = new AbortController();
    stopped.abort();
    expect(await target().deliver(packet, attemptContext({ signal: stopped.signal }))).toMatchObject({ kind: 'unreachable' });
    const short = { ...packet, open: () => packet.open(0, 100) };
    expect(await target().deliver(short, attemptContext())).toMatchObject({ kind: 'damaged' });
    expect(readdirSync(folder)).toEqual([]);
  });
});
