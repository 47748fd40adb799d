import type { BlockModel, CellModel, ParagraphModel, RowModel, TableModel } from './model.ts';
import type { FontSet } from './serif-fonts.ts';
import { raisedPt, setLines, type PageNumbers, type SetLine } from './set-lines.ts';
import { moved, type Shape } from './shapes.ts';

/**
 * A strip of the text area that no page break cuts. `beforePt` falls away at the top of a page; `keepNext` wants the following strip
 * on the same page; `repeat` are the header rows to set again when the strip starts a page.
 */
export interface Strip {
  readonly beforePt: number;
  readonly heightPt: number;
  readonly keepNext: boolean;
  readonly breakBefore: boolean;
  readonly breakAfter: boolean;
  readonly shapes: readonly Shape[];
  readonly repeat: readonly Strip[];
  /** Cuts a strip that is higher than a page into pieces that are not higher than `roomPt`. */
  readonly pieces?: (roomPt: number) => readonly Strip[];
}

/** Sets blocks below each other, `widthPt` wide, as strips. */
export const stack = (blocks: readonly BlockModel[], widthPt: number, fonts: FontSet, numbers?: PageNumbers): Strip[] => {
  const strips: Strip[] = [];
  let afterPt = 0;
  let previous: ParagraphModel | undefined;
  for (const block of blocks) {
    const isTight = block.kind === 'paragraph' && previous?.styleId === block.styleId;
    const gapPt = isTight && previous?.style.tightWithSame ? 0 : afterPt;
    const set = block.kind === 'table' ? tableStrips(block, fonts, numbers) : paragraphStrips(block, widthPt, isTight, fonts, numbers);
    // As Word does, the larger of the two spaces between paragraphs counts, not their sum.
    set.forEach((strip, index) => strips.push(index === 0 ? { ...strip, beforePt: Math.max(strip.beforePt, gapPt) } : strip));
    afterPt = block.kind === 'paragraph' ? block.style.afterPt : 0;
    previous = block.kind === 'paragraph' ? block : undefined;
  }
  return strips;
};

/** The height of strips set below each other, spaces included. */
export const heightOf = (strips: readonly Strip[]): number =>
  strips.reduce((sum, strip, index) => sum + strip.heightPt + (index === 0 ? 0 : strip.beforePt), 0);

const paragraphStrips = (
  paragraph: ParagraphModel,
  widthPt: number,
  isTight: boolean,
  fonts: FontSet,
  numbers: PageNumbers | undefined,
): Strip[] => {
  const { style } = paragraph;
  const lines = setLines(paragraph, widthPt, fonts, numbers);
  return lines.map((line, index) => {
    const isFirst = index === 0;
    const isLast = index === lines.length - 1;
    const topPt = isFirst && style.top ? style.top.spacePt + style.top.widthPt : 0;
    const bottomPt = isLast && style.bottom ? style.bottom.spacePt + style.bottom.widthPt : 0;
    const heightPt = line.heightPt + topPt + bottomPt;
    const shapes: Shape[] = [];
    if (style.fill)
      shapes.push({
        kind: 'fill',
        xPt: style.leftPt,
        topPt: 0,
        widthPt: widthPt - style.leftPt - style.rightPt,
        heightPt,
        color: style.fill,
      });
    const rule = (y: number, drawn: typeof style.top): void => {
      if (drawn) shapes.push({ kind: 'rule', x0Pt: style.leftPt, y0Pt: y, x1Pt: widthPt - style.rightPt, y1Pt: y, rule: drawn });
    };
    if (isFirst) rule((style.top?.widthPt ?? 0) / 2, style.top);
    shapes.push(...lineShapes(line, topPt));
    if (isLast) rule(heightPt - (style.bottom?.widthPt ?? 0) / 2, style.bottom);
    return {
      beforePt: isFirst && !(isTight && style.tightWithSame) ? style.beforePt : 0,
      heightPt,
      // A first or last line never stands alone on a page.
      keepNext: isLast ? style.keepNext : style.keepLines || isFirst || index === lines.length - 2,
      breakBefore: isFirst && style.breakBefore,
      breakAfter: line.endsPage,
      shapes,
      repeat: [],
    };
  });
};

const lineShapes = (line: SetLine, topPt: number): Shape[] =>
  line.pieces.map((piece) =>
    piece.kind === 'image'
      ? {
          kind: 'image',
          bytes: piece.bytes,
          xPt: piece.xPt,
          topPt: topPt + line.baselinePt - piece.heightPt,
          widthPt: piece.widthPt,
          heightPt: piece.heightPt,
        }
      : {
          kind: 'text',
          text: piece.text,
          xPt: piece.xPt,
          baselinePt: topPt + line.baselinePt - raisedPt(piece.style),
          widthPt: piece.widthPt,
          style: piece.style,
        },
  );

