/** A stretch `[start, end)` of a text, in UTF-16 units. */
export interface TextRange {
  readonly start: number;
  readonly end: number;
}

/**
 * Cuts a paragraph into sentences that, joined, are the paragraph again: each keeps the blanks or the line break behind it.
 * A line break always ends a sentence (addresses, signatures). No cut falls into a protected range, so a value such as
 * "Doe v. Example Inc." stays in one piece.
 */
export const splitSentences = (text: string, isProtected: readonly TextRange[] = []): TextRange[] => {
  const ranges: TextRange[] = [];
  let start = 0;
  const cutAt = (end: number): void => {
    if (end > start) ranges.push({ start, end });
    start = end;
  };
  for (const match of text.matchAll(/\n|[.!?]+["”’')\]]*[ \u00a0]+(?=["“‘'([]?[\p{Lu}\d§])/gu)) {
    const at = match.index;
    const end = at + match[0].length;
    if (isProtected.some((range) => at > range.start - 1 && at < range.end - 1)) continue;
    if (match[0] !== '\n' && endsInAbbreviation(text.slice(start, at + 1))) continue;
    cutAt(end);
  }
  cutAt(text.length);
  return ranges;
};

const ABBREVIATIONS = new Set([
  'v',
  'vs',
  'no',
  'nos',
  'inc',
  'corp',
  'co',
  'ltd',
  'llc',
  'mr',
  'mrs',
  'ms',
  'dr',
  'hon',
  'st',
  'art',
  'arts',
  'sec',
  'para',
  'pp',
  'p',
  'fed',
  'cal',
  'pub',
  'stat',
  'rev',
  'civ',
  'crim',
  'evid',
  'proc',
  'reg',
  'supp',
  'cf',
  'e.g',
  'i.e',
  'id',
  'al',
  'dept',
  'gov',
  'jan',
  'feb',
  'mar',
  'apr',
  'jun',
  'jul',
  'aug',
  'sep',
  'sept',
  'oct',
  'nov',
  'dec',
  'attn',
  'bros',
  'jr',
  'sr',
]);

const endsInAbbreviation = (text: string): boolean => {
  const word = /([\p{L}.]+)\.$/u.exec(text)?.[1];
  if (word === undefined) return false;
  return ABBREVIATIONS.has(word.toLowerCase()) || /^\p{Lu}$/u.test(word) || /^(?:\p{Lu}\.)+\p{Lu}$/u.test(word);
};

/** The paragraph that sentences make; a blank is put between two that have none. */
export const joinSentences = (texts: readonly string[]): string =>
  texts.reduce(
    (joined, text) => (joined === '' || text === '' || /\s$/.test(joined) || /^\s/.test(text) ? joined + text : `${joined} ${text}`),
    '',
  );
