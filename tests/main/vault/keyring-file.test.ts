import { randomBytes, randomUUID } from 'node:crypto';
import { copyFileSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { userIdSchema } from '../../../src/core/ids.ts';
import { type Keyring, readKeyring, writeKeyring } from '../../../src/main/vault/keyring-file.ts';

const bytes = (count: number): string => randomBytes(count).toString('base64');
const wrap = () => ({ nonce: bytes(12), sealed: bytes(48) });
const keyring: Keyring = {
  format: 'casewright-keyring',
  version: 1,
  vaultId: randomUUID(),
  deskName: 'Example Desk',
  slots: [
    {
      userId: userIdSchema.parse(randomUUID()),
      name: 'Robin Example',
      roles: ['admin'],
      certificatePem: 'pem',
      version: 1,
      needsDeviceSecret: false,
      kdf: { name: 'argon2id', memoryKib: 65_536, iterations: 3, parallelism: 1, salt: bytes(16) },
      vaultKey: wrap(),
      signingKey: wrap(),
      rootKey: wrap(),
    },
  ],
  recovery: { version: 1, salt: bytes(16), vaultKey: wrap(), rootKey: wrap() },
};

let dir: string;
let path: string;
beforeEach(async () => {
  dir = mkdtempSync(join(tmpdir(), 'keyring-'));
  path = join(dir, 'keyring.json');
  await writeKeyring(dir, keyring);
});
afterEach(() => rmSync(dir, { recursive: true, force: true }));

const failure = async () => {
  const read = await readKeyring(dir);
  return read.ok ? null : read.failure;
};

describe('readKeyring', () => {
  it('reads what was written', async () => {
    expect(await readKeyring(dir)).toEqual({ ok: true, value: keyring });
  });

  it('notices every single character changed', async () => {
    const whole = readFileSync(path, 'utf8');
    for (let at = 0; at < whole.length; at += 1) {
      const now = whole[at] ?? '';
      if (/\s/.test(now)) continue;
      const other = now === '1' ? '2' : now === 'A' ? 'B' : /\d/.test(now) ? '1' : /[a-z]/i.test(now) ? 'A' : 'x';
      writeFileSync(path, whole.slice(0, at) + other + whole.slice(at + 1));
      const found = await failure();
      expect(found?.kind, `character ${at}: ${whole.slice(at - 10, at + 10)}`).toMatch(/^keyring-(damaged|newer)$/);
    }
  });

  it.each([0, 1, 500])('says that a file cut to %d bytes is damaged, and how to go on without a backup', async (sizeBytes) => {
    truncateSync(path, sizeBytes);
    expect(await failure()).toMatchObject({
      kind: 'keyring-damaged',
      message: expect.stringMatching(/damaged.*Nothing was changed.*Restore keyring\.json from a backup/s),
    });
  });

  it('names the copy before the last change, which opens when put in its place', async () => {
    await writeKeyring(dir, { ...keyring, deskName: 'Renamed' });
    rmSync(path);
    expect(await failure()).toMatchObject({ kind: 'keyring-missing', message: expect.stringContaining('keyring.json.bak') });
    copyFileSync(`${path}.bak`, path);
    expect(await readKeyring(dir)).toEqual({ ok: true, value: keyring });
  });

  it('tells a keyring of a newer program from a damaged one', async () => {
    writeFileSync(path, JSON.stringify({ keyring: { format: 'casewright-keyring', version: 2, other: true }, checksum: '' }));
    expect(await failure()).toMatchObject({ kind: 'keyring-newer', message: expect.stringContaining('newer version') });
  });

  it('refuses key derivation costs that would take all memory', async () => {
    const [slot] = keyring.slots;
    await writeKeyring(dir, { ...keyring, slots: [{ ...slot!, kdf: { ...slot!.kdf, memoryKib: 2 ** 31 } }] });
    expect((await failure())?.kind).toBe('keyring-damaged');
  });
});

describe('writeKeyring', () => {
  it('keeps the file to its owner and leaves no temporary one', () => {
    expect(statSync(path).mode & 0o777).toBe(0o600);
    expect(readdirSync(dir)).toEqual(['keyring.json']);
  });

  it('never takes a damaged keyring for the copy before', async () => {
    await writeKeyring(dir, { ...keyring, deskName: 'Second' });
    const copy = readFileSync(`${path}.bak`, 'utf8');
    writeFileSync(path, 'damaged');
    await writeKeyring(dir, { ...keyring, deskName: 'Third' });
    expect(readFileSync(`${path}.bak`, 'utf8')).toBe(copy);
    expect(existsSync(`${path}.tmp`)).toBe(false);
  });
});
