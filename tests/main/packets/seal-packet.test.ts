import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sealPacket } from '../../../src/main/packets/seal-packet.ts';
import { approver, author, market, sampleContent, sealInput } from './packet-fixtures.ts';
import { organisation } from './signing-fixtures.ts';
import { buildZip, entriesOf } from './zip-builder.ts';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'casewright-seal-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const seal = async (name: string, input = sealInput()) => {
  const sealed = await sealPacket(input, join(folder, name));
  if (!sealed.ok) throw new Error(sealed.failure.message);
  return { ...sealed.value, bytes: readFileSync(join(folder, name)) };
};

describe('sealPacket', () => {
  it('gives the same bytes for the same input', async () => {
    const [first, second] = [await seal('a.zip'), await seal('b.zip')];
    expect(first.bytes.equals(second.bytes)).toBe(true);
    expect(first.packetId).toBe(second.packetId);
    expect(first.zipSha256).toBe(createHash('sha256').update(first.bytes).digest('hex'));
    expect(first.sizeBytes).toBe(first.bytes.length);
  });

  it('gives the same bytes in every time zone and locale', async () => {
    const script = join(folder, 'seal.ts');
    const from = (path: string) => JSON.stringify(join(process.cwd(), path));
    writeFileSync(
      script,
      `import { sealInput } from ${from('tests/main/packets/packet-fixtures.ts')};\nimport { sealPacket } from ${from('src/main/packets/seal-packet.ts')};\nconst sealed = await sealPacket(sealInput(), process.argv[2]);\nif (!sealed.ok) throw new Error(sealed.failure.message);\n`,
    );
    const hashes = ['UTC', 'Pacific/Kiritimati', 'America/St_Johns', 'Asia/Kathmandu'].map((zone, index) => {
      const path = join(folder, `zone-${index}.zip`);
      execFileSync(process.execPath, [script, path], { env: { ...process.env, TZ: zone, LC_ALL: index % 2 ? 'tr_TR.UTF-8' : 'C' } });
      return createHash('sha256').update(readFileSync(path)).digest('hex');
    });
    expect(new Set(hashes).size).toBe(1);
  });

  it('writes the zip that an independent builder makes of the same files', async () => {
    const { bytes } = await seal('independent.zip');
    expect(buildZip(entriesOf(bytes)).equals(bytes)).toBe(true);
  });

  it('names the packet by the hash of its tagmanifest-sha512.txt', async () => {
    const { bytes, packetId } = await seal('id.zip');
    const manifest = entriesOf(bytes).find((entry) => entry.name.endsWith('/tagmanifest-sha512.txt'));
    expect(packetId).toBe(createHash('sha256').update(manifest!.bytes).digest('hex'));
  });

  it('says nowhere when it was sealed: the day in bag-info.txt is that of the approval', async () => {
    const { bytes } = await seal('when.zip');
    const info = entriesOf(bytes)
      .find((entry) => entry.name.endsWith('/bag-info.txt'))!
      .bytes.toString();
    expect(info).toContain('Bagging-Date: 2026-03-04\n');
    expect(bytes.toString('latin1')).not.toContain(new Date().toISOString().slice(0, 10));
  });

  it('refuses a payload whose bytes changed since the submission, names the file and leaves nothing', async () => {
    const input = sealInput();
    const changed = input.payload.map((file) =>
      file.path.endsWith('original.pdf')
        ? { ...file, open: () => [Buffer.alloc(file.sizeBytes, 1)] as unknown as AsyncIterable<Uint8Array> }
        : file,
    );
    const sealed = await sealPacket({ ...input, payload: changed }, join(folder, 'changed.zip'));
    expect(sealed).toMatchObject({
      ok: false,
      failure: { kind: 'payload-changed', message: expect.stringContaining('data/request/D0001/original.pdf') },
    });
    expect(readdirSync(folder).filter((name) => name.startsWith('changed.zip'))).toEqual([]);
  });

  it('refuses a payload that grew or shrank', async () => {
    for (const size of [-1, 1]) {
      const input = sealInput();
      const changed = input.payload.map((file, index) =>
        index === 0 ? { ...file, open: () => [Buffer.alloc(file.sizeBytes + size)] as unknown as AsyncIterable<Uint8Array> } : file,
      );
      expect(await sealPacket({ ...input, payload: changed }, join(folder, 'size.zip'))).toMatchObject({
        ok: false,
        failure: { kind: 'payload-changed' },
      });
    }
  });

  it('refuses when the author approved, when the approval is about other files, and when a stranger signed', async () => {
    const itself = sealInput({ people: { submit: author, approve: author } });
    const other = { ...sealInput(), approve: sealInput({ content: { ...sampleContent(), facts: [] } }).approve };
    const stranger = sealInput({ people: { approve: organisation('B').signer(approver.userId, approver.name) } });
    for (const input of [itself, other, stranger]) {
      expect(await sealPacket(input, join(folder, 'refused.zip'))).toMatchObject({ ok: false, failure: { kind: 'attestation-wrong' } });
    }
    expect(existsSync(join(folder, 'refused.zip'))).toBe(false);
  });

  it('refuses paths that a bag can not hold', async () => {
    const input = sealInput();
    for (const path of ['data/../x', 'data/a b', '/data/x', 'metadata/x', 'data/request/D0001/ORIGINAL.pdf']) {
      const payload = [...input.payload, { ...input.payload[0]!, path }];
      expect(await sealPacket({ ...input, payload }, join(folder, 'path.zip'))).toMatchObject({
        ok: false,
        failure: { kind: 'content-wrong' },
      });
    }
  });

  it('keeps another packet of the same name, and takes the same one as done', async () => {
    const first = await seal('kept.zip');
    expect((await seal('kept.zip')).zipSha256).toBe(first.zipSha256);
    writeFileSync(join(folder, 'kept.zip'), 'another');
    expect(await sealPacket(sealInput(), join(folder, 'kept.zip'))).toMatchObject({ ok: false, failure: { kind: 'packet-exists' } });
    expect(readFileSync(join(folder, 'kept.zip'), 'utf8')).toBe('another');
    expect(existsSync(join(folder, 'kept.zip.part'))).toBe(false);
  });

  it('says what happened when the folder is not there', async () => {
    expect(await sealPacket(sealInput(), join(folder, 'nowhere', 'x.zip'))).toMatchObject({
      ok: false,
      failure: { kind: 'not-written', message: expect.stringContaining('ENOENT') },
    });
  });

  it('puts each signer’s certificate once into chain.pem, then the root', async () => {
    const { bytes } = await seal('chain.zip', sealInput({ people: { seal: approver } }));
    const chain = entriesOf(bytes)
      .find((entry) => entry.name.endsWith('/chain.pem'))!
      .bytes.toString();
    expect(chain).toBe(author.certificatePem + approver.certificatePem + market.rootPem);
  });
});
