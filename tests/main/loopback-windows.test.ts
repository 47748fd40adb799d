import type { Socket } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { askAt, GRACE_MS, openLoopbackDesk, tokenOf, until, type LoopbackDesk } from './loopback-desk.ts';

let at: LoopbackDesk;
beforeAll(async () => {
  at = await openLoopbackDesk();
  at.window.cookie = at.cookieFrom(await at.enter(tokenOf(at.host.address)));
});
afterAll(() => at.dispose());

describe('startLoopbackHost, for windows that come and go', () => {
  it('goes on for the window while a hundred others hold on to half a call', async () => {
    const sockets = await Promise.all(Array.from({ length: 100 }, () => at.raw()));
    for (const socket of sockets) {
      socket.on('error', () => undefined);
      socket.write(`${at.headOf('POST /api/enter HTTP/1.1', ['Content-Length: 100'])}{`);
    }
    expect(await at.call('session.state')).toMatchObject({ ok: true });
    for (const socket of sockets) socket.destroy();
  });

  it('ends with its last window, and not before', async () => {
    const listen = async (): Promise<Socket> => {
      const socket = await at.raw();
      socket.on('error', () => undefined);
      const open = new Promise((resolve) => socket.once('data', resolve));
      socket.write(at.headOf('GET /api/events HTTP/1.1', [`Cookie: ${at.window.cookie}`]));
      expect(String(await open)).toContain('200 OK');
      return socket;
    };
    at.closed.times = 0;
    const [first, second] = [await listen(), await listen()];
    const heard = new Promise<string>((resolve) => second.on('data', (data) => resolve(String(data))));
    at.desk.events.emit({ topics: ['cases'] });
    expect(await heard).toContain('"cases"');
    first.destroy();
    await wait(GRACE_MS * 2);
    expect(at.closed.times).toBe(0);
    second.destroy();
    await wait(GRACE_MS / 3);
    const third = await listen();
    await wait(GRACE_MS * 2);
    expect(at.closed.times).toBe(0);
    third.destroy();
    await until(() => at.closed.times === 1);
    expect(() => at.desk.events.emit({ topics: ['cases'] })).not.toThrow();
  });

  it('lets a window go that fetches nothing of what it is told', async () => {
    const socket = await at.raw();
    const closed = new Promise<void>((resolve) => socket.once('close', () => resolve()));
    socket.on('error', () => undefined);
    socket.write(at.headOf('GET /api/events HTTP/1.1', [`Cookie: ${at.window.cookie}`]));
    await new Promise((resolve) => socket.once('data', resolve));
    socket.pause();
    for (let count = 0; count < 400; count += 1) {
      at.desk.events.emit({ topics: ['cases'], caseId: 'x'.repeat(50_000) });
      if (count % 20 === 0) await wait(1);
    }
    socket.resume();
    await closed;
  });

  it('leaves nothing running once it is closed', async () => {
    let told = 0;
    const short = await at.startHost(() => void (told += 1));
    const entered = await at.enter(tokenOf(short.address), short);
    const socket = await at.raw(short);
    socket.on('error', () => undefined);
    socket.write(at.headOf('GET /api/events HTTP/1.1', [`Cookie: ${at.cookieFrom(entered)}`], short));
    await new Promise((resolve) => socket.once('data', resolve));
    await short.close();
    await wait(GRACE_MS * 2);
    expect(told).toBe(0);
    await expect(askAt(short.origin, {})).rejects.toThrow('ECONNREFUSED');
  });
});
