import { execFileSync, spawn, spawnSync } from 'node:child_process';
import { createHash, randomBytes } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { BlobError } from '../../../src/core/evidence/blob-error.ts';
import { type Sha256, sha256Schema } from '../../../src/core/ids.ts';
import { CHUNK_BYTES, HEADER_BYTES, SEALED_CHUNK_BYTES } from '../../../src/main/vault/blob-format.ts';
import { type BlobStore, openBlobStore } from '../../../src/main/vault/blob-store.ts';

const script = join(import.meta.dirname, 'put-blob-child.ts');
const wrappingKey = new Uint8Array(32).fill(7);
let dir: string;
let store: BlobStore;

beforeEach(async () => {
  dir = mkdtempSync(join(tmpdir(), 'blobs-'));
  store = await openBlobStore({ dir, wrappingKey, random: randomBytes });
});
afterEach(() => rmSync(dir, { recursive: true, force: true }));

const fileOf = (sha256: Sha256): string => join(dir, sha256.slice(0, 2), sha256);
const filesIn = (folder: string): string[] =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
const damage = async (work: Promise<unknown>): Promise<string | undefined> =>
  work.then(
    () => undefined,
    (error: unknown) => (error instanceof BlobError ? error.kind : `unexpected: ${String(error)}`),
  );

