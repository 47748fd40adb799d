import { fork, type ChildProcess } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const folder = mkdtempSync(join(tmpdir(), 'casewright-shell-'));
let child: ChildProcess;
let asked = 0;
const waiting = new Map<number, { resolve: (value: unknown) => void; reject: (error: Error) => void }>();

const ask = <T>(op: string, ...args: unknown[]): Promise<T> =>
  new Promise((resolve, reject) => {
    asked += 1;
    waiting.set(asked, { resolve: resolve as (value: unknown) => void, reject });
    child.send({ id: asked, op, args });
  });

beforeAll(async () => {
  await new Promise<void>((resolve, reject) => {
    child = fork(new URL('./stand-in/run-shell.ts', import.meta.url), ['--vault', join(folder, 'vault')], {
      stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
      execArgv: ['--disable-warning=ExperimentalWarning'],
    });
    child.on('message', (message: { id: number; value?: unknown; error?: string }) => {
      if (message.id === 0) return resolve();
      const entry = waiting.get(message.id);
      if (message.error === undefined) entry?.resolve(message.value);
      else entry?.reject(new Error(message.error));
    });
    child.on('exit', (code) => reject(new Error(`the shell ended with ${code}`)));
  });
}, 60_000);

afterAll(() => {
  child?.kill('SIGKILL');
  rmSync(folder, { recursive: true, force: true });
});

