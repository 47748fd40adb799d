import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { request as httpRequest, type IncomingHttpHeaders } from 'node:http';
import { connect, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { createWindowFiles } from '../../src/main/api/window-files.ts';
import { composeDesk } from '../../src/main/compose.ts';
import { startLoopbackHost, type LoopbackHost } from '../../src/main/loopback.ts';

export const GRACE_MS = 60;

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

/** Asks as any program of this machine can; a header that is `undefined` is left out. */
export const askAt = (origin: string, { method = 'GET', path = '/', headers = {}, body }: Ask): Promise<Answer> =>
  new Promise((resolve, reject) => {
    const sent = Object.fromEntries(Object.entries(headers).filter(([, value]) => value !== undefined)) as Record<string, string>;
    const request = httpRequest(
      { host: '127.0.0.1', port: new URL(origin).port, method, path, headers: sent, agent: false },
      (response) => {
        const parts: Buffer[] = [];
        response.on('data', (part: Buffer) => parts.push(part));
        response.on('error', reject);
        response.on('end', () => {
          const bytes = Buffer.concat(parts);
          resolve({ status: response.statusCode ?? 0, headers: response.headers, bytes, text: bytes.toString('utf8') });
        });
      },
    );
    request.on('error', reject);
    request.end(body);
  });

/** The token in an address as it is printed. */
export const tokenOf = (address: string): string => new URL(address).hash.slice('#token='.length);

/** Waits up to two seconds until something holds. */
export const until = async (isReached: () => boolean): Promise<void> => {
  for (let tries = 0; tries < 200 && !isReached(); tries += 1) await wait(10);
  if (!isReached()) throw new Error('It did not come to that.');
};

/** A real desk on an empty vault behind a real host, and ways to ask it. */
export const openLoopbackDesk = async () => {
  const folder = mkdtempSync(join(tmpdir(), 'loopback-'));
  mkdirSync(join(folder, 'window', 'assets'), { recursive: true });
  writeFileSync(join(folder, 'window', 'index.html'), '<!doctype html><style nonce="__CSP_NONCE__"></style>');
  writeFileSync(join(folder, 'window', 'assets', 'pdf.worker.mjs'), 'self;');
  writeFileSync(join(folder, 'secret.txt'), 'outside the window');
  const desk = composeDesk({ vaultDir: join(folder, 'vault'), host: 'loopback', idleLock: false });
  const closed = { times: 0 };
  const startHost = (onLastWindowClosed: () => void): Promise<LoopbackHost> =>
    startLoopbackHost({
      route: desk.route,
      dataRoutes: desk.dataRoutes,
      windowFiles: createWindowFiles(join(folder, 'window')),
      events: desk.events,
      graceMs: GRACE_MS,
      onLastWindowClosed,
    });
  const host = await startHost(() => void (closed.times += 1));
  const window = { cookie: '' };

  const ask = (asked: Ask): Promise<Answer> => askAt(host.origin, asked);
  const asWindow = ({ headers, ...rest }: Ask): Promise<Answer> =>
    ask({ ...rest, headers: { origin: host.origin, cookie: window.cookie, 'sec-fetch-site': 'same-origin', ...headers } });
  const enter = (token: unknown, at: LoopbackHost = host): Promise<Answer> =>
    askAt(at.origin, { method: 'POST', path: '/api/enter', headers: { origin: at.origin }, body: JSON.stringify({ token }) });
  const cookieFrom = (entered: Answer): string => (entered.headers['set-cookie']?.[0] ?? '').split(';')[0] ?? '';

  return {
    folder,
    desk,
    host,
    window,
    closed,
    startHost,
    ask,
    /** Asks as the desk's own window does. */
    asWindow,
    enter,
    cookieFrom,
    call: async (name: string, input: unknown = {}): Promise<{ ok: boolean; value?: unknown; failure?: { kind: string } }> =>
      JSON.parse((await asWindow({ method: 'POST', path: '/api/call', body: JSON.stringify({ call: name, input }) })).text) as never,
    upload: async (name: string, bytes: Buffer): Promise<{ documentId: string; status: string }> =>
      JSON.parse((await asWindow({ method: 'PUT', path: `/api/upload?name=${encodeURIComponent(name)}`, body: bytes })).text) as never,
    /** A bare connection; it may break. */
    raw: (at: LoopbackHost = host): Promise<Socket> =>
      new Promise((resolve, reject) => {
        const socket = connect(Number(new URL(at.origin).port), '127.0.0.1', () => resolve(socket));
        socket.on('error', reject);
      }),
    /** The head of a request as it stands on the line. */
    headOf: (line: string, headers: readonly string[] = [], at: LoopbackHost = host): string =>
      [line, `Host: ${new URL(at.origin).host}`, `Origin: ${at.origin}`, ...headers, '', ''].join('\r\n'),
    partsInVault: (): string[] => readdirSync(join(folder, 'vault', 'blobs')).filter((name) => name.endsWith('.part')),
    dispose: async (): Promise<void> => {
      await desk.stop();
      await host.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
};

export type LoopbackDesk = Awaited<ReturnType<typeof openLoopbackDesk>>;