describe('openBlobStore', () => {
  it.each([0, 1, CHUNK_BYTES - 1, CHUNK_BYTES, CHUNK_BYTES + 1, 3 * CHUNK_BYTES, 3 * CHUNK_BYTES + 17])(
    'gives back the same %d bytes',
    async (sizeBytes) => {
      const bytes = randomBytes(sizeBytes);
      const stored = await store.putBytes(bytes);
      expect(stored).toEqual({
        sha256: createHash('sha256').update(bytes).digest('hex'),
        sha512: createHash('sha512').update(bytes).digest('hex'),
        sizeBytes,
        existed: false,
      });
      expect(Buffer.from(await store.read(stored.sha256)).equals(bytes)).toBe(true);
      expect(await store.verify(stored.sha256)).toEqual({ sizeBytes });
    },
  );

  it('stores a stream in pieces of any size', async () => {
    const bytes = randomBytes(5 * CHUNK_BYTES + 3);
    const pieces = [bytes.subarray(0, 1), bytes.subarray(1, 70_000), bytes.subarray(70_000, 70_000), bytes.subarray(70_000)];
    const stored = await store.put(Readable.from(pieces));
    expect((await buffer((await store.open(stored.sha256)).stream())).equals(bytes)).toBe(true);
  });

  it('answers ranges as a file would', async () => {
    const bytes = randomBytes(3 * CHUNK_BYTES + 100);
    const blob = await store.open((await store.putBytes(bytes)).sha256);
    for (const [start, end] of [
      [0, 10],
      [CHUNK_BYTES - 5, CHUNK_BYTES + 5],
      [CHUNK_BYTES, 2 * CHUNK_BYTES],
      [5, 3 * CHUNK_BYTES + 50],
      [3 * CHUNK_BYTES + 90, 1e9],
      [7, 7],
      [bytes.length, bytes.length + 5],
    ] as const) {
      expect(Buffer.from(await blob.readRange(start, end)).equals(bytes.subarray(start, end)), `${start}-${end}`).toBe(true);
    }
    expect(
      (await buffer(blob.stream(CHUNK_BYTES + 1, 2 * CHUNK_BYTES + 2))).equals(bytes.subarray(CHUNK_BYTES + 1, 2 * CHUNK_BYTES + 2)),
    ).toBe(true);
    await expect(blob.readRange(bytes.length + 1, bytes.length + 2)).rejects.toThrow(RangeError);
  });

  it('keeps the same bytes once', async () => {
    const first = await store.putBytes(Buffer.from('once'));
    const second = await store.putBytes(Buffer.from('once'));
    expect([first.existed, second.existed]).toEqual([false, true]);
    expect(filesIn(dir)).toEqual([fileOf(first.sha256)]);
  });

  it('writes a damaged copy anew when the same bytes come again', async () => {
    const bytes = randomBytes(1000);
    const { sha256 } = await store.putBytes(bytes);
    truncateSync(fileOf(sha256), 500);
    expect((await store.putBytes(bytes)).existed).toBe(false);
    expect(Buffer.from(await store.read(sha256)).equals(bytes)).toBe(true);
  });

  it('leaves no plain words on the disk', async () => {
    const { sha256 } = await store.putBytes(Buffer.from('Marigold Ferreira, 555-0134. '.repeat(10_000)));
    expect(readFileSync(fileOf(sha256)).includes('Marigold')).toBe(false);
  });

  it('gives each blob a key of its own', async () => {
    const { sha256 } = await store.putBytes(Buffer.from('same words'));
    const before = readFileSync(fileOf(sha256));
    rmSync(fileOf(sha256));
    await store.putBytes(Buffer.from('same words'));
    expect(readFileSync(fileOf(sha256)).subarray(HEADER_BYTES).equals(before.subarray(HEADER_BYTES))).toBe(false);
  });

  it('notices a flipped bit at any byte', async () => {
    const { sha256 } = await store.putBytes(randomBytes(90));
    const whole = readFileSync(fileOf(sha256));
    for (let at = 0; at < whole.length; at += 1) {
      const altered = Buffer.from(whole);
      altered[at] = (altered[at] ?? 0) ^ 0x01;
      writeFileSync(fileOf(sha256), altered);
      expect(await damage(store.read(sha256)), `byte ${at}`).toBe('blob-damaged');
      expect(await damage(store.verify(sha256)), `byte ${at}`).toBe('blob-damaged');
    }
  });

  it('notices a missing end, an added end, swapped and repeated chunks', async () => {
    const { sha256 } = await store.putBytes(randomBytes(4 * CHUNK_BYTES));
    const whole = readFileSync(fileOf(sha256));
    const chunk = (index: number): Buffer =>
      whole.subarray(HEADER_BYTES + index * SEALED_CHUNK_BYTES, HEADER_BYTES + (index + 1) * SEALED_CHUNK_BYTES);
    const header = whole.subarray(0, HEADER_BYTES);
    const variants = {
      'one byte less': whole.subarray(0, -1),
      'a chunk less': whole.subarray(0, -SEALED_CHUNK_BYTES),
      'header only': header,
      'half a header': header.subarray(0, 40),
      nothing: Buffer.alloc(0),
      'one byte more': Buffer.concat([whole, Buffer.from([0])]),
      'swapped chunks': Buffer.concat([header, chunk(1), chunk(0), chunk(2), chunk(3)]),
      'repeated chunk': Buffer.concat([header, chunk(0), chunk(0), chunk(2), chunk(3)]),
      'last chunk early': Buffer.concat([header, chunk(0), chunk(1), chunk(3), chunk(2)]),
    };
    for (const [name, bytes] of Object.entries(variants)) {
      writeFileSync(fileOf(sha256), bytes);
      expect(await damage(store.read(sha256)), name).toBe('blob-damaged');
    }
  });

  it('refuses a blob under the name of another', async () => {
    const one = await store.putBytes(Buffer.from('one'));
    const two = await store.putBytes(Buffer.from('two'));
    writeFileSync(fileOf(two.sha256), readFileSync(fileOf(one.sha256)));
    expect(await damage(store.read(two.sha256))).toBe('blob-damaged');
  });

  it('refuses another key', async () => {
    const { sha256 } = await store.putBytes(Buffer.from('words'));
    const other = await openBlobStore({ dir, wrappingKey: new Uint8Array(32).fill(8), random: randomBytes });
    expect(await damage(other.read(sha256))).toBe('blob-damaged');
  });

  it('tells a missing blob from a damaged one', async () => {
    const absent = sha256Schema.parse('ab'.repeat(32));
    expect(await store.has(absent)).toBe(false);
    expect(await damage(store.read(absent))).toBe('blob-missing');
  });

  it('keeps nothing of a source that fails', async () => {
    async function* failing(): AsyncGenerator<Uint8Array> {
      yield randomBytes(200_000);
      throw new Error('the cable was pulled');
    }
    await expect(store.put(failing())).rejects.toThrow('the cable was pulled');
    expect(filesIn(dir)).toEqual([]);
  });

  it('forgets its key when closed', async () => {
    const { sha256 } = await store.putBytes(Buffer.from('words'));
    store.close();
    expect(await damage(store.read(sha256))).toBe('vault-closed');
    expect(await damage(store.putBytes(Buffer.from('more')))).toBe('vault-closed');
    expect(wrappingKey[0]).toBe(7);
  });

  it('seals nothing with a key that was zeroed while the bytes still came', async () => {
    let lock = (): void => {};
    const locked = new Promise<void>((resolve) => (lock = resolve));
    const slow = async function* (): AsyncGenerator<Uint8Array> {
      yield Buffer.from('the first half, ');
      await locked;
      yield Buffer.from('and what came after the lock');
    };
    const putting = damage(store.put(slow()));
    store.close();
    lock();
    expect(await putting).toBe('vault-closed');
    expect(filesIn(dir)).toEqual([]);
  });

  it('hands out nothing more of a blob that was open when the store closed', async () => {
    const { sha256 } = await store.putBytes(randomBytes(4 * CHUNK_BYTES));
    const blob = await store.open(sha256);
    const reading = blob.stream()[Symbol.asyncIterator]();
    expect((await reading.next()).done).toBe(false);
    store.close();
    expect(
      await damage(
        (async () => {
          while (!(await reading.next()).done);
        })(),
      ),
    ).toBe('vault-closed');
    expect(await damage(blob.readRange(0, 1))).toBe('vault-closed');
  });

  it('has no half blob and no plain words after kill -9 in the middle, and clears the rest away at the next start', async () => {
    const child = spawn(process.execPath, [script, dir, 'slow'], { stdio: ['ignore', 'pipe', 'inherit'] });
    await new Promise((resolve) => child.stdout.once('data', resolve));
    const gone = new Promise((resolve) => child.once('exit', resolve));
    child.kill('SIGKILL');
    await gone;
    const left = filesIn(dir);
    expect(left).toHaveLength(1);
    expect(left[0]).toMatch(/\.part$/);
    expect(readFileSync(left[0] ?? '').includes('plain words')).toBe(false);
    await openBlobStore({ dir, wrappingKey, random: randomBytes });
    expect(filesIn(dir)).toEqual([]);
  });

  it('says that the disk is full, keeps what was there and frees what it had taken', (test) => {
    const mount = [
      '-rm',
      'sh',
      '-c',
      'mount -t tmpfs -o size=2m tmpfs "$0" && "$1" "$2" "$0" full && find "$0" -type f && echo end',
      dir,
      process.execPath,
      script,
    ];
    if (spawnSync('unshare', ['-rm', 'sh', '-c', `mount -t tmpfs -o size=1m tmpfs ${dirname(dir)}`]).status !== 0) {
      test.skip('this system does not let a test mount a small disk');
    }
    const lines = execFileSync('unshare', mount).toString().trim().split('\n');
    expect(lines[0]).toBe('writing');
    expect(JSON.parse(lines[1] ?? '{}')).toMatchObject({
      name: 'BlobError',
      kind: 'disk-full',
      message: expect.stringContaining('disk is full'),
    });
    expect(lines.slice(2)).toEqual(['end']);
  });
});
