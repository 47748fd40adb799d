import type { MarkKind, PageMark } from '../pdf/page-mark.ts';

/** A stretch of a page's text under the same marks. `from` is its offset; `marks` those that cover it, the widest first. */
export interface TextRun {
  readonly from: number;
  readonly text: string;
  readonly marks: readonly PageMark[];
  /** Marks that begin here, whose flags stand beside it. */
  readonly begins: readonly PageMark[];
}

/** Cuts a page's text at every edge of a mark, so that overlapping marks each colour just their own words. */
export const textRuns = (text: string, marks: readonly PageMark[]): TextRun[] => {
  const placed = marks.filter((mark) => mark.start < mark.end && mark.start < text.length);
  const edges = new Set([0, text.length]);
  for (const mark of placed) edges.add(mark.start).add(Math.min(mark.end, text.length));
  const cuts = [...edges].sort((a, b) => a - b);
  return cuts.slice(0, -1).map((from, at) => {
    const to = cuts[at + 1] ?? text.length;
    const covering = placed.filter((mark) => mark.start <= from && mark.end >= to).sort((a, b) => b.end - b.start - (a.end - a.start));
    return {
      from,
      text: text.slice(from, to),
      marks: covering,
      begins: covering.filter((mark) => mark.start === from && mark.label !== ''),
    };
  });
};

/** The kind that colours a run: the narrowest mark over it that is not a hit. */
export const runKind = (run: TextRun): { readonly kind: MarkKind; readonly state: PageMark['state'] } | undefined => {
  const top = run.marks.filter((mark) => mark.kind !== 'hit').at(-1);
  return top ? { kind: top.kind, state: top.state } : undefined;
};
