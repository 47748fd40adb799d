import {
  PLAIN_PARAGRAPH,
  PLAIN_RUN,
  type BlockModel,
  type CellModel,
  type Inline,
  type ParagraphModel,
  type ParagraphStyle,
  type Rule,
  type RunStyle,
  type TableModel,
} from './docx-to-pdf/model.ts';

/** Words of a report, in pieces of different looks. */
export type Words =
  | string
  | readonly (
      | string
      | { readonly text: string; readonly bold?: boolean; readonly italic?: boolean; readonly small?: boolean; readonly color?: string }
    )[];

/** A column of a table: its title and its share of the width. */
export interface Column {
  readonly title: string;
  readonly share: number;
}

const INK = '1A2230';
const ACCENT = '1F3A5F';
/** The grey of quieter words in a report. */
export const QUIET = '5A6472';
const LINE: Rule = { widthPt: 0.5, color: 'C4CBD4', spacePt: 2 };
const BODY: RunStyle = { ...PLAIN_RUN, sizePt: 9.5, color: INK };
const TEXT: ParagraphStyle = { ...PLAIN_PARAGRAPH, afterPt: 4, line: { rule: 'factor', value: 1.08 } };

/** The width of a report's text on US Letter with its margins. */
export const REPORT_WIDTH_PT = 504;

/** The title of the report with a line of quieter words below it. */
export const title = (text: string, below: string): BlockModel[] => [
  paragraph(text, { ...TEXT, afterPt: 2, keepNext: true }, { ...BODY, sizePt: 20, bold: true, color: ACCENT }),
  paragraph(
    below,
    { ...TEXT, afterPt: 10, bottom: { ...LINE, color: ACCENT, widthPt: 1, spacePt: 6 } },
    { ...BODY, sizePt: 10.5, color: QUIET },
  ),
];

/** The heading of a section, kept with what follows. */
export const heading = (text: string): ParagraphModel =>
  paragraph(text, { ...TEXT, beforePt: 14, afterPt: 5, keepNext: true }, { ...BODY, sizePt: 12.5, bold: true, color: ACCENT });

/** A paragraph of running text. */
export const text = (words: Words): ParagraphModel => paragraph(words, TEXT, BODY);

/** A line of a command, indented. */
export const command = (words: string): ParagraphModel =>
  paragraph(words, { ...TEXT, leftPt: 14, afterPt: 2, fill: 'F2F4F7', rightPt: 0 }, { ...BODY, sizePt: 9 });

/** Names on the left, words on the right, without lines. */
export const pairs = (rows: readonly (readonly [string, Words])[]): TableModel => ({
  kind: 'table',
  leftPt: 0,
  columnsPt: [130, REPORT_WIDTH_PT - 130],
  rows: rows.map(([name, words]) => ({
    header: false,
    leastHeightPt: 0,
    cells: [
      cell(name, { ...BODY, color: QUIET }, {}, { left: 0, right: 6, top: 1.5, bottom: 1.5 }),
      cell(words, BODY, {}, { left: 0, right: 0, top: 1.5, bottom: 1.5 }),
    ],
  })),
});

/** A table with a header row that repeats on every page. */
export const table = (columns: readonly Column[], rows: readonly (readonly Words[])[]): TableModel => {
  const shares = columns.reduce((sum, column) => sum + column.share, 0);
  const pad = { left: 4, right: 4, top: 2.5, bottom: 2.5 };
  return {
    kind: 'table',
    leftPt: 0,
    columnsPt: columns.map((column) => (REPORT_WIDTH_PT * column.share) / shares),
    rows: [
      {
        header: true,
        leastHeightPt: 0,
        cells: columns.map((column) => ({
          ...cell(
            column.title,
            { ...BODY, sizePt: 8.5, bold: true, color: ACCENT },
            { top: LINE, bottom: { ...LINE, color: ACCENT } },
            pad,
          ),
          fill: 'EEF2F7',
        })),
      },
      ...rows.map((words) => ({
        header: false,
        leastHeightPt: 0,
        cells: words.map((one) => cell(one, { ...BODY, sizePt: 8.5 }, { bottom: LINE }, pad)),
      })),
    ],
  };
};

/** A line at the head or foot of each page: words on the left, and on the right words of which `page` and `pages` become numbers. */
export const edgeLine = (left: string, right: readonly string[], where: 'head' | 'foot'): ParagraphModel => {
  const style: RunStyle = { ...BODY, sizePt: 8.5, color: QUIET };
  return {
    kind: 'paragraph',
    styleId: 'Edge',
    style: {
      ...PLAIN_PARAGRAPH,
      tabs: [{ atPt: REPORT_WIDTH_PT, align: 'right' }],
      ...(where === 'head' ? { bottom: LINE, afterPt: 8 } : { top: LINE }),
    },
    base: style,
    inlines: [
      { kind: 'text', text: left, style },
      { kind: 'tab', style },
      ...right.map((piece): Inline =>
        piece === 'page' || piece === 'pages' ? { kind: piece, style } : { kind: 'text', text: piece, style },
      ),
    ],
  };
};

const cell = (words: Words, style: RunStyle, rules: CellModel['rules'], padPt: CellModel['padPt']): CellModel => ({
  span: 1,
  merged: false,
  blocks: [paragraph(words, PLAIN_PARAGRAPH, style)],
  rules,
  padPt,
});

const paragraph = (words: Words, style: ParagraphStyle, base: RunStyle): ParagraphModel => ({
  kind: 'paragraph',
  styleId: 'Report',
  style,
  base,
  inlines: inlinesOf(words, base),
});

const inlinesOf = (words: Words, base: RunStyle): Inline[] =>
  (typeof words === 'string' ? [words] : words).flatMap((piece) => {
    const style = typeof piece === 'string' ? base : styled(piece, base);
    const lines = (typeof piece === 'string' ? piece : piece.text).split('\n');
    return lines.flatMap((line, index): Inline[] => [
      ...(index === 0 ? [] : [{ kind: 'line-break', style } as const]),
      { kind: 'text', text: line, style },
    ]);
  });

const styled = (piece: Exclude<Words[number], string>, base: RunStyle): RunStyle => ({
  ...base,
  bold: piece.bold ?? base.bold,
  italic: piece.italic ?? base.italic,
  sizePt: piece.small ? base.sizePt - 1 : base.sizePt,
  color: piece.color ?? base.color,
});
