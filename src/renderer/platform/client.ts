import type { CallInput, CallName, CallOutput, CallResult } from '../../contract/index.ts';
import type { CallFailure } from '../../contract/call.ts';
import { bridge } from './host.ts';

export type { CallFailure, CallInput, CallName, CallOutput, CallResult };

/** A failure of a call as an exception, for query and mutation hooks. */
export class CallError extends Error {
  readonly failure: CallFailure;

  constructor(failure: CallFailure) {
    super(failure.message);
    this.name = 'CallError';
    this.failure = failure;
  }
}

const UNREACHABLE: CallFailure = {
  kind: 'incident',
  message: 'The desk does not answer. Everything saved so far is kept. Start Casewright again, or wait if it is restarting.',
};

/** Makes calls of the contract. Expected failures come back as a Result; a desk that does not answer is one of them. */
export const client = {
  call: async <N extends CallName>(name: N, input: CallInput<N>): Promise<CallResult<N>> => {
    try {
      const electron = bridge();
      return asResult<N>(electron ? await electron.call(name, input) : await post(name, input));
    } catch {
      return failed<N>(UNREACHABLE);
    }
  },
};

const post = async (name: CallName, input: unknown): Promise<unknown> => {
  const response = await fetch('/api/call', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ call: name, input }),
    credentials: 'same-origin',
  });
  if (response.status === 401 || response.status === 403) {
    return {
      ok: false,
      failure: {
        kind: 'forbidden',
        message: 'This window is not admitted to the desk. Open the address that Casewright printed when it started.',
      },
    };
  }
  return response.json();
};

/** The desk is of the same build, so its outputs are trusted; only the envelope is checked, as a proxy or a crash could answer instead. */
const asResult = <N extends CallName>(answer: unknown): CallResult<N> =>
  typeof answer === 'object' && answer !== null && 'ok' in answer ? (answer as CallResult<N>) : failed<N>(UNREACHABLE);

const failed = <N extends CallName>(failure: CallFailure): CallResult<N> => ({ ok: false, failure }) as CallResult<N>;
