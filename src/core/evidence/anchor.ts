import { z } from 'zod';
import { sha256Schema } from '../ids.ts';

/** A rectangle in PDF user space: `[x0, y0, x1, y1]` in points, origin at the lower left of the unrotated page. */
export const boxSchema = z.tuple([z.number(), z.number(), z.number(), z.number()]).readonly();
export type Box = z.infer<typeof boxSchema>;

/**
 * Where a claim stands in a document: the document's bytes, the page, the boxes and the quoted words.
 * `start` and `end` are UTF-16 offsets into the page's extracted text; `boxes` is empty for formats without a page
 * geometry (plain text), where the offsets alone locate the quote. An anchor survives a restart, an export, an import.
 */
export const anchorSchema = z
  .object({
    documentSha256: sha256Schema,
    pageNo: z.int().min(1),
    boxes: z.array(boxSchema).readonly(),
    quote: z.string().min(1).max(8_000),
    start: z.int().min(0),
    end: z.int().min(1),
  })
  .readonly();
export type Anchor = z.infer<typeof anchorSchema>;
