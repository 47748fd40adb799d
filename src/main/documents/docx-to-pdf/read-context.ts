import type { ListCounter } from './read-numbering.ts';
import type { StyleSheet } from './read-properties.ts';

/** What the reading of one part of a document needs beside its elements. `imageOf` gives the bytes behind a relationship id; `hangsTables` as Word did before 2013. */
export interface ReadContext {
  readonly styles: StyleSheet;
  readonly lists: ListCounter;
  readonly imageOf: (relationshipId: string) => Uint8Array | undefined;
  readonly hangsTables: boolean;
}
