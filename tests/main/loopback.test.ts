import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openLoopbackDesk, tokenOf, type LoopbackDesk } from './loopback-desk.ts';

let at: LoopbackDesk;
beforeAll(async () => {
  at = await openLoopbackDesk();
});
afterAll(() => at.dispose());

describe('startLoopbackHost', () => {
  it('gives a window its page without a token, and nothing else', async () => {
    const page = await at.ask({});
    expect(page.status).toBe(200);
    expect(page.text).not.toContain(tokenOf(at.host.address));
    for (const [method, path] of [
      ['POST', '/api/call'],
      ['GET', '/api/events'],
      ['PUT', '/api/upload?name=a'],
      ['PUT', '/api/check-packet?name=a'],
      ['GET', '/documents/x'],
      ['GET', '/artifacts/root.pem'],
      ['GET', '/artifacts/packet/x.zip'],
      ['GET', '/api/anything'],
    ] as const) {
      expect((await at.ask({ method, path, headers: { origin: at.host.origin } })).status, path).toBe(401);
      expect(
        (
          await at.ask({
            method,
            path,
            headers: { origin: at.host.origin, cookie: `casewright-${new URL(at.host.origin).port}=${'A'.repeat(43)}` },
          })
        ).status,
        path,
      ).toBe(401);
    }
  });

  it('takes its token once, and only whole', async () => {
    const token = tokenOf(at.host.address);
    expect(Buffer.from(token, 'base64url')).toHaveLength(32);
    for (const wrong of [
      '',
      token.slice(1),
      `${token}A`,
      token.toUpperCase(),
      createHash('sha256').update(token).digest('hex'),
      null,
      {},
      [token],
      7,
    ])
      expect((await at.enter(wrong)).status).toBe(403);
    const entered = await at.enter(token);
    expect(entered.status).toBe(200);
    const [setCookie = ''] = entered.headers['set-cookie'] ?? [];
    expect(setCookie).toMatch(/^casewright-\d+=[\w-]{43}; HttpOnly; SameSite=Strict; Path=\/$/);
    expect(setCookie).not.toContain(token);
    at.window.cookie = setCookie.slice(0, setCookie.indexOf(';'));
    expect((await at.enter(token)).status).toBe(403);
    expect(
      (
        await at.ask({
          method: 'POST',
          path: '/api/call',
          headers: { origin: at.host.origin, cookie: `${at.window.cookie.split('=')[0]}=${token}` },
        })
      ).status,
    ).toBe(401);
  });

  it('knows the window by its cookie, whatever others lie beside it', async () => {
    const body = JSON.stringify({ call: 'session.state' });
    const { cookie } = at.window;
    const name = cookie.slice(0, cookie.indexOf('='));
    for (const sent of [cookie, `other=1; ${cookie}`, `${name}=${'A'.repeat(43)}; ${cookie}`, `${cookie}; other=1`]) {
      expect((await at.ask({ method: 'POST', path: '/api/call', headers: { origin: at.host.origin, cookie: sent }, body })).status).toBe(
        200,
      );
    }
    for (const sent of [`${cookie}A`, cookie.slice(0, -1), `x${cookie}`, cookie.replace('=', '=='), '']) {
      expect((await at.ask({ method: 'POST', path: '/api/call', headers: { origin: at.host.origin, cookie: sent }, body })).status).toBe(
        401,
      );
    }
  });

  it('lets two desks of one machine keep their own cookies', async () => {
    const other = await at.startHost(() => undefined);
    const theirs = at.cookieFrom(await at.enter(tokenOf(other.address), other));
    expect(theirs.split('=')[0]).not.toBe(at.window.cookie.split('=')[0]);
    expect(
      (
        await at.asWindow({
          method: 'POST',
          path: '/api/call',
          headers: { cookie: `${theirs}; ${at.window.cookie}` },
          body: '{"call":"session.state"}',
        })
      ).status,
    ).toBe(200);
    expect((await at.asWindow({ method: 'POST', path: '/api/call', headers: { cookie: theirs } })).status).toBe(401);
    await other.close();
  });

  it('answers only under its own name, so that no name that was bound anew to 127.0.0.1 helps', async () => {
    const { port } = new URL(at.host.origin);
    for (const wrong of [
      'evil.example',
      `evil.example:${port}`,
      `localhost:${port}`,
      `127.0.0.1.evil.example:${port}`,
      '127.0.0.1',
      `127.0.0.1:${Number(port) + 1}`,
      `[::1]:${port}`,
    ]) {
      expect((await at.ask({ headers: { host: wrong, cookie: at.window.cookie } })).status, wrong).toBe(403);
    }
    const socket = await at.raw();
    socket.write('GET / HTTP/1.0\r\n\r\n');
    expect(String(await new Promise((resolve) => socket.once('data', resolve)))).toMatch(/^HTTP\/1\.1 403/);
    socket.destroy();
  });

  it('refuses changes that do not come from its own origin, with the cookie or without', async () => {
    for (const origin of [
      undefined,
      'null',
      'http://evil.example',
      at.host.origin.replace('127.0.0.1', 'localhost'),
      `${at.host.origin}/`,
      at.host.origin.toUpperCase(),
      `http://127.0.0.1:1`,
      `${at.host.origin}.evil.example`,
    ]) {
      for (const [method, path] of [
        ['POST', '/api/enter'],
        ['POST', '/api/call'],
        ['PUT', '/api/upload?name=a'],
        ['PUT', '/api/check-packet?name=a'],
      ] as const) {
        expect(
          (await at.ask({ method, path, headers: { origin, cookie: at.window.cookie }, body: '{"call":"session.state"}' })).status,
          `${origin} ${path}`,
        ).toBe(403);
      }
    }
  });

  it('refuses what another site asks for, but lets a link open the page', async () => {
    for (const site of ['cross-site', 'same-site']) {
      for (const path of ['/', '/documents/x', '/api/events', '/assets/pdf.worker.mjs'])
        expect(
          (await at.ask({ path, headers: { cookie: at.window.cookie, 'sec-fetch-site': site, 'sec-fetch-mode': 'no-cors' } })).status,
        ).toBe(403);
      for (const path of ['/api/events', '/artifacts/root.pem', '/?x'])
        expect(
          (await at.ask({ path, headers: { cookie: at.window.cookie, 'sec-fetch-site': site, 'sec-fetch-mode': 'navigate' } })).status,
        ).toBe(403);
      expect((await at.ask({ headers: { 'sec-fetch-site': site, 'sec-fetch-mode': 'navigate' } })).status).toBe(200);
    }
  });

  it('knows no other method, and grants nobody access from elsewhere', async () => {
    for (const method of ['OPTIONS', 'TRACE', 'DELETE', 'PATCH', 'PROPFIND']) {
      for (const path of ['/', '/api/call', '/documents/x']) {
        const answered = await at.asWindow({
          method,
          path,
          headers: { 'access-control-request-method': 'POST', 'access-control-request-private-network': 'true' },
        });
        expect(answered.status, `${method} ${path}`).toBe(405);
        expect(Object.keys(answered.headers).filter((name) => name.startsWith('access-control'))).toEqual([]);
      }
    }
    expect((await at.asWindow({ method: 'HEAD', path: '/documents/x' })).status).toBe(404);
    expect((await at.asWindow({ method: 'HEAD' })).status).toBe(405);
    expect((await at.asWindow({ path: '/api/call' })).status).toBe(404);
    expect((await at.asWindow({ method: 'POST', path: '/' })).status).toBe(405);
  });

  it('says with every answer what a browser may do with it', async () => {
    const page = await at.ask({});
    const policy = String(page.headers['content-security-policy']);
    const [, nonce = ''] = /'nonce-([^']+)'/.exec(policy) ?? [];
    expect(page.text).toContain(`nonce="${nonce}"`);
    expect(String((await at.ask({})).headers['content-security-policy'])).not.toContain(nonce);
    for (const part of [
      "default-src 'none'",
      "script-src 'self';",
      "base-uri 'none'",
      "form-action 'none'",
      "frame-ancestors 'none'",
      "connect-src 'self';",
    ])
      expect(policy).toContain(part);
    expect(policy).not.toContain('unsafe');
    for (const answered of [
      page,
      await at.ask({ path: '/assets/pdf.worker.mjs' }),
      await at.ask({ path: '/nothing' }),
      await at.asWindow({ method: 'POST', path: '/api/call', body: '{}' }),
      await at.ask({ path: '/api/events' }),
      await at.ask({ headers: { host: 'evil.example' } }),
    ]) {
      expect(answered.headers).toMatchObject({
        'x-content-type-options': 'nosniff',
        'referrer-policy': 'no-referrer',
        'x-frame-options': 'DENY',
        'cross-origin-resource-policy': 'same-origin',
        'cross-origin-opener-policy': 'same-origin',
      });
      expect(answered.headers).not.toHaveProperty('x-powered-by');
    }
  });

  it('keeps to the window’s folder', async () => {
    for (const path of [
      '/../secret.txt',
      '/%2e%2e/secret.txt',
      '/..%2fsecret.txt',
      '/assets/..%2f..%2fsecret.txt',
      '/..%5csecret.txt',
      '/%2e%2e%2fsecret.txt',
      '//secret.txt',
      '/assets',
      '/index.html%00.js',
      '/%zz',
      '/%',
      `/${encodeURIComponent(join(at.folder, 'secret.txt'))}`,
    ]) {
      const answered = await at.ask({ path });
      expect([400, 404], path).toContain(answered.status);
      expect(answered.text).not.toContain('outside');
    }
    expect((await at.ask({ path: '//evil.example/' })).status).toBe(400);
    expect((await at.ask({ path: 'http://evil.example/' })).status).toBe(400);
    for (const path of [
      '/documents/%zz',
      '/artifacts/%',
      '/artifacts/response/..%2f..%2fx.pdf',
      '/artifacts/packet/..%2f..%2fdesk.db',
      '/artifacts/root.pem/a/b',
      '/documents/a/b',
    ]) {
      expect([401, 404], path).toContain((await at.asWindow({ path })).status);
    }
  });

  it('refuses calls that it does not have, whatever they are called', async () => {
    for (const name of [
      '',
      '.',
      'session',
      'session.',
      'nothing.here',
      '__proto__.toString',
      'constructor.constructor',
      'session.__proto__',
      'session.constructor',
      'session.hasOwnProperty',
      'session.state.x',
      'toString',
      'session.state ',
    ]) {
      expect(await at.call(name), name).toMatchObject({ ok: false, failure: { kind: 'invalid-input' } });
    }
    for (const body of [
      '',
      'null',
      '7',
      '[]',
      '"session.state"',
      '{"call":{"toString":1}}',
      '{"call":["session.state","x"]}',
      '{',
      '{"call":"session.state","__proto__":{"admin":true}}',
    ]) {
      expect((await at.asWindow({ method: 'POST', path: '/api/call', body })).status, body).toBe(200);
    }
    expect(({} as { admin?: boolean }).admin).toBeUndefined();
  });

  it('says that a call is too large, and reads no more of it', async () => {
    const answered = await at
      .asWindow({ method: 'POST', path: '/api/call', body: Buffer.alloc(33 * 1024 * 1024, 0x20) })
      .catch((error: NodeJS.ErrnoException) => error.code);
    expect(typeof answered === 'object' ? answered.status : ['EPIPE', 'ECONNRESET'].includes(String(answered)) && 413).toBe(413);
    const exact = await at.ask({
      method: 'POST',
      path: '/api/enter',
      headers: { origin: at.host.origin },
      body: Buffer.alloc(5_000, 0x20),
    });
    expect(exact.status).toBe(413);
  });

  it('waits for nothing of a body that it refused', async () => {
    const socket = await at.raw();
    const closed = new Promise<void>((resolve) => socket.once('close', () => resolve()));
    socket.resume();
    socket.write(`${at.headOf('PUT /api/upload?name=a HTTP/1.1', ['Transfer-Encoding: chunked'])}5\r\nhello\r\n`);
    await closed;
  });
});
