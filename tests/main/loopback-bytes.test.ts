import { randomBytes } from 'node:crypto';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openLoopbackDesk, tokenOf, until, type LoopbackDesk } from './loopback-desk.ts';

const PASSPHRASE = 'a passphrase of Robin Example';

let at: LoopbackDesk;
beforeAll(async () => {
  at = await openLoopbackDesk();
  at.window.cookie = at.cookieFrom(await at.enter(tokenOf(at.host.address)));
});
afterAll(() => at.dispose());

describe('startLoopbackHost, for bytes', () => {
  it('opens nothing of a locked desk, though the window is known', async () => {
    expect(await at.call('cases.list')).toMatchObject({ ok: false, failure: { kind: 'locked' } });
    for (const path of ['/artifacts/root.pem', '/documents/00000000-0000-4000-8000-000000000000'])
      expect((await at.asWindow({ path })).status).toBe(401);
    expect((await at.asWindow({ method: 'PUT', path: '/api/upload?name=a', body: 'a' })).status).toBe(401);
  });

  it('gives documents to be saved, never to be shown', async () => {
    expect(
      await at.call('session.createDesk', { deskName: 'Example Desk', userName: 'Robin Example', passphrase: PASSPHRASE }),
    ).toMatchObject({ ok: true });
    const bytes = Buffer.from('<!doctype html><script>alert(1)</script>');
    const { documentId } = await at.upload(`it's (a) "page"\r\nX-Evil: 1*.html`, bytes);
    const got = await at.asWindow({ path: `/documents/${documentId}` });
    expect(got.bytes.equals(bytes)).toBe(true);
    expect(got.headers).toMatchObject({
      'content-type': 'application/octet-stream',
      'cache-control': 'no-store',
      'content-security-policy': "default-src 'none'; sandbox",
      'x-content-type-options': 'nosniff',
    });
    expect(got.headers['content-disposition']).toMatch(/^attachment; filename\*=UTF-8''[\w.%~!-]+$/);
    expect(got.headers).not.toHaveProperty('x-evil');
    expect((await at.ask({ path: `/documents/${documentId}` })).status).toBe(401);
  });

  it('answers ranges of a document byte for byte', async () => {
    const bytes = randomBytes(200_000);
    const { documentId } = await at.upload('bytes.bin', bytes);
    for (const [range, start, end] of [
      ['bytes=0-0', 0, 1],
      ['bytes=65535-65536', 65_535, 65_537],
      ['bytes=199999-', 199_999, 200_000],
      ['bytes=-7', 199_993, 200_000],
      ['bytes=131072-999999999', 131_072, 200_000],
    ] as const) {
      const got = await at.asWindow({ path: `/documents/${documentId}`, headers: { range } });
      expect(got.status).toBe(206);
      expect(got.headers['content-range']).toBe(`bytes ${start}-${end - 1}/200000`);
      expect(got.bytes.equals(bytes.subarray(start, end)), range).toBe(true);
    }
    expect((await at.asWindow({ path: `/documents/${documentId}`, headers: { range: 'bytes=200000-' } })).headers['content-range']).toBe(
      'bytes */200000',
    );
    expect((await at.asWindow({ path: `/documents/${documentId}`, headers: { range: 'bytes=0-1,4-5' } })).bytes).toHaveLength(200_000);
  });

  it('keeps nothing of an upload that breaks off', async () => {
    const { value: before } = (await at.call('documents.list', { scope: 'all' })) as { value?: { total: number } };
    const socket = await at.raw();
    socket.on('error', () => undefined);
    socket.write(at.headOf('PUT /api/upload?name=half.pdf HTTP/1.1', [`Cookie: ${at.window.cookie}`, 'Content-Length: 1000000']));
    socket.write(randomBytes(300_000));
    await until(() => at.partsInVault().length === 1);
    socket.destroy();
    await until(() => at.partsInVault().length === 0);
    expect((await at.call('documents.list', { scope: 'all' })) as object).toMatchObject({ value: { total: before?.total } });
    expect(readdirSync(join(at.folder, 'vault'))).not.toContain('incidents.log');
  });

  it('keeps nothing of an upload during which the desk locks', async () => {
    const socket = await at.raw();
    socket.on('error', () => undefined);
    const answered = new Promise<string>((resolve) => socket.on('data', (data) => resolve(String(data))));
    socket.write(at.headOf('PUT /api/upload?name=half.pdf HTTP/1.1', [`Cookie: ${at.window.cookie}`, 'Content-Length: 400000']));
    socket.write(randomBytes(300_000));
    await until(() => at.partsInVault().length === 1);
    const state = (await at.call('session.state')) as unknown as { value: { user: { id: string } } };
    await at.desk.lock();
    socket.write(randomBytes(100_000));
    expect(await answered).toMatch(/^HTTP\/1\.1 (?:401|200)/);
    expect(at.partsInVault()).toEqual([]);
    expect(await at.call('session.unlock', { userId: state.value.user.id, passphrase: PASSPHRASE })).toMatchObject({ ok: true });
    expect(readdirSync(join(at.folder, 'vault'))).not.toContain('incidents.log');
    socket.destroy();
  });
});
