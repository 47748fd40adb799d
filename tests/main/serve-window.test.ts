import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, describe, it } from 'vitest';

const ROOT = join(import.meta.dirname, '../..');

/** A program in the place of the browser: notes how it was called and waits to be ended. */
const BROWSER = (notes: string): string => `#!${process.execPath}
require('node:fs').writeFileSync(${JSON.stringify(notes)}, JSON.stringify(process.argv.slice(2)));
setInterval(() => {}, 1000);
`;

describe('serveCommand', () => {
  it('opens its window without telling the token to everyone who can list processes, and ends at once', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'serve-'));
    const notes = join(folder, 'arguments.json');
    writeFileSync(join(folder, 'browser.cjs'), BROWSER(notes), { mode: 0o700 });
    const child = spawn(
      process.execPath,
      ['--disable-warning=ExperimentalWarning', 'src/main/cli.ts', 'serve', '--vault', join(folder, 'vault')],
      {
        cwd: ROOT,
        env: { ...process.env, CHROMIUM_PATH: join(folder, 'browser.cjs'), DISPLAY: ':99', TMPDIR: folder },
        stdio: ['ignore', 'pipe', 'inherit'],
      },
    );
    try {
      let said = '';
      child.stdout.on('data', (data) => (said += String(data)));
      await expect.poll(() => existsSync(notes) && readFileSync(notes, 'utf8') !== '', { timeout: 30_000 }).toBe(true);
      const [, token = ''] = /#token=([\w-]{43})\n/.exec(said) ?? [];
      expect(token).not.toBe('');
      const called = readFileSync(notes, 'utf8');
      expect(called).not.toContain(token);
      const [, opener = ''] = /"--app=(file:[^"]+)"/.exec(called) ?? [];
      const path = fileURLToPath(opener);
      expect(readFileSync(path, 'utf8')).toContain(`#token=${token}`);
      expect(statSync(path).mode & 0o077).toBe(0);
      expect(statSync(join(path, '..')).mode & 0o077).toBe(0);

      const address = new URL(/ready at (\S+)/.exec(said)?.[1] ?? '');
      const entered = await fetch(`${address.origin}/api/enter`, {
        method: 'POST',
        headers: { origin: address.origin },
        body: JSON.stringify({ token }),
      });
      const events = await fetch(`${address.origin}/api/events`, {
        headers: { cookie: String(entered.headers.get('set-cookie')).split(';')[0] ?? '' },
      });
      expect(events.status).toBe(200);
      const endedAtMs = performance.now();
      child.kill('SIGTERM');
      await once(child, 'exit');
      expect(performance.now() - endedAtMs).toBeLessThan(5_000);
      expect(existsSync(path)).toBe(false);
      await events.body?.cancel().catch(() => undefined);
    } finally {
      child.kill('SIGKILL');
      rmSync(folder, { recursive: true, force: true });
    }
  });
});
