import type { PaperBlock } from '../../../core/sample/paper.ts';
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
} from '../docx-to-pdf/model.ts';

const BODY: RunStyle = { ...PLAIN_RUN, sizePt: 11.5 };
const TEXT: ParagraphStyle = { ...PLAIN_PARAGRAPH, afterPt: 8, line: { rule: 'factor', value: 1.16 }, align: 'left' };
const THIN: Rule = { widthPt: 0.6, color: '444444', spacePt: 3 };
const SIGNED: RunStyle = { ...BODY, italic: true, sizePt: 17, color: '22336B' };

/** A block of a sample paper as the page layout wants it; `widthPt` is the width of the text. */
export const layOutBlock = (block: PaperBlock, widthPt: number): BlockModel[] => {
  switch (block.kind) {
    case 'letterhead':
      return [
        paragraph(block.name, { ...TEXT, align: 'center', afterPt: 2 }, { ...BODY, bold: true, sizePt: 15 }),
        ...block.lines.map((line, index) =>
          paragraph(
            line,
            {
              ...TEXT,
              align: 'center',
              afterPt: index === block.lines.length - 1 ? 20 : 0,
              ...(index === block.lines.length - 1 ? { bottom: { ...THIN, spacePt: 7 } } : {}),
            },
            { ...BODY, sizePt: 9.5 },
          ),
        ),
      ];
    case 'court':
      return block.lines.map((line, index) =>
        paragraph(
          line,
          { ...TEXT, align: 'center', afterPt: index === block.lines.length - 1 ? 12 : 0, keepNext: true },
          { ...BODY, bold: true, sizePt: 12.5 },
        ),
      );
    case 'title':
      return [
        paragraph(
          block.text,
          { ...TEXT, align: 'center', beforePt: 6, afterPt: block.below === undefined ? 14 : 1, keepNext: true },
          { ...BODY, bold: true, sizePt: 13 },
        ),
        ...(block.below === undefined
          ? []
          : [paragraph(block.below, { ...TEXT, align: 'center', afterPt: 16 }, { ...BODY, italic: true })]),
      ];
    case 'heading':
      return [paragraph(block.text, { ...TEXT, beforePt: 8, afterPt: 4, keepNext: true }, { ...BODY, bold: true })];
    case 'paragraph':
      return [
        paragraph(
          block.text,
          {
            ...TEXT,
            align: block.align ?? 'left',
            ...(block.align === 'center' ? { afterPt: 14 } : {}),
            ...(block.indent === 'first' ? { firstPt: 28 } : block.indent === 'block' ? { leftPt: 28, rightPt: 28 } : {}),
          },
          BODY,
        ),
      ];
    case 'numbered':
      return block.items.map((item, index) => ({
        ...paragraph(item, { ...TEXT, leftPt: 34, firstPt: -20, afterPt: 6, keepLines: true }, BODY),
        marker: { text: block.markers === 'letters' ? `(${String.fromCharCode(97 + index)})` : `${index + 1}.`, style: BODY },
      }));
    case 'caption':
      return [caption(block.left, block.right, widthPt), gap(12)];
    case 'fields':
      return [fields(block.rows, widthPt), gap(10)];
    case 'table':
      return [table(block, widthPt), gap(10)];
    case 'signature':
      return [
        paragraph(block.signed, { ...TEXT, beforePt: 18, afterPt: 0, leftPt: widthPt * 0.48, keepNext: true }, SIGNED),
        ...block.lines.map((line, index) =>
          paragraph(
            line,
            {
              ...TEXT,
              leftPt: widthPt * 0.48,
              afterPt: index === block.lines.length - 1 ? 14 : 0,
              keepNext: index < block.lines.length - 1,
              ...(index === 0 ? { top: THIN } : {}),
            },
            { ...BODY, sizePt: 10.5 },
          ),
        ),
      ];
    case 'page-break':
    default:
      return [];
  }
};

