import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { describe, expect, it } from 'vitest';
import { composeDesk } from '../../src/main/compose.ts';
import { MARK, PASSPHRASE } from './plain-words.ts';

const filesIn = (folder: string): string[] =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));

/** Every spelling in which a word could lie in a file. */
const spellings = (word: string): Buffer[] => [
  Buffer.from(word, 'utf8'),
  Buffer.from(word.toLowerCase(), 'utf8'),
  Buffer.from(word, 'utf16le'),
  // The middle of a base64 text, for each of the three ways in which the word can lie in it.
  ...[0, 1, 2].map((shift) =>
    Buffer.from(
      Buffer.from(' '.repeat(shift) + word)
        .toString('base64')
        .slice(4, -4),
    ),
  ),
  Buffer.from(Buffer.from(word).toString('hex')),
];

const placesOf = (folder: string, words: readonly Buffer[]): string[] =>
  filesIn(folder).filter((path) => {
    const bytes = readFileSync(path);
    return words.some((word) => bytes.includes(word));
  });

describe('a vault at work', () => {
  it('leaves no plain word on the disk: not of documents, notes, previews, packets or keys, and not after kill -9', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'plain-words-'));
    const vaultDir = join(folder, 'vault');
    for (const name of ['tmp', 'home']) mkdirSync(join(folder, name));
    const child = spawn(
      process.execPath,
      ['--disable-warning=ExperimentalWarning', join(import.meta.dirname, 'plain-words-child.ts'), vaultDir],
      {
        env: { ...process.env, TMPDIR: join(folder, 'tmp'), HOME: join(folder, 'home') },
        stdio: ['ignore', 'pipe', 'inherit'],
      },
    );
    try {
      let said = '';
      child.stdout.on('data', (data) => (said += String(data)));
      await expect.poll(() => said.includes('half') || child.exitCode !== null, { timeout: 120_000, interval: 100 }).toBe(true);
      expect(child.exitCode).toBeNull();
      child.kill('SIGKILL');
      await once(child, 'exit');

      const left = filesIn(vaultDir).map((path) => relative(vaultDir, path));
      expect(left.filter((path) => path.endsWith('.part')).length, 'both uploads were cut off half-way').toBe(2);
      expect(left).toContain('desk.db-wal');
      const [, recoveryKey = ''] = /recovery (\S+)/.exec(said) ?? [];
      expect(recoveryKey).toMatch(/^(?:\w{4}-){8}\w{4}$/);
      const words = [MARK, PASSPHRASE, recoveryKey, recoveryKey.replaceAll('-', '')].flatMap(spellings);
      const formats = ['%PDF-', 'BagIt-Version', 'PK\x03\x04', 'SQLite format 3', '<w:document', 'CREATE TABLE'].map((start) =>
        Buffer.from(start, 'latin1'),
      );
      expect(placesOf(folder, [...words, ...formats]).map((path) => relative(folder, path))).toEqual([]);

      const desk = composeDesk({ vaultDir, host: 'loopback', idleLock: false });
      const opened = await desk.session.unlockByName('Robin Example', PASSPHRASE);
      expect(opened.ok).toBe(true);
      expect(filesIn(vaultDir).filter((path) => path.includes('scratch-') || path.endsWith('.part'))).toEqual([]);
      expect(await desk.route('desk.checkAudit', {})).toMatchObject({ ok: true, value: { intact: true } });
      await desk.stop();
      expect(placesOf(folder, [...words, ...formats])).toEqual([]);
    } finally {
      child.kill('SIGKILL');
      rmSync(folder, { recursive: true, force: true });
    }
  }, 180_000);
});
