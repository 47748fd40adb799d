import { z } from 'zod';
import type { Permission } from '../core/policy/permissions.ts';
import type { Result } from '../core/result.ts';

/** Who may make a call: anyone at the lock screen, anyone signed in, or holders of a permission. */
export type Access = 'public' | 'signed-in' | Permission;

/** One call of the contract: who may make it, what goes in, what comes out, and how it can fail. */
export interface CallDefinition<I extends z.ZodType = z.ZodType, O extends z.ZodType = z.ZodType, F extends string = string> {
  readonly access: Access;
  readonly input: I;
  readonly output: O;
  /** The kinds of expected failure, beside those that any call can have. */
  readonly failures: readonly F[];
}

/** Declares a call; the value serves as the router's type, the window's client and the test fakes. */
export const call = <I extends z.ZodType, O extends z.ZodType, const F extends string = never>(definition: {
  access: Access;
  input: I;
  output: O;
  failures?: readonly F[];
}): CallDefinition<I, O, F> => ({ ...definition, failures: definition.failures ?? [] });

/** Failures that any call can have. `disk`: the vault's disk is full or a stored file is gone or damaged. `incident` is a bug: it carries the number under which it was logged. */
export const COMMON_FAILURES = ['locked', 'forbidden', 'invalid-input', 'not-found', 'disk', 'incident'] as const;
export type CommonFailure = (typeof COMMON_FAILURES)[number];

/**
 * An expected failure: its kind, and what happened, what was kept and what to do next in plain words.
 * `details` names fields, files or reasons for the screen to show as a list.
 */
export interface CallFailure<K extends string = string> {
  readonly kind: K | CommonFailure;
  readonly message: string;
  readonly details?: readonly { readonly name: string; readonly text: string }[];
  readonly incident?: string;
  readonly retryAfterMs?: number;
}

export type InputOf<C> = C extends CallDefinition<infer I> ? z.input<I> : never;
export type ParsedInputOf<C> = C extends CallDefinition<infer I> ? z.output<I> : never;
export type OutputOf<C> = C extends CallDefinition<z.ZodType, infer O> ? z.output<O> : never;
export type FailureKindOf<C> = C extends CallDefinition<z.ZodType, z.ZodType, infer F> ? F : never;
export type ResultOf<C> = Result<OutputOf<C>, CallFailure<FailureKindOf<C>>>;

/** An empty input or output. */
export const nothing = z.object({});
