import type { ChildProcess } from 'node:child_process';
import { Readable } from 'node:stream';
import type { Result } from '../../src/core/result.ts';
import { ended, PASSPHRASE, said, start, type Ended } from '../main/cli/run-casewright.ts';

type Answer = Result<unknown, { readonly kind: string; readonly message: string }>;

/** A desk served by the built command, driven over HTTP as its window does. */
export interface ServedDesk {
  readonly process: ChildProcess;
  /** A call's result, whatever it is. */
  readonly ask: (call: string, input?: unknown) => Promise<Answer>;
  /** What a call that has to go well answers. */
  readonly call: <T>(call: string, input?: unknown) => Promise<T>;
  /** Sends bytes as a file; a stream may take its time. */
  readonly put: (path: string, body: Uint8Array | AsyncIterable<Uint8Array>, query?: Readonly<Record<string, string>>) => Promise<Response>;
  /** Unlocks it as the person of that name. */
  readonly unlockAs: (name: string) => Promise<void>;
  /** Ends the process at once, as a power cut would. */
  readonly kill: () => Promise<Ended>;
  /** Ends it as Ctrl+C would. */
  readonly stop: () => Promise<Ended>;
}

/** Starts `casewright serve` on a vault and lets this test in. */
export const serveDesk = async (vaultDir: string): Promise<ServedDesk> => {
  const child = start(['serve', '--vault', vaultDir, '--no-open']);
  const end = ended(child);
  const [, origin = '', token = ''] = await said(child, /at (http:\S+?)\/#token=(\S+)/);
  const entered = await fetch(`${origin}/api/enter`, { method: 'POST', headers: { origin }, body: JSON.stringify({ token }) });
  const cookie = entered.headers.get('set-cookie')?.split(';')[0] ?? '';
  const headers = { origin, cookie };
  const post = (body: string): Promise<Response> => fetch(`${origin}/api/call`, { method: 'POST', headers, body });
  const ask: ServedDesk['ask'] = async (call, input = {}) => {
    const body = JSON.stringify({ call, input });
    const response = await post(body).catch((error: unknown) => {
      // A connection kept for the next call may be closed just as that is sent on it; a browser then takes another one.
      if ((error as { cause?: { code?: string } }).cause?.code !== 'ECONNRESET' || child.exitCode !== null || child.signalCode !== null)
        throw error;
      return post(body);
    });
    return (await response.json()) as Answer;
  };
  const call: ServedDesk['call'] = async <T>(name: string, input: unknown = {}) => {
    const result = await ask(name, input);
    if (!result.ok) throw new Error(`${name}: ${result.failure.kind}: ${result.failure.message}`);
    return result.value as T;
  };
  const finish = (signal: NodeJS.Signals) => (): Promise<Ended> => {
    child.kill(signal);
    return end;
  };
  return {
    process: child,
    ask,
    call,
    put: (path, body, query = {}) => {
      const url = new URL(`${origin}/api/${path}`);
      for (const [name, value] of Object.entries(query)) url.searchParams.set(name, value);
      const stream = body instanceof Uint8Array ? new Uint8Array(body) : Readable.toWeb(Readable.from(body, { objectMode: false }));
      const request = { method: 'PUT', headers, body: stream, duplex: 'half' };
      return fetch(url, request as unknown as RequestInit);
    },
    unlockAs: async (name) => {
      const { users } = await call<{ users: { id: string; name: string }[] }>('session.state');
      const user = users.find((one) => one.name === name);
      await call('session.unlock', { userId: user?.id, passphrase: PASSPHRASE });
    },
    kill: finish('SIGKILL'),
    stop: finish('SIGTERM'),
  };
};

/** Asks again and again until `isReached` answers something other than null; throws after `mostMs`. */
export const until = async <T>(isReached: () => Promise<T | null>, mostMs = 30_000): Promise<T> => {
  const endMs = Date.now() + mostMs;
  for (;;) {
    const value = await isReached();
    if (value !== null) return value;
    if (Date.now() > endMs) throw new Error('It was waited for in vain.');
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
};
