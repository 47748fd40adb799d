import { execFileSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer, request, type Server } from 'node:http';
import { createServer as createHttpsServer } from 'node:https';
import { type AddressInfo, type Socket, connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type RunningIntake, startIntake } from '../../../src/main/intake/intake-server.ts';
import { createIntakeTarget } from '../../../src/main/sync/targets/intake-target.ts';
import type { OutgoingPacket } from '../../../src/main/sync/targets/target.ts';
import { market } from '../packets/packet-fixtures.ts';
import { attemptContext, sealedPacket } from './packet-on-disk.ts';

let base: string;
let intake: RunningIntake;
let packet: OutgoingPacket;
let servers: { close(): void; closeAllConnections(): void }[] = [];
beforeEach(async () => {
  base = mkdtempSync(join(tmpdir(), 'casewright-target-'));
  servers = [];
  packet = await sealedPacket(join(base, 'a.zip'));
  intake = await startIntake({
    storeDir: join(base, 'store'),
    port: 0,
    rootPems: [market.rootPem],
    now: () => Date.now(),
    random: (count) => new Uint8Array(randomBytes(count)),
  });
});
afterEach(async () => {
  for (const server of servers) {
    server.closeAllConnections();
    server.close();
  }
  await intake.close();
  rmSync(base, { recursive: true, force: true });
});

const listen = async (server: Server): Promise<number> => {
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return (server.address() as AddressInfo).port;
};
const pinned = () => ({ receiptCertificatePem: intake.identity.certificatePem });

describe('createIntakeTarget', () => {
  it('waits when nobody listens, answers nonsense, or breaks off', async () => {
    const nonsense = await listen(createServer((_request, response) => void response.writeHead(200).end('hello')));
    const breaking = await listen(createServer((incoming) => void incoming.socket.destroy()));
    for (const url of ['http://127.0.0.1:9/', `http://127.0.0.1:${nonsense}/`, `http://127.0.0.1:${breaking}/`]) {
      expect(await createIntakeTarget({ url, ...pinned() }).deliver(packet, attemptContext())).toMatchObject({
        kind: 'unreachable',
        message: expect.stringContaining('kept here'),
      });
    }
  });

  it('does not follow an address on another server, so a packet goes only where it was set to go', async () => {
    const visited: string[] = [];
    const elsewhere = await listen(
      createServer(
        (incoming, response) => (
          visited.push(incoming.method ?? ''),
          void response.writeHead(200, { 'Upload-Offset': '0', 'Upload-Length': '5' }).end()
        ),
      ),
    );
    const misleading = await listen(
      createServer(
        (incoming, response) =>
          void (
            incoming.method === 'POST'
              ? response.writeHead(201, { location: `http://127.0.0.1:${elsewhere}/files/x`, 'tus-resumable': '1.0.0' })
              : response.writeHead(404)
          ).end(),
      ),
    );
    const target = createIntakeTarget({ url: `http://127.0.0.1:${misleading}/`, ...pinned() });
    expect(await target.deliver(packet, attemptContext())).toMatchObject({ kind: 'unreachable' });
    expect(await target.deliver(packet, attemptContext({ uploadUrl: `http://127.0.0.1:${elsewhere}/files/x` }))).toMatchObject({
      kind: 'unreachable',
    });
    expect(visited).toEqual([]);
  });

  it('goes through the proxy that is set', async () => {
    const seen: string[] = [];
    const proxy = createServer((incoming, response) => {
      seen.push(`${incoming.method} ${incoming.url}`);
      const onward = request(incoming.url ?? '', { method: incoming.method, headers: incoming.headers }, (answer) => {
        response.writeHead(answer.statusCode ?? 502, answer.headers);
        answer.pipe(response);
      });
      onward.on('error', () => response.destroy());
      incoming.pipe(onward);
    });
    const port = await listen(proxy);
    const target = createIntakeTarget({ url: intake.url, proxyUrl: `http://127.0.0.1:${port}`, ...pinned() });
    expect(await target.deliver(packet, attemptContext())).toMatchObject({ kind: 'receipted' });
    expect(seen.some((line) => line.startsWith(`POST ${intake.url}files`))).toBe(true);
  });

  it('trusts the CA that is set, and without it does not send a byte', async () => {
    execFileSync(
      'openssl',
      [
        'req',
        '-x509',
        '-newkey',
        'ec',
        '-pkeyopt',
        'ec_paramgen_curve:P-256',
        '-nodes',
        '-keyout',
        'tls.key',
        '-out',
        'tls.pem',
        '-days',
        '2',
        '-subj',
        '/CN=127.0.0.1',
        '-addext',
        'subjectAltName=IP:127.0.0.1',
      ],
      { cwd: base, stdio: 'pipe' },
    );
    const caPem = readFileSync(join(base, 'tls.pem'), 'utf8');
    const sockets: Socket[] = [];
    const secure = createHttpsServer({ key: readFileSync(join(base, 'tls.key')), cert: caPem }, (incoming, response) => {
      const onward = request(new URL(incoming.url ?? '/', intake.url), { method: incoming.method, headers: incoming.headers }, (answer) => {
        response.writeHead(answer.statusCode ?? 502, answer.headers);
        answer.pipe(response);
      });
      incoming.pipe(onward);
    });
    const port = await listen(secure);
    const url = `https://127.0.0.1:${port}/`;
    expect(await createIntakeTarget({ url, ...pinned() }).deliver(packet, attemptContext())).toMatchObject({ kind: 'unreachable' });
    expect(await createIntakeTarget({ url, caPem, ...pinned() }).deliver(packet, attemptContext())).toMatchObject({ kind: 'receipted' });
    const proxy = createServer();
    const tunnels: string[] = [];
    proxy.on('connect', (incoming, client: Socket, head) => {
      tunnels.push(incoming.url ?? '');
      const onward = connect(port, '127.0.0.1', () => {
        client.write('HTTP/1.1 200 OK\r\n\r\n');
        onward.write(head);
        onward.pipe(client).pipe(onward);
      });
      sockets.push(client, onward);
      for (const socket of [client, onward]) socket.on('error', () => undefined);
    });
    const proxyPort = await listen(proxy);
    expect(
      await createIntakeTarget({ url, caPem, proxyUrl: `http://127.0.0.1:${proxyPort}`, ...pinned() }).deliver(packet, attemptContext()),
    ).toMatchObject({ kind: 'receipted' });
    expect(tunnels).toContain(`127.0.0.1:${port}`);
    for (const socket of sockets) socket.destroy();
  });

  it('asks for the receipt alone when all bytes were delivered before', async () => {
    const target = createIntakeTarget({ url: intake.url, ...pinned() });
    await target.deliver(packet, attemptContext());
    const opened: number[] = [];
    const watched = { ...packet, open: (start = 0, end = packet.sizeBytes) => (opened.push(start), packet.open(start, end)) };
    expect(await target.deliver(watched, attemptContext({ isStored: true }))).toMatchObject({ kind: 'receipted' });
    expect(opened).toEqual([]);
  });

  it('sends again what an intake lost that had said it was stored', async () => {
    expect(await createIntakeTarget({ url: intake.url, ...pinned() }).deliver(packet, attemptContext({ isStored: true }))).toMatchObject({
      kind: 'receipted',
    });
  });
});
