import type { z } from 'zod';
import { contract, type CallName, type CallParsedInput, type CallResult, type Contract } from '../../contract/index.ts';
import type { CallDefinition, CallFailure } from '../../contract/call.ts';
import { isAllowed } from '../../core/policy/permissions.ts';
import { fail, type Result } from '../../core/result.ts';
import type { CallContext } from '../services/context.ts';
import { diskProblemOf } from '../services/disk-problem.ts';

/** The handlers of one group: parsed input in, a Result out. */
export type Handlers<G extends keyof Contract, Context = CallContext> = {
  readonly [C in keyof Contract[G] & string]: (
    context: Context,
    input: CallParsedInput<`${G}.${C}` & CallName>,
  ) => Promise<CallResult<`${G}.${C}` & CallName>>;
};

/** What the router needs of its surroundings. */
export interface RouterOptions<S> {
  /** Handlers of the calls that need no unlocked desk. */
  readonly sessionHandlers: Handlers<'session', S>;
  readonly deskHandlers: { readonly [G in Exclude<keyof Contract, 'session'>]: Handlers<G> };
  readonly session: S;
  /** The signed-in person's context, or null while locked. */
  readonly current: () => CallContext | null;
  /** Logs a bug and answers the number under which it was logged. */
  readonly reportIncident: (call: string, error: unknown) => string;
}

export type Route = (name: string, input: unknown) => Promise<Result<unknown, CallFailure>>;

type AnyHandler = (context: unknown, input: unknown) => Promise<Result<unknown, CallFailure>>;

/**
 * One way into the desk: finds the call, checks who may make it, parses its input, runs it, and catches once. Expected failures come
 * back as they are; a bug becomes an incident number.
 */
export const createRouter =
  <S>(options: RouterOptions<S>): Route =>
  async (name, input) => {
    const found = findCall(name);
    if (!found)
      return fail({
        kind: 'invalid-input',
        message: 'This desk does not know that call. The window and the desk may be of different versions: restart the program.',
      });
    const { group, member, definition } = found;
    const current = options.current();
    const refusal = refuse(definition, current);
    if (refusal) return fail(refusal);
    const parsed = definition.input.safeParse(input);
    if (!parsed.success) return fail(invalidInput(parsed.error));
    try {
      const handlers: Readonly<Record<string, unknown>> = group === 'session' ? options.sessionHandlers : options.deskHandlers[group];
      const handler = handlers[member] as AnyHandler;
      return await handler(group === 'session' ? options.session : current, parsed.data);
    } catch (error) {
      // The desk locked, or someone else signed in, while the call was under way: its vault closed under it, which is no bug.
      if (group !== 'session' && options.current() !== current) return fail(LOCKED_MEANWHILE);
      const problem = diskProblemOf(error);
      if (problem !== null) return fail({ kind: 'disk', message: problem });
      const incident = options.reportIncident(name, error);
      return fail({
        kind: 'incident',
        incident,
        message:
          'Something went wrong inside the program. Nothing of this step was saved; what was saved before is untouched. Try again, and report the incident number if it comes back.',
      });
    }
  };

const LOCKED_MEANWHILE: CallFailure = {
  kind: 'locked',
  message:
    'The desk was locked before this step was done. What was saved before is untouched; sign in again and look whether the step is there.',
};

const findCall = (name: string): { group: keyof Contract; member: string; definition: CallDefinition } | null => {
  const [group = '', member = '', ...rest] = name.split('.');
  if (rest.length > 0 || !Object.hasOwn(contract, group)) return null;
  const calls = contract[group as keyof Contract] as unknown as Readonly<Record<string, CallDefinition>>;
  const definition = Object.hasOwn(calls, member) ? calls[member] : undefined;
  return definition ? { group: group as keyof Contract, member, definition } : null;
};

const refuse = (definition: CallDefinition, current: CallContext | null): CallFailure | null => {
  if (definition.access === 'public') return null;
  if (!current) return { kind: 'locked', message: 'The desk is locked. Sign in again; nothing was lost.' };
  if (definition.access === 'signed-in' || isAllowed(current.actor.roles, definition.access)) return null;
  return {
    kind: 'forbidden',
    message: `Your role (${current.actor.roles.join(', ')}) does not include this step. Someone with the permission “${definition.access}” can do it.`,
  };
};

const invalidInput = (error: z.ZodError): CallFailure => ({
  kind: 'invalid-input',
  message: 'Some of what was entered can not be used. Nothing was saved.',
  details: error.issues.slice(0, 20).map((issue) => ({ name: issue.path.join('.') || 'input', text: issue.message })),
});
