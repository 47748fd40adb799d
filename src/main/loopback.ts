import { createHash, randomBytes } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Readable } from 'node:stream';
import { ReadableStream as NodeReadableStream } from 'node:stream/web';
import { pipeline } from 'node:stream/promises';
import type { EventHub } from './api/event-hub.ts';
import type { Route } from './api/router.ts';
import { COMMON_HEADERS } from './api/window-files.ts';

export interface LoopbackOptions {
  readonly route: Route;
  readonly dataRoutes: (request: Request) => Promise<Response | null>;
  readonly windowFiles: (pathname: string) => Promise<Response>;
  readonly events: EventHub;
  /** Called once no window has been open for `graceMs`, after at least one was. */
  readonly onLastWindowClosed: () => void;
  readonly graceMs: number;
}

export interface LoopbackHost {
  readonly origin: string;
  /** The address to open once: its fragment is exchanged for a cookie and then worthless. */
  readonly address: string;
  readonly close: () => Promise<void>;
}

const CALL_LIMIT_BYTES = 32 * 1024 * 1024;
const ENTER_LIMIT_BYTES = 4_096;
/** How long the body of a call may take to arrive; an upload may take as long as it takes. */
const BODY_WAIT_MS = 30_000;
/** Bounds on what any local program can make the desk hold: connections, and events that a window does not fetch. */
const MOST_CONNECTIONS = 256;
const MOST_UNSENT_BYTES = 1024 * 1024;
const METHODS: readonly string[] = ['GET', 'HEAD', 'POST', 'PUT'];
/** Fetch demands this word for a body that streams; the DOM's types do not know it yet. */
const HALF_DUPLEX: object = { duplex: 'half' };

/**
 * Serves the desk to a browser on 127.0.0.1 at a random port. A 256-bit token in the address's fragment is exchanged once for an
 * HttpOnly SameSite=Strict cookie; Host and Origin are checked on every request; there is no CORS.
 */