/** A small line for the foot of a page: words on the left, the page's number on the right. */
export const footLine = (words: string, widthPt: number): ParagraphModel => {
  const style: RunStyle = { ...BODY, sizePt: 8, color: '666666' };
  return {
    kind: 'paragraph',
    styleId: 'Foot',
    style: { ...PLAIN_PARAGRAPH, top: { widthPt: 0.4, color: '999999', spacePt: 4 }, tabs: [{ atPt: widthPt, align: 'right' }] },
    base: style,
    inlines: [
      { kind: 'text', text: words, style },
      { kind: 'tab', style },
      { kind: 'text', text: 'Page ', style },
      { kind: 'page', style },
      { kind: 'text', text: ' of ', style },
      { kind: 'pages', style },
    ],
  };
};

const paragraph = (text: string, style: ParagraphStyle, base: RunStyle): ParagraphModel => ({
  kind: 'paragraph',
  styleId: 'Paper',
  style,
  base,
  inlines: inlinesOf(text, base),
});

/** `**bold**` and `__italic__`, nothing else. */
const inlinesOf = (text: string, base: RunStyle): Inline[] =>
  text.split(/(\*\*[^*]+\*\*|__[^_]+__)/).flatMap((piece): Inline[] => {
    if (piece === '') return [];
    if (piece.startsWith('**')) return [{ kind: 'text', text: piece.slice(2, -2), style: { ...base, bold: true } }];
    if (piece.startsWith('__')) return [{ kind: 'text', text: piece.slice(2, -2), style: { ...base, italic: true } }];
    return [{ kind: 'text', text: piece, style: base }];
  });

const gap = (heightPt: number): ParagraphModel =>
  paragraph('', { ...TEXT, afterPt: 0, line: { rule: 'exact', value: heightPt } }, { ...BODY, sizePt: 4 });

const cell = (lines: readonly string[], rules: CellModel['rules'], base: RunStyle = BODY): CellModel => ({
  span: 1,
  merged: false,
  blocks: lines.map((line) => paragraph(line, { ...TEXT, afterPt: 1 }, base)),
  rules,
  padPt: { left: 6, right: 6, top: 4, bottom: 4 },
});

const caption = (left: readonly string[], right: readonly string[], widthPt: number): TableModel => ({
  kind: 'table',
  leftPt: 0,
  columnsPt: [widthPt * 0.52, widthPt * 0.48],
  rows: [{ header: false, leastHeightPt: 62, cells: [cell(left, { bottom: THIN, right: THIN }), cell(right, {})] }],
});

const fields = (rows: readonly (readonly [string, string])[], widthPt: number): TableModel => ({
  kind: 'table',
  leftPt: 0,
  columnsPt: [widthPt * 0.27, widthPt * 0.73],
  rows: rows.map(([name, value]) => {
    const box = { top: THIN, bottom: THIN, left: THIN, right: THIN };
    return {
      header: false,
      leastHeightPt: 22,
      cells: [cell([name], box, { ...BODY, sizePt: 10.5, bold: true }), cell([value], box, { ...BODY, sizePt: 10.5 })],
    };
  }),
});

const table = ({ header, shares, rows }: Extract<PaperBlock, { kind: 'table' }>, widthPt: number): TableModel => {
  const all = shares.reduce((sum, share) => sum + share, 0);
  const box = { top: THIN, bottom: THIN, left: THIN, right: THIN };
  return {
    kind: 'table',
    leftPt: 0,
    columnsPt: shares.map((share) => (widthPt * share) / all),
    rows: [
      {
        header: true,
        leastHeightPt: 0,
        cells: header.map((title) => ({ ...cell([title], box, { ...BODY, sizePt: 9.5, bold: true }), fill: 'EEEEEE' })),
      },
      ...rows.map((row) => ({ header: false, leastHeightPt: 0, cells: row.map((text) => cell([text], box, { ...BODY, sizePt: 9.5 })) })),
    ],
  };
};
