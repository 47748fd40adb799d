import type { Anchor } from '../evidence/anchor.ts';
import type { Sha256 } from '../ids.ts';
import { boxesForRange, type PageText } from './page-text.ts';
import { joinsNextLine } from './line-joins.ts';
import { isFurnitureLine, repeatedLines } from './page-furniture.ts';
import { pageLines, type PageLine } from './page-lines.ts';

/** A line or paragraph of the reading text: `[start, end)` in `ReadingText.text`. */
export interface TextBlock {
  readonly start: number;
  readonly end: number;
  readonly text: string;
  readonly bold: boolean;
  /** First block after a blank line or a wide gap. */
  readonly opensParagraph: boolean;
  readonly pageNo: number;
}

/**
 * A document's text as the grammars read it: wrapped lines joined by a space, other lines ended by `\n`, running heads, feet
 * and line numbers left out (kept in `furniture`), cells separated by a tab. Every range maps back to the pages.
 */
export interface ReadingText {
  readonly documentSha256: Sha256;
  readonly pages: readonly PageText[];
  readonly text: string;
  readonly blocks: readonly TextBlock[];
  /** Running heads and feet with their place: court stamps carry docket numbers and filing dates. */
  readonly furniture: readonly { readonly pageNo: number; readonly text: string; readonly start: number; readonly end: number }[];
  /** For each unit of `text`: the index into `pages`, and the offset in that page's text. */
  readonly pageIndexAt: Int32Array;
  readonly sourceAt: Int32Array;
  /** Indexes of pages on pleading paper, whose margin numbers stand between the lines. */
  readonly numberedPages: ReadonlySet<number>;
}

