/** An expected failure of a use case: its kind, and what happened, what was kept and what to do next in plain words. */
export interface Failure<K extends string = string> {
  readonly kind: K;
  readonly message: string;
}
