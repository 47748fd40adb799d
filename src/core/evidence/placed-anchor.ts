import type { DocumentId } from '../ids.ts';
import type { Anchor } from './anchor.ts';

/** An anchor with the document it stands in, as the case labels it. */
export interface PlacedAnchor {
  readonly anchor: Anchor;
  readonly documentId: DocumentId;
  readonly documentLabel: string;
}