const tableStrips = (table: TableModel, fonts: FontSet, numbers: PageNumbers | undefined): Strip[] => {
  const headers: Strip[] = [];
  const strips: Strip[] = [];
  let isHead = true;
  for (const row of table.rows) {
    isHead = isHead && row.header;
    const strip = rowStrip(table, row, isHead ? [] : [...headers], fonts, numbers);
    if (isHead) headers.push(strip);
    strips.push(isHead ? { ...strip, keepNext: true } : strip);
  }
  return strips;
};

const rowStrip = (table: TableModel, row: RowModel, repeat: readonly Strip[], fonts: FontSet, numbers: PageNumbers | undefined): Strip => {
  const cells: { cell: CellModel; xPt: number; widthPt: number; strips: readonly Strip[] }[] = [];
  let column = 0;
  let xPt = table.leftPt;
  for (const cell of row.cells) {
    const widthPt = table.columnsPt.slice(column, column + cell.span).reduce((sum, one) => sum + one, 0);
    const inner = Math.max(10, widthPt - cell.padPt.left - cell.padPt.right);
    cells.push({ cell, xPt, widthPt, strips: cell.merged ? [] : stack(cell.blocks, inner, fonts, numbers) });
    column += cell.span;
    xPt += widthPt;
  }
  const contentPt = (strips: readonly Strip[]): number => (strips[0]?.beforePt ?? 0) + heightOf(strips);
  const build = (contents: readonly (readonly Strip[])[], leastPt: number): Strip => {
    const heightPt = Math.max(
      leastPt,
      ...cells.map(({ cell }, index) => contentPt(contents[index] ?? []) + afterOf(cell) + cell.padPt.top + cell.padPt.bottom),
    );
    const shapes: Shape[] = cells.flatMap(({ cell, xPt: left, widthPt }): Shape[] =>
      cell.fill ? [{ kind: 'fill', xPt: left, topPt: 0, widthPt, heightPt, color: cell.fill }] : [],
    );
    cells.forEach(({ cell, xPt: left, widthPt }, index) => {
      shapes.push(...cellRules(cell, left, widthPt, heightPt));
      let y = cell.padPt.top;
      for (const strip of contents[index] ?? []) {
        y += strip.beforePt;
        for (const shape of strip.shapes) shapes.push(moved(shape, left + cell.padPt.left, y));
        y += strip.heightPt;
      }
    });
    return { beforePt: 0, heightPt, keepNext: false, breakBefore: false, breakAfter: false, shapes, repeat };
  };
  const whole = build(
    cells.map((one) => one.strips),
    row.leastHeightPt,
  );
  return {
    ...whole,
    pieces: (roomPt) => {
      const rest = cells.map((one) => [...one.strips]);
      const parts: Strip[] = [];
      while (rest.some((strips) => strips.length > 0)) {
        const taken = rest.map((strips, index) => {
          const pad = cells[index]?.cell.padPt ?? { top: 0, bottom: 0 };
          const some: Strip[] = [];
          while (strips[0] && (some.length === 0 || contentPt([...some, strips[0]]) + pad.top + pad.bottom <= roomPt))
            some.push(strips.shift() as Strip);
          return some;
        });
        parts.push(build(taken, 0));
      }
      return parts;
    },
  };
};

const afterOf = (cell: CellModel): number => {
  const last = cell.merged ? undefined : cell.blocks.at(-1);
  return last?.kind === 'paragraph' ? last.style.afterPt : 0;
};

const cellRules = (cell: CellModel, xPt: number, widthPt: number, heightPt: number): Shape[] => {
  const { top, bottom, left, right } = cell.rules;
  const shapes: Shape[] = [];
  const add = (rule: typeof top, x0Pt: number, y0Pt: number, x1Pt: number, y1Pt: number): void => {
    if (rule) shapes.push({ kind: 'rule', x0Pt, y0Pt, x1Pt, y1Pt, rule });
  };
  if (!cell.merged) add(top, xPt, 0, xPt + widthPt, 0);
  add(bottom, xPt, heightPt, xPt + widthPt, heightPt);
  add(left, xPt, 0, xPt, heightPt);
  add(right, xPt + widthPt, 0, xPt + widthPt, heightPt);
  return shapes;
};
