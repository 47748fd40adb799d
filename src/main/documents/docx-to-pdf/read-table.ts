import type { XmlGeneralNode } from 'easy-template-x';
import { attribute, childVal, elementAt, elements } from '../docx-xml.ts';
import type { BlockModel, CellModel, CellRules, Rule, RowModel, TableModel } from './model.ts';
import type { ReadContext } from './read-context.ts';
import { ruleOf, twips } from './read-properties.ts';

/** Reads what stands in a cell. */
type ReadCell = (cell: XmlGeneralNode) => BlockModel[];

/** Reads a table: column widths, lines, fills, header rows, and what its cells hold. */
export const readTable = (table: XmlGeneralNode, context: ReadContext, readCell: ReadCell): TableModel => {
  const tblPr = elementAt(table, 'w:tblPr');
  const layers = [...context.styles.table(childVal(tblPr, 'w:tblStyle')), ...(tblPr ? [tblPr] : [])];
  const rows = elements(table, 'w:tr');
  const columnsPt = columnWidths(table, rows);
  const lines = tableLines(layers);
  const pads = padding(
    layers.map((layer) => elementAt(layer, 'w:tblCellMar')),
    { left: 5.4, right: 5.4, top: 0, bottom: 0 },
  );
  return {
    kind: 'table',
    // Before 2013, Word hung the table's edge out by the padding, so that words align with the text around.
    leftPt: (twips(attribute(elementAt(tblPr, 'w:tblInd'), 'w:w')) ?? 0) - (context.hangsTables ? pads.left : 0),
    columnsPt,
    rows: rows.map((row, index) =>
      readRow(row, { isFirst: index === 0, isLast: index === rows.length - 1, columns: columnsPt.length }, lines, pads, readCell),
    ),
  };
};

interface TableLines {
  readonly top: Rule | undefined;
  readonly bottom: Rule | undefined;
  readonly left: Rule | undefined;
  readonly right: Rule | undefined;
  readonly insideH: Rule | undefined;
  readonly insideV: Rule | undefined;
}

type Pads = CellModel['padPt'];

const readRow = (
  row: XmlGeneralNode,
  at: { readonly isFirst: boolean; readonly isLast: boolean; readonly columns: number },
  lines: TableLines,
  pads: Pads,
  readCell: ReadCell,
): RowModel => {
  const trPr = elementAt(row, 'w:trPr');
  let column = 0;
  const cells = elements(row, 'w:tc').map((cell): CellModel => {
    const tcPr = elementAt(cell, 'w:tcPr');
    const span = Math.max(1, Number(childVal(tcPr, 'w:gridSpan') ?? 1) || 1);
    const isFirstColumn = column === 0;
    column += span;
    const own = elementAt(tcPr, 'w:tcBorders');
    const inherited: CellRules = {
      top: at.isFirst ? lines.top : lines.insideH,
      bottom: at.isLast ? lines.bottom : lines.insideH,
      left: isFirstColumn ? lines.left : lines.insideV,
      right: column >= at.columns ? lines.right : lines.insideV,
    };
    const fill = attribute(elementAt(tcPr, 'w:shd'), 'w:fill');
    const merge = elementAt(tcPr, 'w:vMerge');
    return {
      span,
      merged: merge !== undefined && attribute(merge, 'w:val') !== 'restart',
      blocks: readCell(cell),
      rules: own ? withOwnRules(inherited, own) : inherited,
      padPt: padding([elementAt(tcPr, 'w:tcMar')], pads),
      ...(fill && /^[0-9a-f]{6}$/i.test(fill) ? { fill } : {}),
    };
  });
  return { header: elementAt(trPr, 'w:tblHeader') !== undefined, leastHeightPt: twips(childVal(trPr, 'w:trHeight')) ?? 0, cells };
};

const columnWidths = (table: XmlGeneralNode, rows: readonly XmlGeneralNode[]): number[] => {
  const grid = elements(elementAt(table, 'w:tblGrid'), 'w:gridCol').map((column) => twips(attribute(column, 'w:w')) ?? 0);
  const count = Math.max(grid.length, ...rows.map((row) => elements(row, 'w:tc').length));
  // Some writers leave the grid at a token width and put the real one on the cells.
  const isReal = grid.length > 0 && grid.every((width) => width > 8);
  if (isReal) return grid;
  const widest = rows.map((row) => elements(row, 'w:tc')).find((cells) => cells.length === count) ?? [];
  const widths = widest.map((cell) => twips(attribute(elementAt(cell, 'w:tcPr', 'w:tcW'), 'w:w')) ?? 0);
  return widths.length > 0 && widths.every((width) => width > 8)
    ? widths
    : Array.from({ length: Math.max(1, count) }, () => 468 / Math.max(1, count));
};

const tableLines = (layers: readonly XmlGeneralNode[]): TableLines => {
  let lines: TableLines = { top: undefined, bottom: undefined, left: undefined, right: undefined, insideH: undefined, insideV: undefined };
  for (const layer of layers) {
    const borders = elementAt(layer, 'w:tblBorders');
    if (!borders) continue;
    const side = (name: string, other: string, before: Rule | undefined): Rule | undefined => {
      const border = elementAt(borders, name) ?? elementAt(borders, other);
      return border ? ruleOf(border) : before;
    };
    lines = {
      top: side('w:top', 'w:top', lines.top),
      bottom: side('w:bottom', 'w:bottom', lines.bottom),
      left: side('w:left', 'w:start', lines.left),
      right: side('w:right', 'w:end', lines.right),
      insideH: side('w:insideH', 'w:insideH', lines.insideH),
      insideV: side('w:insideV', 'w:insideV', lines.insideV),
    };
  }
  return lines;
};

const withOwnRules = (inherited: CellRules, own: XmlGeneralNode): CellRules => {
  const side = (name: string, other: string, before: Rule | undefined): Rule | undefined => {
    const border = elementAt(own, name) ?? elementAt(own, other);
    return border ? ruleOf(border) : before;
  };
  return {
    top: side('w:top', 'w:top', inherited.top),
    bottom: side('w:bottom', 'w:bottom', inherited.bottom),
    left: side('w:left', 'w:start', inherited.left),
    right: side('w:right', 'w:end', inherited.right),
  };
};

const padding = (layers: readonly (XmlGeneralNode | undefined)[], base: Pads): Pads => {
  let pads = base;
  for (const layer of layers) {
    if (!layer) continue;
    const side = (name: string, other: string, before: number): number =>
      twips(attribute(elementAt(layer, name) ?? elementAt(layer, other), 'w:w')) ?? before;
    pads = {
      left: side('w:left', 'w:start', pads.left),
      right: side('w:right', 'w:end', pads.right),
      top: side('w:top', 'w:top', pads.top),
      bottom: side('w:bottom', 'w:bottom', pads.bottom),
    };
  }
  return pads;
};
