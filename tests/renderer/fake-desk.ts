import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { contract, type CallInput, type CallName, type CallOutput, type CallResult } from '../../src/contract/index.ts';
import type { DeskEvent } from '../../src/contract/events.ts';
import { createWindowFiles } from '../../src/main/api/window-files.ts';

/** What a fake desk answers to the calls a test cares about; any other call is `not-found`. */
export type FakeAnswers = { readonly [N in CallName]?: (input: CallInput<N>) => CallOutput<N> | CallResult<N> };

/** A loopback host with made-up answers behind the real window files and the real policy headers. */
export interface FakeDesk {
  readonly address: string;
  readonly send: (event: DeskEvent) => void;
  readonly close: () => Promise<void>;
}

/** Serves the built window from `folder` and answers calls from `answers`; outputs are checked against the contract's schemas. */
export const startFakeDesk = async (folder: string, answers: FakeAnswers): Promise<FakeDesk> => {
  const files = createWindowFiles(folder);
  const streams = new Set<ServerResponse>();
  const handle = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const url = new URL(request.url ?? '/', 'http://127.0.0.1');
    if (url.pathname === '/api/events') {
      response.writeHead(200, { 'Content-Type': 'text/event-stream' });
      response.write(': open\n\n');
      streams.add(response);
      response.on('close', () => streams.delete(response));
      return;
    }
    if (url.pathname === '/api/call')
      return json(response, answer(answers, JSON.parse(await text(request)) as { call: CallName; input: unknown }));
    if (url.pathname.startsWith('/api/')) {
      await text(request);
      return json(response, {});
    }
    const found = await files(url.pathname);
    response.writeHead(found.status, Object.fromEntries(found.headers));
    response.end(Buffer.from(await found.arrayBuffer()));
  };
  const server: Server = createServer((request, response) => {
    handle(request, response).catch((error: unknown) => {
      response.writeHead(500);
      response.end(String(error));
    });
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  return {
    address: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    send: (event) => {
      for (const stream of streams) stream.write(`data: ${JSON.stringify(event)}\n\n`);
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
};

const answer = (answers: FakeAnswers, made: { readonly call: CallName; readonly input: unknown }): unknown => {
  const fake = answers[made.call] as ((input: unknown) => unknown) | undefined;
  if (!fake) return { ok: false, failure: { kind: 'not-found', message: `The fake desk has no answer to ${made.call}.` } };
  const [group = '', name = ''] = made.call.split('.');
  const definition = (
    contract as unknown as Record<
      string,
      Record<string, { readonly input: { parse: (value: unknown) => unknown }; readonly output: { parse: (value: unknown) => unknown } }>
    >
  )[group]?.[name];
  const answered = fake(definition?.input.parse(made.input ?? {}));
  if (typeof answered === 'object' && answered !== null && 'ok' in answered) return answered;
  return { ok: true, value: definition?.output.parse(answered) };
};

const text = async (request: IncomingMessage): Promise<string> => {
  const chunks: Buffer[] = [];
  for await (const chunk of request as AsyncIterable<Buffer>) chunks.push(chunk);
  return Buffer.concat(chunks).toString('utf8');
};

const json = (response: ServerResponse, value: unknown): void => {
  response.writeHead(200, { 'Content-Type': 'application/json' });
  response.end(JSON.stringify(value));
};
