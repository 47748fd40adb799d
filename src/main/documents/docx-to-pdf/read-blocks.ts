import type { XmlGeneralNode } from 'easy-template-x';
import { attribute, childVal, descendants, elementAt, elements, textOf } from '../docx-xml.ts';
import type { BlockModel, Inline, ParagraphModel, RunStyle } from './model.ts';
import type { ReadContext } from './read-context.ts';
import { withParagraphProperties, withRunProperties } from './read-properties.ts';
import { readTable } from './read-table.ts';

const EMU_PER_PT = 12_700;

/** Reads paragraphs and tables below `container`, in order; content controls are looked through. */
export const readBlocks = (container: XmlGeneralNode | undefined, context: ReadContext): BlockModel[] =>
  elements(container).flatMap((node): BlockModel[] => {
    switch (node.nodeName) {
      case 'w:p':
        return [readParagraph(node, context)];
      case 'w:tbl':
        return [readTable(node, context, (cell) => readBlocks(cell, context))];
      case 'w:sdt':
        return readBlocks(elementAt(node, 'w:sdtContent'), context);
      case 'w:ins':
      case 'w:customXml':
        return readBlocks(node, context);
      default:
        return [];
    }
  });

const readParagraph = (node: XmlGeneralNode, context: ReadContext): ParagraphModel => {
  const pPr = elementAt(node, 'w:pPr');
  const named = context.styles.paragraph(childVal(pPr, 'w:pStyle'));
  const marker = context.lists.next(elementAt(pPr, 'w:numPr') ?? named.numPr);
  // A list indents only where neither the style nor the paragraph says otherwise.
  const listed = marker ? withParagraphProperties(named.paragraph, marker.pPr) : named.paragraph;
  const style = withParagraphProperties(listed, pPr);
  const base = withRunProperties(named.run, elementAt(pPr, 'w:rPr'));
  const field: FieldState = { kind: undefined, depth: 0, shown: false };
  return {
    kind: 'paragraph',
    styleId: named.id,
    style,
    base,
    inlines: readInlines(node, named.run, context, field),
    ...(marker ? { marker: { text: marker.text, style: withRunProperties(named.run, marker.rPr) } } : {}),
  };
};

/** Where in a field the reading is: fields for page numbers become inlines, the result of any other field is text. */
interface FieldState {
  kind: 'page' | 'pages' | undefined;
  depth: number;
  shown: boolean;
}

const readInlines = (container: XmlGeneralNode, base: RunStyle, context: ReadContext, field: FieldState): Inline[] =>
  elements(container).flatMap((node): Inline[] => {
    switch (node.nodeName) {
      case 'w:r':
        return readRun(node, base, context, field);
      case 'w:fldSimple': {
        const kind = pageField(attribute(node, 'w:instr') ?? '');
        return kind ? [{ kind, style: base }] : readInlines(node, base, context, field);
      }
      case 'w:pPr':
      case 'w:del':
        return [];
      default:
        return readInlines(node, base, context, field);
    }
  });

const readRun = (run: XmlGeneralNode, base: RunStyle, context: ReadContext, field: FieldState): Inline[] => {
  const rPr = elementAt(run, 'w:rPr');
  const style = withRunProperties(context.styles.run(base, childVal(rPr, 'w:rStyle')), rPr);
  if (rPr && elementAt(rPr, 'w:vanish')) return [];
  const inlines: Inline[] = [];
  for (const node of elements(run)) {
    if (node.nodeName === 'w:fldChar') followField(attribute(node, 'w:fldCharType'), field);
    else if (node.nodeName === 'w:instrText') field.kind ??= pageField(instruction(node));
    if (field.kind && field.shown && node.nodeName === 'w:fldChar') {
      inlines.push({ kind: field.kind, style });
      field.shown = false;
    }
    if (field.depth > 0 && field.kind) continue;
    inlines.push(...readRunChild(node, style, context));
  }
  return inlines;
};

const readRunChild = (node: XmlGeneralNode, style: RunStyle, context: ReadContext): Inline[] => {
  switch (node.nodeName) {
    case 'w:t':
    case 'w:noBreakHyphen':
      return [{ kind: 'text', text: textOf(node), style }];
    case 'w:tab':
      return [{ kind: 'tab', style }];
    case 'w:cr':
      return [{ kind: 'line-break', style }];
    case 'w:br':
      return [{ kind: attribute(node, 'w:type') === 'page' ? 'page-break' : 'line-break', style }];
    case 'w:pgNum':
      return [{ kind: 'page', style }];
    case 'w:drawing':
      return readDrawing(node, style, context);
    default:
      return [];
  }
};

const readDrawing = (drawing: XmlGeneralNode, style: RunStyle, context: ReadContext): Inline[] => {
  const extent = descendants(drawing, 'wp:extent')[0];
  const bytes = context.imageOf(attribute(descendants(drawing, 'a:blip')[0], 'r:embed') ?? '');
  const widthPt = Number(attribute(extent, 'cx')) / EMU_PER_PT;
  const heightPt = Number(attribute(extent, 'cy')) / EMU_PER_PT;
  return bytes && widthPt > 0 && heightPt > 0 ? [{ kind: 'image', bytes, widthPt, heightPt, style }] : [];
};

const followField = (type: string | undefined, field: FieldState): void => {
  if (type === 'begin') {
    field.depth += 1;
    if (field.depth === 1) field.kind = undefined;
  } else if (type === 'end') {
    field.depth = Math.max(0, field.depth - 1);
    field.shown = field.depth === 0 && field.kind !== undefined;
  }
};

const instruction = (node: XmlGeneralNode): string =>
  (node.childNodes ?? []).map((child) => ('textContent' in child ? child.textContent : '')).join('');

const pageField = (instr: string): 'page' | 'pages' | undefined => {
  const name = /^\s*(\w+)/.exec(instr)?.[1]?.toUpperCase();
  return name === 'PAGE' ? 'page' : name === 'NUMPAGES' || name === 'SECTIONPAGES' ? 'pages' : undefined;
};
