import { z } from 'zod';
import { type Anchor, anchorSchema } from '../../core/evidence/anchor.ts';
import type { PlacedAnchor } from '../../core/evidence/placed-anchor.ts';
import type { DocumentId } from '../../core/ids.ts';

/** Parses a JSON column; throws if what is stored is not what `schema` says. */
export const fromJson = <S extends z.ZodType>(schema: S, text: string): z.output<S> => schema.parse(JSON.parse(text));

const anchorsSchema = z.array(anchorSchema);

/** Parses a column that holds a list of anchors. */
export const anchorsFromJson = (text: string): Anchor[] => fromJson(anchorsSchema, text);

/** Parses a column that holds an anchor or null. */
export const anchorFromJson = (text: string | null): Anchor | null => (text === null ? null : fromJson(anchorSchema, text));

/** Where the documents of a case stand, by the SHA-256 of their bytes. */
export type Places = ReadonlyMap<string, { readonly documentId: DocumentId; readonly documentLabel: string }>;

/** The document in which an anchor stands; throws for a document that is not of the case, which no checked anchor can name. */
export const placeOf = (places: Places, anchor: Anchor): { readonly documentId: DocumentId; readonly documentLabel: string } => {
  const place = places.get(anchor.documentSha256);
  if (!place) throw new Error(`An anchor names the document ${anchor.documentSha256}, which is not of its case.`);
  return place;
};

/** Anchors with their documents. */
export const placed = (places: Places, anchors: readonly Anchor[]): PlacedAnchor[] =>
  anchors.map((anchor) => ({ anchor, ...placeOf(places, anchor) }));
