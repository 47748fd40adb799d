import type { Anchor, Box } from '../../core/evidence/anchor.ts';
import type { DocumentId } from '../../core/ids.ts';
import { fail, ok, type Result } from '../../core/result.ts';
import { locateQuote } from '../../core/text/locate-quote.ts';
import { boxesForRange } from '../../core/text/page-text.ts';
import { notFound } from './change-case.ts';
import type { CallContext } from './context.ts';
import type { Failure } from './failure.ts';

const MOST_QUOTED_CHARS = 8_000;

/** Turns what was selected on a rendered page into an anchor that truly quotes our own text of the page. Refuses words that do not stand there. */
export const anchorSelection = async (
  { desk }: Pick<CallContext, 'desk'>,
  selection: { readonly documentId: DocumentId; readonly pageNo: number; readonly quote: string; readonly boxes: readonly Box[] },
): Promise<Result<Anchor, Failure<'not-found' | 'not-read-yet' | 'quote-not-found'>>> => {
  const document = await desk.stores.documents.byId(selection.documentId);
  if (!document) return fail(notFound('document'));
  const page = await desk.stores.pages.get(document.id, selection.pageNo);
  if (!page) return fail(notReadYet(document.state, selection.pageNo));
  const place = locateQuote(page, selection.quote, selection.boxes);
  if (!place) {
    return fail({
      kind: 'quote-not-found',
      message: `The selected words do not stand in the text of page ${selection.pageNo} as this desk reads it. Nothing was saved. Select a shorter stretch within one column or paragraph.`,
    });
  }
  if (place.end - place.start > MOST_QUOTED_CHARS) {
    return fail({
      kind: 'quote-not-found',
      message: `The selection is longer than ${MOST_QUOTED_CHARS.toLocaleString('en')} characters. Nothing was saved. Select less.`,
    });
  }
  return ok({
    documentSha256: document.sha256,
    pageNo: page.pageNo,
    boxes: boxesForRange(page, place.start, place.end),
    quote: page.text.slice(place.start, place.end),
    ...place,
  });
};

/** Says why there is no text of a page. */
export const notReadYet = (state: 'stored' | 'reading' | 'read' | 'kept-unreadable', pageNo: number): Failure<'not-read-yet'> => ({
  kind: 'not-read-yet',
  message:
    state === 'stored' || state === 'reading'
      ? `Page ${pageNo} has not been read yet. Reading goes on in the background; try again in a moment.`
      : `There is no text of page ${pageNo}: the document has no such page, or it could not be read.`,
});
