/** Characters of a line folded to the plain forms that the grammars expect, each with its offset in the page's text. */
export interface FoldedLine {
  readonly text: string;
  /** For each UTF-16 unit of `text`, the offset of its source in the page's own text. */
  readonly source: readonly number[];
}

const INVISIBLE = /[\p{Cf}\p{Cc}\uFE00-\uFE0F]/u;
const MARKUP =
  /<\/?(?:a|b|i|u|p|em|strong|div|span|ul|ol|li|table|tr|td|th|tbody|h[1-6]|hr|img|font|sup|sub|code|pre|blockquote|center|html|body|head|meta|title)(?:[\s/][^<>]{0,600})?>/giy;
const FOLDS: Readonly<Record<string, string>> = {
  '‘': "'",
  '’': "'",
  '‚': "'",
  '‛': "'",
  '′': "'",
  '“': '"',
  '”': '"',
  '„': '"',
  '‟': '"',
  '″': '"',
  '«': '"',
  '»': '"',
  '‐': '-',
  '‑': '-',
  '−': '-',
  '﹣': '-',
  '\u0002': '-',
  '\uFFFE': '-',
  '☑': '☒',
  '✓': '☒',
  '✔': '☒',
  '✗': '☒',
  '□': '☐',
};

/**
 * Folds one line: quotes and hyphens to ASCII, compatibility forms to their letters, runs of blanks to one space (a wide run or a
 * column bar to a tab, which marks a cell), invisible and bidirectional controls dropped, light markup dropped where `markup` says so.
 * `gapAt` tells whether a blank at an offset of the page is a column gap, a word gap, or only letter-spacing (dropped). Linear in the line's length.
 */
export const foldLine = (
  raw: string,
  lineStart: number,
  markup: boolean,
  gapAt: (offset: number) => 'cell' | 'letter' | 'word',
): FoldedLine => {
  const out: string[] = [];
  const source: number[] = [];
  const push = (chars: string, at: number): void => {
    for (let i = 0; i < chars.length; i += 1) {
      out.push(chars[i] as string);
      source.push(at);
    }
  };
  let at = 0;
  while (at < raw.length) {
    const char = raw[at] as string;
    const offset = lineStart + at;
    if (char === ' ' || char === '\t' || (char > '~' && /\s/u.test(char))) {
      let end = at;
      let wide = false;
      let spaced = false;
      while (end < raw.length && /\s/u.test(raw[end] as string)) {
        const gap = gapAt(lineStart + end);
        if (raw[end] === '\t' || gap === 'cell') wide = true;
        if (gap === 'letter') spaced = true;
        end += 1;
      }
      if (raw[end] === '|' && /\s/u.test(raw[end + 1] ?? ' ')) {
        wide = true;
        end += 1;
        while (end < raw.length && /\s/u.test(raw[end] as string)) end += 1;
      }
      if (out.length > 0 && end < raw.length && !spaced) push(wide || end - at >= 3 ? '\t' : ' ', offset);
      at = end;
      continue;
    }
    if (markup) {
      const length = markupLength(raw, at, out.length === 0);
      if (length > 0) {
        at += length;
        continue;
      }
    }
    const code = raw.codePointAt(at) ?? 0;
    const whole = code > 0xffff ? String.fromCodePoint(code) : char;
    const fold = FOLDS[whole];
    if (fold !== undefined) push(fold, offset);
    else if (code < 0x7f && code >= 0x20) push(char, offset);
    else if (!INVISIBLE.test(whole)) {
      const plain = whole.normalize('NFKC');
      push(plain === whole || plain.length <= 3 ? plain : whole, offset);
    }
    at += whole.length;
  }
  while (out.length > 0 && (out.at(-1) === ' ' || out.at(-1) === '\t')) {
    out.pop();
    source.pop();
  }
  return { text: out.join(''), source };
};

const markupLength = (raw: string, at: number, lineOpens: boolean): number => {
  const char = raw[at];
  if (char === '<') {
    MARKUP.lastIndex = at;
    return MARKUP.exec(raw)?.[0].length ?? 0;
  }
  if (char === '*' && raw[at + 1] === '*') {
    let end = at;
    while (raw[end] === '*') end += 1;
    return end - at <= 3 ? end - at : 0;
  }
  if (char === '#' && lineOpens) {
    const hashes = /^#{1,6}(?=\s)/.exec(raw.slice(at, at + 8))?.[0].length ?? 0;
    return hashes;
  }
  if (char === '\\' && /[[\]_*#.()\\-]/.test(raw[at + 1] ?? '')) return 1;
  if (char === '\\' && at === raw.length - 1) return 1;
  return 0;
};
