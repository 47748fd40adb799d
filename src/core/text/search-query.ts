import { searchWords } from './search-words.ts';

/**
 * One thing looked for. `words` must stand one after the other, whatever is between them; the last may go on if `isPrefix`. `part`, if
 * given, is text looked for anywhere, within words too: for numbers, handles, addresses and scripts without blanks.
 */
export interface SearchTerm {
  readonly raw: string;
  readonly words: readonly string[];
  readonly isPrefix: boolean;
  readonly part: string | null;
}

/** What a person typed into a search box. `asPhrase` is all of it as one sequence, where that makes sense. */
export interface SearchQuery {
  readonly terms: readonly SearchTerm[];
  readonly asPhrase: SearchTerm | null;
}

const MOST_TERMS = 16;
/** The shortest text that the index of parts can look up; SQLite's trigrams. */
export const SHORTEST_PART = 3;
const SCRIPT_WITHOUT_BLANKS =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]/u;

/**
 * Reads a query. Words between quotation marks are a phrase, taken exactly; the others must all stand on a page, each as a word's
 * beginning. No character has any other meaning, so nothing typed is an error.
 */
export const parseSearchQuery = (query: string): SearchQuery => {
  const terms: SearchTerm[] = [];
  let hasQuoted = false;
  for (const found of query.matchAll(/["“”„]([^"“”„]*)(?:["“”„]|$)|([^\s"“”„]+)/g)) {
    if (terms.length >= MOST_TERMS) break;
    const quoted = found[1]?.trim();
    const term = quoted === undefined ? wordTerm(found[2] as string) : phraseTerm(quoted);
    if (quoted !== undefined) hasQuoted = true;
    if (term) terms.push(term);
  }
  const words = terms.flatMap((term) => term.words);
  const last = terms.at(-1);
  const canBePhrase = !hasQuoted && terms.length > 1 && terms.every((term) => term.words.length > 0) && last !== undefined;
  return { terms, asPhrase: canBePhrase ? { raw: query, words, isPrefix: last.isPrefix, part: null } : null };
};

const wordTerm = (raw: string): SearchTerm | null => {
  const words = foldedWords(raw);
  const isWithin = /[\d@_]/.test(raw) || words.length === 0;
  if (raw === '') return null;
  return { raw, words, isPrefix: (words.at(-1)?.length ?? 0) > 1, part: isWithin ? raw : null };
};

const phraseTerm = (raw: string): SearchTerm | null => {
  if (raw === '') return null;
  const words = foldedWords(raw);
  return { raw, words, isPrefix: false, part: words.length === 0 ? raw : null };
};

/** None for a script without blanks: the index has whole clauses of it as one word. */
const foldedWords = (raw: string): string[] => (SCRIPT_WITHOUT_BLANKS.test(raw) ? [] : searchWords(raw).map((word) => word.folded));

/** A term that looks for the text within words too. */
export const withinWords = (term: SearchTerm): SearchTerm => ({ ...term, part: term.raw });