/** Builds the reading text of a document. Linear in its length. */
export const readingTextOf = (documentSha256: Sha256, pages: readonly PageText[]): ReadingText => {
  const linesByPage = pages.map(pageLines);
  const repeated = repeatedLines(linesByPage);
  const chunks: string[] = [];
  const pageIndex: number[] = [];
  const source: number[] = [];
  const blocks: { start: number; end: number; bold: boolean; opensParagraph: boolean; pageNo: number }[] = [];
  const furniture: { pageNo: number; text: string; start: number; end: number }[] = [];
  let length = 0;
  const push = (chars: string, page: number, at: readonly number[] | number): void => {
    chunks.push(chars);
    for (let i = 0; i < chars.length; i += 1) {
      pageIndex.push(page);
      source.push(typeof at === 'number' ? at : (at[i] ?? 0));
    }
    length += chars.length;
  };
  for (const [p, page] of pages.entries()) {
    const lines = linesByPage[p] ?? [];
    const body: PageLine[] = [];
    let blank = true;
    let opened = false;
    let join = false;
    const widths = lineWidths(lines);
    for (const [i, line] of lines.entries()) {
      if (line.text === '') {
        if (i > 0) blank = true;
        continue;
      }
      if (isFurnitureLine(line.text, i, lines.length, repeated, p === 0)) {
        const first = line.source[0] ?? 0;
        furniture.push({ pageNo: page.pageNo, text: line.text, start: first, end: (line.source.at(-1) ?? first) + 1 });
        continue;
      }
      const previous = body.at(-1);
      const opensParagraph = blank || line.gapAbove;
      join = previous !== undefined && !blank && joinsNextLine(previous, line, widths);
      if (!opened && p > 0 && /^[\p{Ll}(]/u.test(line.text) && /[\p{L},]$/u.test(chunks.at(-1) ?? '')) join = true;
      opened = true;
      if (join) {
        push(' ', p, line.source[0] ?? 0);
      } else {
        if (length > 0) push('\n', p, line.source[0] ?? 0);
        blocks.push({ start: length, end: length, bold: line.bold, opensParagraph, pageNo: page.pageNo });
      }
      push(line.text, p, line.source);
      const block = blocks.at(-1);
      if (block) block.end = length;
      body.push(line);
      blank = false;
    }
  }
  const text = withoutEndlessRuns(chunks.join(''));
  return {
    documentSha256,
    pages,
    text,
    blocks: blocks.map((block) => ({ ...block, text: text.slice(block.start, block.end) })),
    furniture,
    pageIndexAt: Int32Array.from(pageIndex),
    sourceAt: Int32Array.from(source),
    numberedPages: new Set(
      linesByPage.flatMap((lines, p) => (lines.filter((line) => /^\d{1,2}$/.test(line.text)).length >= 18 ? [p] : [])),
    ),
  };
};

const LONGEST_WORD = 2_400;

/** Runs of thousands of characters without a blank are no language: what exceeds a long address is masked, place by place, and costs nothing. */
const withoutEndlessRuns = (text: string): string =>
  text.replace(/\S{2400,}/g, (run) => run.slice(0, LONGEST_WORD) + '\u0000'.repeat(run.length - LONGEST_WORD));

const lineWidths = (lines: readonly PageLine[]): { readonly fullChars: number; readonly right: number; readonly left: number } => {
  const lengths = lines
    .map((line) => line.text.length)
    .filter((n) => n > 20)
    .sort((a, b) => a - b);
  const rights = lines
    .filter((line) => line.x1 > 0)
    .map((line) => line.x1)
    .sort((a, b) => a - b);
  const lefts = lines
    .filter((line) => line.x1 > 0)
    .map((line) => line.x0)
    .sort((a, b) => a - b);
  return {
    fullChars: lengths[Math.floor(lengths.length * 0.9)] ?? 80,
    right: rights[Math.floor(rights.length * 0.95)] ?? 0,
    left: lefts[Math.floor(lefts.length * 0.1)] ?? 0,
  };
};

const MAX_QUOTE = 4_000;

/** The anchor of `[start, end)` of the reading text; a range over several pages is anchored where it begins. */
export const anchorOf = (reading: ReadingText, start: number, end: number): Anchor => {
  let from = start;
  let to = Math.min(end, reading.text.length);
  while (from < to - 1 && /\s/.test(reading.text[from] ?? '')) from += 1;
  while (to > from + 1 && /\s/.test(reading.text[to - 1] ?? '')) to -= 1;
  const index = reading.pageIndexAt[from] ?? 0;
  while (to > from + 1 && reading.pageIndexAt[to - 1] !== index) to -= 1;
  const page = reading.pages[index] as PageText;
  const first = reading.sourceAt[from] ?? 0;
  const last = Math.min((reading.sourceAt[to - 1] ?? first) + 1, first + MAX_QUOTE);
  return anchorOnPage(reading.documentSha256, page, first, Math.max(last, first + 1));
};

/** The anchors of a range, one per printed line: margin numbers and page turns never stand inside a quote. */
export const lineAnchorsOf = (reading: ReadingText, start: number, end: number): Anchor[] => {
  const anchors: Anchor[] = [];
  let from = start;
  for (let at = start + 1; at <= end; at += 1) {
    const p = reading.pageIndexAt[at - 1] ?? 0;
    const before = reading.sourceAt[at - 1] ?? 0;
    const here = reading.sourceAt[at] ?? 0;
    const turns =
      at === end ||
      reading.pageIndexAt[at] !== p ||
      /[\r\n]/.test(reading.pages[p]?.text.slice(before, here) ?? '') ||
      (reading.text[at] === ' ' && /[\r\n]\s*$/.test(reading.pages[p]?.text.slice(before + 1, here) ?? ''));
    if (!turns) continue;
    if (/[\p{L}\p{N}]/u.test(reading.text.slice(from, at))) anchors.push(anchorOf(reading, from, at));
    from = at;
  }
  return anchors;
};

/** The anchor of `[start, end)` of a page's own text. */
export const anchorOnPage = (documentSha256: Sha256, page: PageText, start: number, end: number): Anchor => ({
  documentSha256,
  pageNo: page.pageNo,
  boxes: page.charBoxes.length > 0 ? boxesForRange(page, start, end) : [],
  quote: page.text.slice(start, end),
  start,
  end,
});
