import { createHash, randomBytes } from 'node:crypto';
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { connect, type Socket } from 'node:net';
import { request as httpRequest, type IncomingHttpHeaders } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createWindowFiles } from '../../src/main/api/window-files.ts';
import { composeDesk, type ComposedDesk } from '../../src/main/compose.ts';
import { startLoopbackHost, type LoopbackHost } from '../../src/main/loopback.ts';

const PASSPHRASE = 'a passphrase of Robin Example';
const GRACE_MS = 60;

interface Answer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly bytes: Buffer;
  readonly text: string;
}
interface Ask {
  readonly method?: string;
  readonly path?: string;
  readonly headers?: Record<string, string | undefined>;
  readonly body?: string | Buffer;
}

let folder: string;
let desk: ComposedDesk;
let host: LoopbackHost;
let cookie: string;
let closedTimes = 0;

/** Asks as any program of this machine can: `undefined` takes a header away. */
const ask = ({ method = 'GET', path = '/', headers = {}, body }: Ask, at = host): Promise<Answer> =>
  new Promise((resolve, reject) => {
    const { port } = new URL(at.origin);
    const sent = Object.fromEntries(Object.entries(headers).filter(([, value]) => value !== undefined)) as Record<string, string>;
    const request = httpRequest({ host: '127.0.0.1', port, method, path, headers: sent, agent: false }, (response) => {
      const parts: Buffer[] = [];
      response.on('data', (part: Buffer) => parts.push(part));
      response.on('error', reject);
      response.on('end', () => {
        const bytes = Buffer.concat(parts);
        resolve({ status: response.statusCode ?? 0, headers: response.headers, bytes, text: bytes.toString('utf8') });
      });
    });
    request.on('error', reject);
    request.end(body);
  });
/** Asks as the desk's own window does. */
const asWindow = ({ headers, ...rest }: Ask): Promise<Answer> => ask({ ...rest, headers: { origin: host.origin, cookie, 'sec-fetch-site': 'same-origin', ...headers } });
const call = async (name: string, input: unknown = {}): Promise<{ ok: boolean; value?: never; failure?: { kind: string } }> =>
  JSON.parse((await asWindow({ method: 'POST', path: '/api/call', body: JSON.stringify({ call: name, input }) })).text) as never;
const upload = async (name: string, bytes: Buffer): Promise<{ documentId: string; status: string }> =>
  JSON.parse((await asWindow({ method: 'PUT', path: `/api/upload?name=${encodeURIComponent(name)}`, body: bytes })).text) as never;
const tokenOf = (address: string): string => new URL(address).hash.slice('#token='.length);
const enter = (token: unknown, at = host): Promise<Answer> => ask({ method: 'POST', path: '/api/enter', headers: { origin: at.origin }, body: JSON.stringify({ token }) }, at);
const raw = (): Promise<Socket> =>
  new Promise((resolve, reject) => {
    const socket = connect(Number(new URL(host.origin).port), '127.0.0.1', () => resolve(socket));
    socket.on('error', reject);
  });
const until = async (isReached: () => boolean): Promise<void> => {
  for (let tries = 0; tries < 200 && !isReached(); tries += 1) await wait(10);
  expect(isReached()).toBe(true);
};
const partsInVault = (): string[] => readdirSync(join(folder, 'vault', 'blobs')).filter((name) => name.endsWith('.part'));

const startHost = (over: Partial<Parameters<typeof startLoopbackHost>[0]> = {}): Promise<LoopbackHost> =>
  startLoopbackHost({
    route: desk.route,
    dataRoutes: desk.dataRoutes,
    windowFiles: createWindowFiles(join(folder, 'window')),
    events: desk.events,
    graceMs: GRACE_MS,
    onLastWindowClosed: () => {
      closedTimes += 1;
    },
    ...over,
  });

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'loopback-'));
  mkdirSync(join(folder, 'window', 'assets'), { recursive: true });
  writeFileSync(join(folder, 'window', 'index.html'), '<!doctype html><style nonce="__CSP_NONCE__"></style>');
  writeFileSync(join(folder, 'window', 'assets', 'pdf.worker.mjs'), 'self;');
  writeFileSync(join(folder, 'secret.txt'), 'outside the window');
  desk = composeDesk({ vaultDir: join(folder, 'vault'), host: 'loopback', idleLock: false });
  host = await startHost();
});
afterAll(async () => {
  await desk.stop();
  await host.close();
  rmSync(folder, { recursive: true, force: true });
});

