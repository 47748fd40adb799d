import type { TextRange } from './find-matches.ts';

/** A part of a snippet; `hit` parts are the words found. */
export interface SnippetPart {
  readonly text: string;
  readonly hit: boolean;
}

const BEFORE_CHARS = 50;
const AFTER_CHARS = 90;

/** The line around one hit, cut at blanks, white space made one; other hits that stand near are marked too. */
export const snippetOf = (text: string, hits: readonly TextRange[], index: number): SnippetPart[] => {
  const hit = hits[index];
  if (!hit) return [];
  const from = startOf(text, hit.start);
  const to = endOf(text, hit.end);
  const parts: SnippetPart[] = [];
  const push = (start: number, end: number, isHit: boolean): void => {
    const words = text.slice(start, end).replace(/\s+/g, ' ');
    if (words !== '') parts.push({ text: words, hit: isHit });
  };
  let at = from;
  for (const near of hits) {
    if (near.start < from || near.end > to) continue;
    push(at, near.start, false);
    push(near.start, near.end, true);
    at = near.end;
  }
  push(at, to, false);
  if (from > 0) parts.unshift({ text: '…', hit: false });
  if (to < text.length) parts.push({ text: '…', hit: false });
  return parts;
};

const startOf = (text: string, hitStart: number): number => {
  const earliest = Math.max(0, hitStart - BEFORE_CHARS);
  if (earliest === 0) return 0;
  const blank = text.slice(earliest, hitStart).search(/\s/);
  return blank < 0 ? wholeCharacter(text, earliest) : earliest + blank + 1;
};

const endOf = (text: string, hitEnd: number): number => {
  const latest = Math.min(text.length, hitEnd + AFTER_CHARS);
  if (latest === text.length) return latest;
  const blank = text.slice(hitEnd, latest).search(/\s\S*$/);
  return blank <= 0 ? wholeCharacter(text, latest) : hitEnd + blank;
};

/** Not between the halves of a character. */
const wholeCharacter = (text: string, at: number): number => (/[\uDC00-\uDFFF]/.test(text.charAt(at)) ? at + 1 : at);