describe('the built Electron main and preload', () => {
  it('opens one sandboxed window whose preload exposes the bridge and nothing else', async () => {
    expect(await ask('preferences')).toMatchObject({ contextIsolation: true, sandbox: true, nodeIntegration: false, webviewTag: false });
    expect(await ask('bridgeNames')).toEqual(['call', 'dataOrigin', 'onEvent', 'pathForFile', 'saveArtifact']);
  });

  it('makes a desk, signs in and answers calls through the bridge', async () => {
    expect(await ask('call', 'session.state', {})).toMatchObject({ ok: true, value: { vault: 'none', host: 'electron' } });
    const made = await ask<{ ok: boolean }>('call', 'session.createDesk', {
      deskName: 'Desk',
      userName: 'Ada Example',
      passphrase: 'a long passphrase',
    });
    expect(made).toMatchObject({ ok: true });
    expect(await ask('call', 'cases.list', {})).toMatchObject({ ok: true, value: { total: 0 } });
  });

  it('answers a call that is not of the contract with a failure', async () => {
    expect(await ask('call', 'session.__proto__', {})).toMatchObject({ ok: false, failure: { kind: 'invalid-input' } });
  });

  it('refuses messages of another origin and of a subframe', async () => {
    await expect(ask('invokeFrom', 'https://example.com/', false, 'session.state', {})).rejects.toThrow('does not come from the desk');
    await expect(ask('invokeFrom', 'app://desk.example.com/', false, 'session.state', {})).rejects.toThrow('does not come from the desk');
    await expect(ask('invokeFrom', 'app://desk/', true, 'session.state', {})).rejects.toThrow('does not come from the desk');
    expect(await ask('invokeFrom', 'app://desk/', false, 'session.state', {})).toMatchObject({ ok: true });
  });

  it('serves the window with a strict policy and stays inside its folder', async () => {
    const page = await ask<{ status: number; headers: Record<string, string>; body: string }>('fetch', 'app://desk/');
    expect(page.status).toBe(200);
    expect(page.headers['content-security-policy']).toContain("default-src 'none'");
    expect(page.headers['content-security-policy']).toContain("script-src 'self';");
    expect(page.body).not.toContain('__CSP_NONCE__');
    for (const path of [
      '..%2f..%2fpackage.json',
      '%2e%2e/%2e%2e/package.json',
      '..%5c..%5cpackage.json',
      'index.html%00.js',
      '../main/cli.js',
    ]) {
      expect((await ask<{ status: number }>('fetch', `app://desk/${path}`)).status).toBe(404);
    }
    expect((await ask<{ status: number }>('fetch', 'app://other/')).status).toBe(404);
  });

  it('lets nothing out: no request, permission, navigation, window, view or download', async () => {
    for (const url of ['https://example.com/', 'http://127.0.0.1:1/', 'ws://example.com/', 'file:///etc/passwd', 'app://other/']) {
      expect(await ask('blocks', url), url).toBe(true);
      expect(await ask('navigates', url), url).toBe(false);
      expect(await ask('opensWindow', url), url).toBe(false);
    }
    expect(await ask('blocks', 'app://desk/index.html')).toBe(false);
    for (const permission of ['media', 'geolocation', 'notifications', 'clipboard-read', 'openExternal'])
      expect(await ask('grants', permission), permission).toBe(false);
    expect(await ask('attachesWebview')).toBe(false);
    expect(await ask('downloads')).toBe(false);
    expect(await ask('opened')).toEqual([]);
    expect(await ask('switches')).toEqual({ 'host-resolver-rules': 'MAP * ~NOTFOUND' });
    expect(await ask('rtcPolicy')).toBe('disable_non_proxied_udp');
  });

  it('saves an artifact where the person chose', async () => {
    const target = join(folder, 'root.pem');
    expect(await ask('save', '/artifacts/root.pem', target)).toBe(true);
    expect(readFileSync(target, 'utf8')).toContain('BEGIN CERTIFICATE');
    expect(await ask('save', '/artifacts/root.pem', '')).toBe(false);
  });

  it('saves only what the desk has, under a plain name, and leaves nothing half', async () => {
    const target = join(folder, 'other.txt');
    for (const path of [
      'file:///etc/passwd',
      'https://example.com/artifacts/root.pem',
      '//example.com/artifacts/root.pem',
      '/artifacts/../../../etc/passwd',
      '/index.html',
      '/artifacts/%',
      'app://other/artifacts/root.pem',
      '/documents/x',
    ]) {
      await expect(ask('save', path, target), path).rejects.toThrow('no such file');
    }
    expect(existsSync(target)).toBe(false);
    for (const name of ['../../.bashrc', '/etc/cron.d/root.pem', 'C:\\Windows\\root.pem']) {
      await ask('save', '/artifacts/root.pem', '', name);
      expect(await ask('suggested')).toBe(name.split(/[/\\]/).at(-1));
    }
    writeFileSync(target, 'what was there');
    await expect(ask('save', '/artifacts/root.pem', join(target, 'below'))).rejects.toThrow('ENOTDIR');
    expect(readFileSync(target, 'utf8')).toBe('what was there');
    expect(readdirSync(folder).filter((name) => name.endsWith('.part'))).toEqual([]);
  });

  it('locks when the screen locks', async () => {
    await ask('lockScreen');
    await expect.poll(() => ask('call', 'session.state', {}), { timeout: 5_000 }).toMatchObject({ ok: true, value: { vault: 'locked' } });
    expect(await ask('call', 'cases.list', {})).toMatchObject({ ok: false, failure: { kind: 'locked' } });
  });

  it('closes the vault before it quits, however it is asked to', async () => {
    const state = await ask<{ value: { users: { id: string }[] } }>('call', 'session.state', {});
    expect(await ask('call', 'session.unlock', { userId: state.value.users[0]?.id, passphrase: 'a long passphrase' })).toMatchObject({
      ok: true,
    });
    expect(existsSync(join(folder, 'vault', 'in-use.json'))).toBe(true);
    const ended = new Promise<void>((resolve) => child.once('disconnect', () => resolve()));
    void ask('quit').catch(() => undefined);
    await ended;
    expect(existsSync(join(folder, 'vault', 'in-use.json'))).toBe(false);
    expect(existsSync(join(folder, 'vault', 'desk.db-wal'))).toBe(false);
  });
});