export const startLoopbackHost = async (options: LoopbackOptions): Promise<LoopbackHost> => {
  const token = randomBytes(32).toString('base64url');
  let tokenDigest: string | null = digestOf(token);
  const cookies = new Set<string>();
  let origin = '';
  let cookieName = '';
  let openWindows = 0;
  let isClosed = false;
  let closing: NodeJS.Timeout | undefined;

  const windowOpened = (): void => {
    openWindows += 1;
    clearTimeout(closing);
  };
  const windowClosed = (): void => {
    openWindows -= 1;
    if (openWindows === 0 && !isClosed) closing = setTimeout(options.onLastWindowClosed, options.graceMs);
  };

  const refuse = (request: IncomingMessage): string | null => {
    if (request.headers.host !== new URL(origin).host) return 'This address is not the desk’s.';
    const from = request.headers.origin;
    if (from !== undefined && from !== origin) return 'Another page asked; only the desk’s own window may.';
    const site = request.headers['sec-fetch-site'];
    // The page itself holds nothing, and no other site can frame it; so a link may open it, as the file does that starts the window.
    const opensWindow = request.method === 'GET' && request.url === '/' && request.headers['sec-fetch-mode'] === 'navigate';
    if (site !== undefined && site !== 'same-origin' && site !== 'none' && !opensWindow)
      return 'Another page asked; only the desk’s own window may.';
    if (request.method !== 'GET' && request.method !== 'HEAD' && from !== origin) return 'A change needs the desk’s own window.';
    return null;
  };

  const enter = async (request: IncomingMessage): Promise<Response> => {
    const parsed = parseJson(await readBody(request, ENTER_LIMIT_BYTES)) as { token?: unknown } | null;
    const digest = typeof parsed?.token === 'string' ? digestOf(parsed.token) : '';
    if (tokenDigest === null || digest !== tokenDigest)
      return answer(403, { message: 'This address was used before, or is not complete. Start the desk again for a new one.' });
    tokenDigest = null;
    const secret = randomBytes(32).toString('base64url');
    cookies.add(digestOf(secret));
    const response = answer(200, {});
    response.headers.set('Set-Cookie', `${cookieName}=${secret}; HttpOnly; SameSite=Strict; Path=/`);
    return response;
  };

  const isKnown = (request: IncomingMessage): boolean => {
    const sent = (request.headers.cookie ?? '').split(/;\s*/).filter((pair) => pair.startsWith(`${cookieName}=`));
    return sent.some((pair) => cookies.has(digestOf(pair.slice(cookieName.length + 1))));
  };

  const streamEvents = (response: ServerResponse): void => {
    response.writeHead(200, { ...COMMON_HEADERS, 'Content-Type': 'text/event-stream', 'Cache-Control': 'no-store' });
    response.write(': open\n\n');
    windowOpened();
    const stop = options.events.listen((event) => {
      // A window that fetches nothing more is let go; it connects anew and reads the desk's state.
      if (response.writableLength > MOST_UNSENT_BYTES) response.destroy();
      else response.write(`data: ${JSON.stringify(event)}\n\n`);
    });
    const beat = setInterval(() => response.write(': still here\n\n'), 20_000);
    response.on('close', () => {
      clearInterval(beat);
      stop();
      windowClosed();
    });
  };

  const handle = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    if (!METHODS.includes(request.method ?? '')) return send(response, answer(405, { message: 'Not allowed.' }));
    const refusal = refuse(request);
    if (refusal !== null) return send(response, answer(403, { message: refusal }));
    const url = parseAddress(request.url, origin);
    if (url === null) return send(response, answer(400, { message: 'This is not an address of the desk.' }));
    if (url.pathname === '/api/enter' && request.method === 'POST') return send(response, await enter(request));
    const isData = url.pathname.startsWith('/api/') || url.pathname.startsWith('/documents/') || url.pathname.startsWith('/artifacts/');
    if (!isData)
      return send(response, request.method === 'GET' ? await options.windowFiles(url.pathname) : answer(405, { message: 'Not allowed.' }));
    if (!isKnown(request))
      return send(response, answer(401, { message: 'This window was not let in. Open the address that the desk printed.' }));
    if (url.pathname === '/api/events' && request.method === 'GET') return streamEvents(response);
    if (url.pathname === '/api/call' && request.method === 'POST') {
      const parsed = parseJson(await readBody(request, CALL_LIMIT_BYTES)) as { call?: unknown; input?: unknown } | null;
      return send(response, answer(200, await options.route(typeof parsed?.call === 'string' ? parsed.call : '', parsed?.input ?? {})));
    }
    const aborted = new AbortController();
    response.on('close', () => aborted.abort());
    const hasBody = request.method === 'PUT';
    const answered = await options.dataRoutes(
      new Request(url, {
        method: request.method ?? 'GET',
        headers: new Headers(request.headers.range === undefined ? [] : [['Range', request.headers.range]]),
        // Pulled piece by piece: Readable.toWeb throws out of nowhere when what is left of a refused body still arrives, and ends the desk.
        body: hasBody ? (NodeReadableStream.from(request.iterator({ destroyOnReturn: false })) as ReadableStream<Uint8Array>) : null,
        signal: aborted.signal,
        ...HALF_DUPLEX,
      }),
    );
    return send(response, answered ?? answer(404, { message: 'There is nothing at this address.' }));
  };

  const server = createServer((request, response) => {
    handle(request, response).catch((error: unknown) => {
      if (response.headersSent) response.destroy();
      else
        send(
          response,
          error instanceof RefusedBody
            ? answer(error.status, { message: error.message })
            : answer(500, { message: 'The desk could not answer.' }),
        ).catch(() => response.destroy());
    });
  });
  server.requestTimeout = 0;
  server.maxConnections = MOST_CONNECTIONS;
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', resolve);
  });
  const { port } = server.address() as AddressInfo;
  origin = `http://127.0.0.1:${port}`;
  // Cookies know no ports: named after this one, that of another desk on this machine stays untouched.
  cookieName = `casewright-${port}`;
  return {
    origin,
    address: `${origin}/#token=${token}`,
    close: () =>
      new Promise((resolve) => {
        isClosed = true;
        clearTimeout(closing);
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
};

class RefusedBody extends Error {
  readonly status: number;
  constructor(status: number, message: string) {
    super(message);
    this.status = status;
  }
}

const digestOf = (secret: string): string => createHash('sha256').update(secret).digest('hex');

const parseJson = (bytes: Buffer): unknown => {
  try {
    return JSON.parse(bytes.toString('utf8'));
  } catch {
    return null;
  }
};

const parseAddress = (address: string | undefined, origin: string): URL | null => {
  const url = URL.parse(address ?? '/', origin);
  return url?.origin === origin ? url : null;
};

/** Reads a body of at most `limitBytes` that arrives within half a minute. The connection stays open, so that a refusal can be told. */
const readBody = async (request: IncomingMessage, limitBytes: number): Promise<Buffer> => {
  const late = setTimeout(() => request.destroy(), BODY_WAIT_MS);
  try {
    const chunks: Buffer[] = [];
    let sizeBytes = 0;
    for await (const chunk of request.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>) {
      sizeBytes += chunk.length;
      if (sizeBytes > limitBytes) throw new RefusedBody(413, 'The call is larger than the desk takes.');
      chunks.push(chunk);
    }
    return Buffer.concat(chunks);
  } finally {
    clearTimeout(late);
  }
};

const answer = (status: number, body: unknown): Response =>
  Response.json(body, { status, headers: { ...COMMON_HEADERS, 'Cache-Control': 'no-store' } });

const send = async (response: ServerResponse, answered: Response): Promise<void> => {
  // What is left of a body that nobody wants is not waited for.
  if (!response.req.complete) response.setHeader('Connection', 'close');
  response.writeHead(answered.status, Object.fromEntries(answered.headers));
  if (answered.body === null) {
    response.end();
    return;
  }
  await pipeline(Readable.fromWeb(answered.body as NodeReadableStream<Uint8Array>), response);
};
