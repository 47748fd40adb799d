import type { SearchHit } from '../../contract/documents.ts';
import { findMatches } from '../../core/text/find-matches.ts';
import { boxesForRange } from '../../core/text/page-text.ts';
import { parseSearchQuery, type SearchQuery, withinWords } from '../../core/text/search-query.ts';
import { snippetOf } from '../../core/text/snippet.ts';
import type { FoundPage, SearchScope } from '../store/search-store.ts';
import type { CallContext } from './context.ts';

/** A list nobody would read further; `more` says that there are others. */
const MOST_HITS = 2_000;
/** An anchor quotes at most this much. */
const MOST_QUOTED_CHARS = 8_000;

/** What a search found. `total` counts the hits on the pages looked at, of which there are at most as many as asked for. */
export interface SearchResult {
  readonly total: number;
  readonly more: boolean;
  readonly hits: readonly SearchHit[];
  readonly ms: number;
}

/**
 * Finds words on pages: every place, with its anchor. All words must stand on a page; where they stand together, those places are the hits. If
 * no page has them as words, they are looked for within words.
 */
export const searchDocuments = async (
  { desk }: Pick<CallContext, 'desk'>,
  search: { readonly query: string; readonly scope: SearchScope; readonly limit: number },
): Promise<SearchResult> => {
  const startMs = desk.now();
  const query = parseSearchQuery(search.query);
  const found = await lookUp(desk, query, search);
  const result =
    found.hits.length > 0 || found.more ? found : await lookUp(desk, { terms: query.terms.map(withinWords), asPhrase: null }, search);
  return { ...result, ms: desk.now() - startMs };
};

const lookUp = async (
  desk: CallContext['desk'],
  query: SearchQuery,
  { scope, limit }: { scope: SearchScope; limit: number },
): Promise<Omit<SearchResult, 'ms'>> => {
  if (query.terms.length === 0) return { total: 0, more: false, hits: [] };
  const pages = await desk.stores.search.pages(query.terms, scope, limit + 1);
  const hits: SearchHit[] = [];
  let total = 0;
  for (const found of pages.slice(0, limit)) {
    const ranges = findMatches(found.page.text, query).filter((range) => range.end - range.start <= MOST_QUOTED_CHARS);
    total += ranges.length;
    for (const index of ranges.keys()) if (hits.length < MOST_HITS) hits.push(hitOf(found, ranges, index));
  }
  return { total, more: pages.length > limit || total > hits.length, hits };
};

const hitOf = (found: FoundPage, ranges: readonly { readonly start: number; readonly end: number }[], index: number): SearchHit => {
  const { start, end } = ranges[index] as { start: number; end: number };
  const { page } = found;
  return {
    documentId: found.documentId,
    documentName: found.documentName,
    ...(found.label === null ? {} : { label: found.label }),
    ...(found.caseNumber === null ? {} : { caseNumber: found.caseNumber }),
    pageNo: page.pageNo,
    snippet: snippetOf(page.text, ranges, index),
    anchor: {
      documentSha256: found.documentSha256,
      pageNo: page.pageNo,
      boxes: boxesForRange(page, start, end),
      quote: page.text.slice(start, end),
      start,
      end,
    },
  };
};
