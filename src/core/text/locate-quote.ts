import type { Box } from '../evidence/anchor.ts';
import { boxesForRange, type PageText } from './page-text.ts';
import type { TextRange } from './find-matches.ts';

/** A text reduced to what two extractors of the same page agree on, with the offset of each unit in the original. */
interface BareText {
  readonly text: string;
  readonly source: readonly number[];
}

/** How much of a selection's characters the text under its boxes may lack or add, when the two extractors order them differently. */
const TOLERATED_SHARE = 0.02;

/**
 * Where a quote that was selected on the rendered page stands in the page's extracted text: white space, hyphens at line ends, ligatures and
 * the shapes of quotation marks do not count; of several places the one nearest to `boxes` is meant. Null when it does not stand there.
 */
export const locateQuote = (page: PageText, quote: string, boxes: readonly Box[]): TextRange | null => {
  const bare = bareText(page.text);
  const wanted = bareText(quote).text;
  if (wanted === '') return null;
  const places: TextRange[] = [];
  for (let at = bare.text.indexOf(wanted); at >= 0; at = bare.text.indexOf(wanted, at + 1)) {
    places.push({ start: bare.source[at] as number, end: endOfUnit(page.text, bare.source[at + wanted.length - 1] as number) });
  }
  if (places.length === 0) return rangeUnderBoxes(page, wanted, boxes);
  if (places.length === 1 || boxes.length === 0) return places[0] as TextRange;
  const scored = places.map((place) => ({ place, distance: distance(boxesForRange(page, place.start, place.end), boxes) }));
  return scored.reduce((best, next) => (next.distance < best.distance ? next : best)).place;
};

const DROPPED = /[\s\p{Cc}\p{Cf}\uFFFD\-\u2010-\u2015\u2212]/u;
const QUOTES: Readonly<Record<string, string>> = {
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
};

const bareText = (text: string): BareText => {
  let bare = '';
  const source: number[] = [];
  for (let at = 0; at < text.length;) {
    const char = String.fromCodePoint(text.codePointAt(at) as number);
    if (!DROPPED.test(char)) {
      const plain = QUOTES[char] ?? (char < '\u0080' ? char : char.normalize('NFKC'));
      for (let unit = 0; unit < plain.length; unit += 1) source.push(at);
      bare += plain;
    }
    at += char.length;
  }
  return { text: bare, source };
};

const endOfUnit = (text: string, at: number): number => at + ((text.codePointAt(at) ?? 0) > 0xffff ? 2 : 1);

/** The stretch of text whose characters lie under the boxes, if it has the quote's characters, whatever their order. */
const rangeUnderBoxes = (page: PageText, wanted: string, boxes: readonly Box[]): TextRange | null => {
  let start = -1;
  let end = -1;
  for (let at = 0; at * 4 < page.charBoxes.length; at += 1) {
    const [x0, y0, x1, y1] = [
      page.charBoxes[at * 4] ?? 0,
      page.charBoxes[at * 4 + 1] ?? 0,
      page.charBoxes[at * 4 + 2] ?? 0,
      page.charBoxes[at * 4 + 3] ?? 0,
    ];
    if (x1 <= x0 || !boxes.some((box) => contains(box, (x0 + x1) / 2, (y0 + y1) / 2))) continue;
    if (start < 0) start = at;
    end = endOfUnit(page.text, at);
  }
  if (start < 0) return null;
  const there = characterCounts(bareText(page.text.slice(start, end)).text);
  const asked = characterCounts(wanted);
  let differing = 0;
  for (const char of new Set([...there.keys(), ...asked.keys()])) differing += Math.abs((there.get(char) ?? 0) - (asked.get(char) ?? 0));
  return differing <= wanted.length * TOLERATED_SHARE ? { start, end } : null;
};

const contains = ([x0, y0, x1, y1]: Box, x: number, y: number): boolean => x >= x0 && x <= x1 && y >= y0 && y <= y1;

const characterCounts = (text: string): Map<string, number> => {
  const counts = new Map<string, number>();
  for (const char of text) counts.set(char, (counts.get(char) ?? 0) + 1);
  return counts;
};

/** How far the middles of two groups of boxes are apart. */
const distance = (a: readonly Box[], b: readonly Box[]): number => {
  if (a.length === 0 || b.length === 0) return Number.POSITIVE_INFINITY;
  const [ax, ay] = middle(a);
  const [bx, by] = middle(b);
  return Math.hypot(ax - bx, ay - by);
};

const middle = (boxes: readonly Box[]): readonly [number, number] => [
  (Math.min(...boxes.map(([x0]) => x0)) + Math.max(...boxes.map(([, , x1]) => x1))) / 2,
  (Math.min(...boxes.map(([, y0]) => y0)) + Math.max(...boxes.map(([, , , y1]) => y1))) / 2,
];
