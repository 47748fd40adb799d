import type { SearchQuery, SearchTerm } from './search-query.ts';
import { type FoldedText, foldText, type SearchWord, searchWords } from './search-words.ts';

/** A place in a text, in UTF-16 units, `end` not included. */
export interface TextRange {
  readonly start: number;
  readonly end: number;
}

/**
 * Every place of a page's text where a query is met, in reading order, without overlaps; none unless every term is. Where the words stand
 * together as they were typed, those places alone are named; else each word's.
 */
export const findMatches = (text: string, query: SearchQuery): TextRange[] => {
  const words = searchWords(text);
  let folded: FoldedText | undefined;
  const fold = (): FoldedText => (folded ??= foldText(text));
  if (query.asPhrase) {
    const together = sequences(words, query.asPhrase);
    if (together.length > 0) return together;
  }
  const all: TextRange[] = [];
  for (const term of query.terms) {
    const found = [...sequences(words, term), ...(term.part === null ? [] : parts(fold(), term.part))];
    if (found.length === 0) return [];
    all.push(...found);
  }
  return withoutOverlaps(all);
};

/** Places where the term's words stand one after the other. */
const sequences = (words: readonly SearchWord[], term: SearchTerm): TextRange[] => {
  const wanted = term.words;
  const found: TextRange[] = [];
  if (wanted.length === 0) return found;
  const lastWanted = wanted.length - 1;
  for (let first = 0; first + lastWanted < words.length; first += 1) {
    let at = 0;
    while (at <= lastWanted) {
      const here = (words[first + at] as SearchWord).folded;
      const want = wanted[at] as string;
      if (!(at === lastWanted && term.isPrefix ? here.startsWith(want) : here === want)) break;
      at += 1;
    }
    if (at <= lastWanted) continue;
    found.push({ start: (words[first] as SearchWord).start, end: (words[first + lastWanted] as SearchWord).end });
    first += lastWanted;
  }
  return found;
};

/** Places where the text itself stands, within words or across them. */
const parts = (folded: FoldedText, part: string): TextRange[] => {
  const wanted = foldText(part).text;
  const found: TextRange[] = [];
  if (wanted === '') return found;
  for (let at = folded.text.indexOf(wanted); at >= 0; at = folded.text.indexOf(wanted, at + wanted.length)) {
    const start = folded.source[at] as number;
    const lastUnit = folded.source[at + wanted.length - 1] as number;
    const end = endOfSource(folded.source, at + wanted.length, lastUnit);
    found.push({ start, end });
  }
  return found;
};

const withoutOverlaps = (ranges: readonly TextRange[]): TextRange[] => {
  const kept: TextRange[] = [];
  for (const range of [...ranges].sort((a, b) => a.start - b.start || b.end - a.end)) {
    if (range.start >= (kept.at(-1)?.end ?? 0)) kept.push(range);
  }
  return kept;
};

/** Where the character that begins at `lastUnit` ends: at the next character that left anything in the folded text. */
const endOfSource = (source: readonly number[], from: number, lastUnit: number): number => {
  let at = from;
  while (at < source.length - 1 && (source[at] as number) <= lastUnit) at += 1;
  return source[at] as number;
};
