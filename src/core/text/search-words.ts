/** A word of a text as the full-text index sees it: folded, with its place in UTF-16 units. */
export interface SearchWord {
  readonly folded: string;
  readonly start: number;
  readonly end: number;
}

/** A text with case and accents folded; `source[i]` is the offset in the original of the unit that gave `text[i]`, with one more for the end. */
export interface FoldedText {
  readonly text: string;
  readonly source: readonly number[];
}

const WORD_CHAR = /[\p{L}\p{N}\p{Co}]/u;
/** Combining marks that the index takes as part of a word (SQLite's `sqlite3Fts5UnicodeIsdiacritic`); any other mark ends it. */
const WORD_MARK = /[\u0300-\u0304\u0306-\u030C\u030F\u0311\u031B\u0323-\u0328\u032D\u032E\u0330\u0331]/u;

/**
 * The words of a text, split and folded as SQLite's `unicode61 remove_diacritics 2` does: letters, digits and private characters make
 * words, case and accents do not count.
 */
export const searchWords = (text: string): SearchWord[] => {
  const words: SearchWord[] = [];
  let start = -1;
  let folded = '';
  let at = 0;
  const end = (): void => {
    if (start >= 0 && folded !== '') words.push({ folded, start, end: at });
    start = -1;
    folded = '';
  };
  while (at < text.length) {
    const code = text.charCodeAt(at);
    if (code < 128) {
      if (isAsciiWord(code)) {
        if (start < 0) start = at;
        folded += code >= 65 && code <= 90 ? String.fromCharCode(code + 32) : text.charAt(at);
      } else end();
      at += 1;
      continue;
    }
    const char = String.fromCodePoint(text.codePointAt(at) as number);
    const isMark = WORD_MARK.test(char);
    if (WORD_CHAR.test(char) || (isMark && start >= 0)) {
      if (start < 0) start = at;
      folded += isMark ? '' : foldCharacter(char);
    } else end();
    at += char.length;
  }
  end();
  return words;
};

/** The whole text folded, separators and all, for finding parts of words, numbers and addresses. */
export const foldText = (text: string): FoldedText => {
  let folded = '';
  const source: number[] = [];
  let at = 0;
  while (at < text.length) {
    const char = String.fromCodePoint(text.codePointAt(at) as number);
    const plain = WORD_MARK.test(char) ? '' : foldCharacter(char);
    for (let unit = 0; unit < plain.length; unit += 1) source.push(at);
    folded += plain;
    at += char.length;
  }
  source.push(text.length);
  return { text: folded, source };
};

/**
 * One character without case and, on Latin letters, without accents: the index knows no others. One whose small form is several characters
 * keeps its own form.
 */
const foldCharacter = (char: string): string => {
  if (char < '\u0080') return char.toLowerCase();
  const known = FOLDED.get(char);
  if (known !== undefined) return known;
  const base = char.normalize('NFD').replace(/[\u0300-\u036F]/g, '');
  const lower = (/^[A-Za-z]$/.test(base) ? base : char).toLowerCase();
  const folded = Array.from(lower).length === 1 ? lower : char;
  if (FOLDED.size < 20_000) FOLDED.set(char, folded);
  return folded;
};

/** Folding is asked for the same few characters again and again. */
const FOLDED = new Map<string, string>([
  ['ς', 'σ'],
  ['ſ', 's'],
  ['µ', 'μ'],
]);

const isAsciiWord = (code: number): boolean => (code >= 97 && code <= 122) || (code >= 65 && code <= 90) || (code >= 48 && code <= 57);