describe('startLoopbackHost', () => {
  it('gives a window its page without a token, and nothing else', async () => {
    const page = await ask({});
    expect(page.status).toBe(200);
    expect(page.text).not.toContain(tokenOf(host.address));
    for (const [method, path] of [['POST', '/api/call'], ['GET', '/api/events'], ['PUT', '/api/upload?name=a'], ['PUT', '/api/check-packet?name=a'], ['GET', '/documents/x'], ['GET', '/artifacts/root.pem'], ['GET', '/artifacts/packet/x.zip'], ['GET', '/api/anything']] as const) {
      expect((await ask({ method, path, headers: { origin: host.origin } })).status, path).toBe(401);
      expect((await ask({ method, path, headers: { origin: host.origin, cookie: `casewright-${new URL(host.origin).port}=${'A'.repeat(43)}` } })).status, path).toBe(401);
    }
  });

  it('takes its token once, and only whole', async () => {
    const token = tokenOf(host.address);
    expect(Buffer.from(token, 'base64url')).toHaveLength(32);
    for (const wrong of ['', token.slice(1), `${token}A`, token.toUpperCase(), createHash('sha256').update(token).digest('hex'), null, {}, [token], 7]) expect((await enter(wrong)).status).toBe(403);
    const entered = await enter(token);
    expect(entered.status).toBe(200);
    const [setCookie = ''] = entered.headers['set-cookie'] ?? [];
    expect(setCookie).toMatch(/^casewright-\d+=[\w-]{43}; HttpOnly; SameSite=Strict; Path=\/$/);
    expect(setCookie).not.toContain(token);
    cookie = setCookie.slice(0, setCookie.indexOf(';'));
    expect((await enter(token)).status).toBe(403);
    expect((await ask({ method: 'POST', path: '/api/call', headers: { origin: host.origin, cookie: `${cookie.split('=')[0]}=${token}` } })).status).toBe(401);
  });

  it('knows the window by its cookie, whatever others lie beside it', async () => {
    const body = JSON.stringify({ call: 'session.state' });
    const name = cookie.slice(0, cookie.indexOf('='));
    for (const sent of [cookie, `other=1; ${cookie}`, `${name}=${'A'.repeat(43)}; ${cookie}`, `${cookie}; other=1`]) {
      expect((await ask({ method: 'POST', path: '/api/call', headers: { origin: host.origin, cookie: sent }, body })).status).toBe(200);
    }
    for (const sent of [`${cookie}A`, cookie.slice(0, -1), `x${cookie}`, cookie.replace('=', '=='), '']) {
      expect((await ask({ method: 'POST', path: '/api/call', headers: { origin: host.origin, cookie: sent }, body })).status).toBe(401);
    }
  });

  it('lets two desks of one machine keep their own cookies', async () => {
    const other = await startHost();
    const [theirs = ''] = (await enter(tokenOf(other.address), other)).headers['set-cookie'] ?? [];
    expect(theirs.split('=')[0]).not.toBe(cookie.split('=')[0]);
    expect((await asWindow({ method: 'POST', path: '/api/call', headers: { cookie: `${theirs.split(';')[0]}; ${cookie}` }, body: '{"call":"session.state"}' })).status).toBe(200);
    expect((await asWindow({ method: 'POST', path: '/api/call', headers: { cookie: theirs.split(';')[0] } })).status).toBe(401);
    await other.close();
  });

  it('answers only under its own name, so that no name that was bound anew to 127.0.0.1 helps', async () => {
    const { port } = new URL(host.origin);
    for (const wrong of ['evil.example', `evil.example:${port}`, `localhost:${port}`, `127.0.0.1.evil.example:${port}`, '127.0.0.1', `127.0.0.1:${Number(port) + 1}`, `[::1]:${port}`]) {
      expect((await ask({ headers: { host: wrong, cookie } })).status, wrong).toBe(403);
    }
    const socket = await raw();
    socket.write('GET / HTTP/1.0\r\n\r\n');
    expect(String(await new Promise((resolve) => socket.once('data', resolve)))).toMatch(/^HTTP\/1\.1 403/);
    socket.destroy();
  });

  it('refuses changes that do not come from its own origin, with the cookie or without', async () => {
    for (const origin of [undefined, 'null', 'http://evil.example', host.origin.replace('127.0.0.1', 'localhost'), `${host.origin}/`, host.origin.toUpperCase(), `http://127.0.0.1:1`, `${host.origin}.evil.example`]) {
      for (const [method, path] of [['POST', '/api/enter'], ['POST', '/api/call'], ['PUT', '/api/upload?name=a'], ['PUT', '/api/check-packet?name=a']] as const) {
        expect((await ask({ method, path, headers: { origin, cookie }, body: '{"call":"session.state"}' })).status, `${origin} ${path}`).toBe(403);
      }
    }
  });

  it('refuses what another site asks for, but lets a link open the page', async () => {
    for (const site of ['cross-site', 'same-site']) {
      for (const path of ['/', '/documents/x', '/api/events', '/assets/pdf.worker.mjs']) expect((await ask({ path, headers: { cookie, 'sec-fetch-site': site, 'sec-fetch-mode': 'no-cors' } })).status).toBe(403);
      for (const path of ['/api/events', '/artifacts/root.pem', '/?x']) expect((await ask({ path, headers: { cookie, 'sec-fetch-site': site, 'sec-fetch-mode': 'navigate' } })).status).toBe(403);
      expect((await ask({ headers: { 'sec-fetch-site': site, 'sec-fetch-mode': 'navigate' } })).status).toBe(200);
    }
  });

  it('knows no other method, and grants nobody access from elsewhere', async () => {
    for (const method of ['OPTIONS', 'TRACE', 'DELETE', 'PATCH', 'PROPFIND']) {
      for (const path of ['/', '/api/call', '/documents/x']) {
        const answered = await asWindow({ method, path, headers: { 'access-control-request-method': 'POST', 'access-control-request-private-network': 'true' } });
        expect(answered.status, `${method} ${path}`).toBe(405);
        expect(Object.keys(answered.headers).filter((name) => name.startsWith('access-control'))).toEqual([]);
      }
    }
    expect((await asWindow({ method: 'HEAD', path: '/documents/x' })).status).toBe(404);
    expect((await asWindow({ method: 'HEAD' })).status).toBe(405);
    expect((await asWindow({ path: '/api/call' })).status).toBe(404);
    expect((await asWindow({ method: 'POST', path: '/' })).status).toBe(405);
  });

  it('says with every answer what a browser may do with it', async () => {
    const page = await ask({});
    const policy = String(page.headers['content-security-policy']);
    const [, nonce = ''] = /'nonce-([^']+)'/.exec(policy) ?? [];
    expect(page.text).toContain(`nonce="${nonce}"`);
    expect(String((await ask({})).headers['content-security-policy'])).not.toContain(nonce);
    for (const part of ["default-src 'none'", "script-src 'self';", "base-uri 'none'", "form-action 'none'", "frame-ancestors 'none'", "connect-src 'self';"]) expect(policy).toContain(part);
    expect(policy).not.toContain('unsafe');
    for (const answered of [page, await ask({ path: '/assets/pdf.worker.mjs' }), await ask({ path: '/nothing' }), await asWindow({ method: 'POST', path: '/api/call', body: '{}' }), await ask({ path: '/api/events' }), await ask({ headers: { host: 'evil.example' } })]) {
      expect(answered.headers).toMatchObject({ 'x-content-type-options': 'nosniff', 'referrer-policy': 'no-referrer', 'x-frame-options': 'DENY', 'cross-origin-resource-policy': 'same-origin', 'cross-origin-opener-policy': 'same-origin' });
      expect(answered.headers).not.toHaveProperty('x-powered-by');
    }
  });

  it('keeps to the window’s folder', async () => {
    for (const path of ['/../secret.txt', '/%2e%2e/secret.txt', '/..%2fsecret.txt', '/assets/..%2f..%2fsecret.txt', '/..%5csecret.txt', '/%2e%2e%2fsecret.txt', '//secret.txt', '/assets', '/index.html%00.js', '/%zz', '/%', `/${encodeURIComponent(join(folder, 'secret.txt'))}`]) {
      const answered = await ask({ path });
      expect([400, 404], path).toContain(answered.status);
      expect(answered.text).not.toContain('outside');
    }
    expect((await ask({ path: '//evil.example/' })).status).toBe(400);
    expect((await ask({ path: 'http://evil.example/' })).status).toBe(400);
    for (const path of ['/documents/%zz', '/artifacts/%', '/artifacts/response/..%2f..%2fx.pdf', '/artifacts/packet/..%2f..%2fdesk.db', '/artifacts/root.pem/a/b', '/documents/a/b']) {
      expect([401, 404], path).toContain((await asWindow({ path })).status);
    }
  });

  it('refuses calls that it does not have, whatever they are called', async () => {
    for (const name of ['', '.', 'session', 'session.', 'nothing.here', '__proto__.toString', 'constructor.constructor', 'session.__proto__', 'session.constructor', 'session.hasOwnProperty', 'session.state.x', 'toString', 'session.state ']) {
      expect(await call(name), name).toMatchObject({ ok: false, failure: { kind: 'invalid-input' } });
    }
    for (const body of ['', 'null', '7', '[]', '"session.state"', '{"call":{"toString":1}}', '{"call":["session.state","x"]}', '{', '{"call":"session.state","__proto__":{"admin":true}}']) {
      expect((await asWindow({ method: 'POST', path: '/api/call', body })).status, body).toBe(200);
    }
    expect(({} as { admin?: boolean }).admin).toBeUndefined();
  });

  it('says that a call is too large, and reads no more of it', async () => {
    const answered = await asWindow({ method: 'POST', path: '/api/call', body: Buffer.alloc(33 * 1024 * 1024, 0x20) }).catch((error: NodeJS.ErrnoException) => error.code);
    expect(typeof answered === 'object' ? answered.status : ['EPIPE', 'ECONNRESET'].includes(String(answered)) && 413).toBe(413);
    const exact = await ask({ method: 'POST', path: '/api/enter', headers: { origin: host.origin }, body: Buffer.alloc(5_000, 0x20) });
    expect(exact.status).toBe(413);
  });

  it('waits for nothing of a body that it refused', async () => {
    const socket = await raw();
    const closed = new Promise<void>((resolve) => socket.once('close', () => resolve()));
    socket.resume();
    socket.write(`PUT /api/upload?name=a HTTP/1.1\r\nHost: ${new URL(host.origin).host}\r\nOrigin: ${host.origin}\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n`);
    await closed;
  });

  it('goes on for the window while a hundred others hold on to half a call', async () => {
    const sockets = await Promise.all(Array.from({ length: 100 }, raw));
    for (const socket of sockets) {
      socket.on('error', () => undefined);
      socket.write(`POST /api/enter HTTP/1.1\r\nHost: ${new URL(host.origin).host}\r\nOrigin: ${host.origin}\r\nContent-Length: 100\r\n\r\n{`);
    }
    expect(await call('session.state')).toMatchObject({ ok: true });
    for (const socket of sockets) socket.destroy();
  });

  it('opens nothing of a locked desk, though the window is known', async () => {
    expect(await call('cases.list')).toMatchObject({ ok: false, failure: { kind: 'locked' } });
    for (const path of ['/artifacts/root.pem', '/documents/00000000-0000-4000-8000-000000000000']) expect((await asWindow({ path })).status).toBe(401);
    expect((await asWindow({ method: 'PUT', path: '/api/upload?name=a', body: 'a' })).status).toBe(401);
  });

  it('gives documents to be saved, never to be shown', async () => {
    expect(await call('session.createDesk', { deskName: 'Example Desk', userName: 'Robin Example', passphrase: PASSPHRASE })).toMatchObject({ ok: true });
    const bytes = Buffer.from('<!doctype html><script>alert(1)</script>');
    const { documentId } = await upload(`it's (a) "page"\r\nX-Evil: 1*.html`, bytes);
    const got = await asWindow({ path: `/documents/${documentId}` });
    expect(got.bytes.equals(bytes)).toBe(true);
    expect(got.headers).toMatchObject({ 'content-type': 'application/octet-stream', 'cache-control': 'no-store', 'content-security-policy': "default-src 'none'; sandbox", 'x-content-type-options': 'nosniff' });
    expect(got.headers['content-disposition']).toMatch(/^attachment; filename\*=UTF-8''[\w.%~!-]+$/);
    expect(got.headers).not.toHaveProperty('x-evil');
    expect((await ask({ path: `/documents/${documentId}` })).status).toBe(401);
  });

  it('answers ranges of a document byte for byte', async () => {
    const bytes = randomBytes(200_000);
    const { documentId } = await upload('bytes.bin', bytes);
    for (const [range, start, end] of [['bytes=0-0', 0, 1], ['bytes=65535-65536', 65_535, 65_537], ['bytes=199999-', 199_999, 200_000], ['bytes=-7', 199_993, 200_000], ['bytes=131072-999999999', 131_072, 200_000]] as const) {
      const got = await asWindow({ path: `/documents/${documentId}`, headers: { range } });
      expect(got.status).toBe(206);
      expect(got.headers['content-range']).toBe(`bytes ${start}-${end - 1}/200000`);
      expect(got.bytes.equals(bytes.subarray(start, end)), range).toBe(true);
    }
    expect((await asWindow({ path: `/documents/${documentId}`, headers: { range: 'bytes=200000-' } })).headers['content-range']).toBe('bytes */200000');
    expect((await asWindow({ path: `/documents/${documentId}`, headers: { range: 'bytes=0-1,4-5' } })).bytes).toHaveLength(200_000);
  });

  it('keeps nothing of an upload that breaks off', async () => {
    const { value: before } = (await call('documents.list', { scope: 'all' })) as { value?: { total: number } };
    const socket = await raw();
    socket.on('error', () => undefined);
    socket.write(`PUT /api/upload?name=half.pdf HTTP/1.1\r\nHost: ${new URL(host.origin).host}\r\nOrigin: ${host.origin}\r\nCookie: ${cookie}\r\nContent-Length: 1000000\r\n\r\n`);
    socket.write(randomBytes(300_000));
    await until(() => partsInVault().length === 1);
    socket.destroy();
    await until(() => partsInVault().length === 0);
    expect((await call('documents.list', { scope: 'all' })) as object).toMatchObject({ value: { total: before?.total } });
    expect(readdirSync(join(folder, 'vault'))).not.toContain('incidents.log');
  });

  it('keeps nothing of an upload during which the desk locks', async () => {
    const socket = await raw();
    socket.on('error', () => undefined);
    const answered = new Promise<string>((resolve) => socket.on('data', (data) => resolve(String(data))));
    socket.write(`PUT /api/upload?name=half.pdf HTTP/1.1\r\nHost: ${new URL(host.origin).host}\r\nOrigin: ${host.origin}\r\nCookie: ${cookie}\r\nContent-Length: 400000\r\n\r\n`);
    socket.write(randomBytes(300_000));
    await until(() => partsInVault().length === 1);
    const state = (await call('session.state')) as unknown as { value: { user: { id: string } } };
    await desk.lock();
    socket.write(randomBytes(100_000));
    expect(await answered).toMatch(/^HTTP\/1\.1 (?:401|200)/);
    expect(partsInVault()).toEqual([]);
    expect(await call('session.unlock', { userId: state.value.user.id, passphrase: PASSPHRASE })).toMatchObject({ ok: true });
    expect(readdirSync(join(folder, 'vault'))).not.toContain('incidents.log');
    socket.destroy();
  });

  it('ends with its last window, and not before', async () => {
    const listen = async (): Promise<Socket> => {
      const socket = await raw();
      socket.on('error', () => undefined);
      const open = new Promise((resolve) => socket.once('data', resolve));
      socket.write(`GET /api/events HTTP/1.1\r\nHost: ${new URL(host.origin).host}\r\nCookie: ${cookie}\r\n\r\n`);
      expect(String(await open)).toContain('200 OK');
      return socket;
    };
    closedTimes = 0;
    const [first, second] = [await listen(), await listen()];
    const heard = new Promise<string>((resolve) => second.on('data', (data) => resolve(String(data))));
    desk.events.emit({ topics: ['cases'] });
    expect(await heard).toContain('"cases"');
    first.destroy();
    await wait(GRACE_MS * 2);
    expect(closedTimes).toBe(0);
    second.destroy();
    await wait(GRACE_MS / 3);
    const third = await listen();
    await wait(GRACE_MS * 2);
    expect(closedTimes).toBe(0);
    third.destroy();
    await until(() => closedTimes === 1);
    expect(() => desk.events.emit({ topics: ['cases'] })).not.toThrow();
  });

  it('lets a window go that fetches nothing of what it is told', async () => {
    const socket = await raw();
    const closed = new Promise<void>((resolve) => socket.once('close', () => resolve()));
    socket.on('error', () => undefined);
    socket.write(`GET /api/events HTTP/1.1\r\nHost: ${new URL(host.origin).host}\r\nCookie: ${cookie}\r\n\r\n`);
    await new Promise((resolve) => socket.once('data', resolve));
    socket.pause();
    for (let count = 0; count < 400; count += 1) {
      desk.events.emit({ topics: ['cases'], caseId: 'x'.repeat(50_000) });
      if (count % 20 === 0) await wait(1);
    }
    socket.resume();
    await closed;
  });

  it('leaves nothing running once it is closed', async () => {
    let told = 0;
    const short = await startHost({ onLastWindowClosed: () => void (told += 1) });
    const [setCookie = ''] = (await enter(tokenOf(short.address), short)).headers['set-cookie'] ?? [];
    const socket = connect(Number(new URL(short.origin).port), '127.0.0.1');
    socket.on('error', () => undefined);
    socket.write(`GET /api/events HTTP/1.1\r\nHost: ${new URL(short.origin).host}\r\nCookie: ${setCookie.split(';')[0]}\r\n\r\n`);
    await new Promise((resolve) => socket.once('data', resolve));
    await short.close();
    await wait(GRACE_MS * 2);
    expect(told).toBe(0);
    await expect(ask({}, short)).rejects.toThrow('ECONNREFUSED');
  });
});
