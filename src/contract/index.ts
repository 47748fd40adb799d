import type { InputOf, OutputOf, ParsedInputOf, ResultOf } from './call.ts';
import { cases } from './cases.ts';
import { desk } from './desk.ts';
import { documents } from './documents.ts';
import { decisions, exhibits, facts, notes, timeline } from './evidence.ts';
import { packets } from './packets.ts';
import { responses, reviews } from './responses.ts';
import { session } from './session.ts';

/** Every call between window and desk, grouped by feature. */
export const contract = {
  session,
  desk,
  documents,
  cases,
  facts,
  notes,
  timeline,
  exhibits,
  decisions,
  responses,
  reviews,
  packets,
} as const;
export type Contract = typeof contract;

/** `'cases.list'` and so on. */
export type CallName = {
  [G in keyof Contract]: { [C in keyof Contract[G]]: `${G & string}.${C & string}` }[keyof Contract[G]];
}[keyof Contract];

/** The definition behind a name. */
export type CallOf<N extends CallName> = N extends `${infer G}.${infer C}`
  ? G extends keyof Contract
    ? C extends keyof Contract[G]
      ? Contract[G][C]
      : never
    : never
  : never;

export type CallInput<N extends CallName> = InputOf<CallOf<N>>;
export type CallParsedInput<N extends CallName> = ParsedInputOf<CallOf<N>>;
export type CallOutput<N extends CallName> = OutputOf<CallOf<N>>;
export type CallResult<N extends CallName> = ResultOf<CallOf<N>>;

/** Every name, in the order of declaration. */
export const CALL_NAMES: readonly CallName[] = Object.entries(contract).flatMap(([group, calls]) =>
  Object.keys(calls).map((name) => `${group}.${name}` as CallName),
);
