import { foldLine } from './fold-characters.ts';
import type { PageText } from './page-text.ts';

/** A printed line of a page: its folded text, where each character came from, and what is known of its place. */
export interface PageLine {
  readonly text: string;
  readonly source: readonly number[];
  /** Bold in a marked-up text: the questions of web forms are set so. */
  readonly bold: boolean;
  /** A hard break follows by the format's own rule (two trailing blanks, `<br>`). */
  readonly breaks: boolean;
  /** A gap wider than the page's usual line distance stands above it. */
  readonly gapAbove: boolean;
  /** Right edge and left edge in points; 0 without geometry. */
  readonly x0: number;
  readonly x1: number;
}

/** The lines of a page, in the order of its text; blank lines have empty `text`. */
export const pageLines = (page: PageText): PageLine[] => {
  const raws = rawLines(page.text);
  const markup = page.source === 'plain';
  const hasBoxes = page.charBoxes.length > 0;
  const gapAt = hasBoxes ? gapTest(page, raws) : (): 'word' => 'word';
  const places = hasBoxes ? raws.map((raw) => linePlace(page, raw.start, raw.end)) : [];
  const usualStep = hasBoxes ? medianStep(places) : 0;
  return raws.map((raw, i) => {
    const folded = foldLine(page.text.slice(raw.start, raw.end), raw.start, markup, gapAt);
    const place = places[i];
    const above = lastPlaced(places, i);
    const gapAbove = place !== undefined && place.height > 0 && above !== undefined && Math.abs(above.y - place.y) > usualStep * 1.35 + 0.5;
    return {
      text: folded.text,
      source: folded.source,
      bold: markup && /^\s*\*\*.{3,}\*\*\s*(?:<br\s*\/?>)?\s*$/.test(page.text.slice(raw.start, Math.min(raw.end, raw.start + 2_000))),
      breaks: raw.breaks,
      gapAbove,
      x0: place?.x0 ?? 0,
      x1: place?.x1 ?? 0,
    };
  });
};

interface RawLine {
  readonly start: number;
  readonly end: number;
  readonly breaks: boolean;
}

const LINE_END = /\r\n|[\n\r\v\f\u2028\u2029]|<br\s{0,3}\/?>/gi;

const rawLines = (text: string): RawLine[] => {
  const lines: RawLine[] = [];
  let start = 0;
  for (const match of text.matchAll(LINE_END)) {
    const breaks = match[0].startsWith('<') || /\S {2}$/.test(text.slice(Math.max(start, match.index - 3), match.index));
    lines.push({ start, end: match.index, breaks });
    start = match.index + match[0].length;
  }
  lines.push({ start, end: text.length, breaks: false });
  return lines;
};

interface Place {
  readonly x0: number;
  readonly x1: number;
  readonly y: number;
  readonly height: number;
}

const linePlace = (page: PageText, start: number, end: number): Place => {
  let x0 = Infinity;
  let x1 = -Infinity;
  let y0 = Infinity;
  let y1 = -Infinity;
  for (let at = start; at < end && at * 4 + 3 < page.charBoxes.length; at += 1) {
    const left = page.charBoxes[at * 4] as number;
    const right = page.charBoxes[at * 4 + 2] as number;
    if (right <= left) continue;
    if (left < x0) x0 = left;
    if (right > x1) x1 = right;
    const low = page.charBoxes[at * 4 + 1] as number;
    const high = page.charBoxes[at * 4 + 3] as number;
    if (low < y0) y0 = low;
    if (high > y1) y1 = high;
  }
  return x1 > x0 ? { x0, x1, y: y0, height: y1 - y0 } : { x0: 0, x1: 0, y: 0, height: 0 };
};

const lastPlaced = (places: readonly Place[], before: number): Place | undefined => {
  for (let i = before - 1; i >= 0 && i >= before - 6; i -= 1) if ((places[i]?.height ?? 0) > 0) return places[i];
  return undefined;
};

const medianStep = (places: readonly Place[]): number => {
  const steps: number[] = [];
  let last: Place | undefined;
  for (const place of places) {
    if (place.height === 0) continue;
    if (last !== undefined && last.y > place.y) steps.push(last.y - place.y);
    last = place;
  }
  steps.sort((a, b) => a - b);
  return steps[Math.floor(steps.length * 0.4)] ?? 12;
};

/** Tells column gaps, word gaps and the gaps of letter-spaced print apart, by their width beside the line's usual gap. */
const gapTest = (page: PageText, raws: readonly RawLine[]): ((offset: number) => 'cell' | 'letter' | 'word') => {
  const gaps = new Map<number, number>();
  const limits = new Map<number, number>();
  const letters = new Set<number>();
  for (const raw of raws) {
    const found: { at: number; gap: number }[] = [];
    let last = -1;
    let height = 0;
    const spread = isLetterSpaced(page.text.slice(raw.start, raw.end));
    const inner: number[] = [];
    for (let at = raw.start; at < raw.end && at * 4 + 3 < page.charBoxes.length; at += 1) {
      const x0 = page.charBoxes[at * 4] as number;
      const x1 = page.charBoxes[at * 4 + 2] as number;
      if (x1 <= x0 || /\s/.test(page.text[at] as string)) continue;
      height = Math.max(height, (page.charBoxes[at * 4 + 3] as number) - (page.charBoxes[at * 4 + 1] as number));
      if (spread && last >= 0) inner.push(x0 - (page.charBoxes[last * 4 + 2] as number));
      if (last >= 0 && at > last + 1) found.push({ at: last + 1, gap: x0 - (page.charBoxes[last * 4 + 2] as number) });
      last = at;
    }
    if (spread) {
      inner.sort((a, b) => a - b);
      const usual = inner[Math.floor(inner.length / 2)] ?? 0;
      for (const { at, gap } of found) if (gap < usual * 1.7 + 0.3) letters.add(at);
      continue;
    }
    const sorted = found.map(({ gap }) => gap).sort((a, b) => a - b);
    const median = sorted[Math.floor(sorted.length / 2)] ?? 0;
    const limit = Math.max(6, height * 0.9, median > height * 1.8 || found.length <= 5 ? 0 : median * 2.4);
    for (const { at, gap } of found) {
      gaps.set(at, gap);
      limits.set(at, limit);
    }
  }
  return (offset) => (letters.has(offset) ? 'letter' : (gaps.get(offset) ?? 0) > (limits.get(offset) ?? Infinity) ? 'cell' : 'word');
};

/** Print like `P E M B R O K E`: most tokens are one to three capitals. */
const isLetterSpaced = (line: string): boolean => {
  if (line.length > 140) return false;
  const tokens = line.trim().split(/\s+/);
  return tokens.length >= 7 && tokens.filter((token) => /^\p{Lu}{1,3}$/u.test(token)).length / tokens.length > 0.85;
};
