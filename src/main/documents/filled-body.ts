import type { XmlGeneralNode } from 'easy-template-x';
import type { FilledMark, FilledPart, FilledText } from '../../core/responses/build-blocks.ts';
import { attribute, childVal, descendants, elementAt, elements, parsePart, textOf } from './docx-xml.ts';
import { MARK, withoutMarks, type FilledTag, type FilledTemplate } from './fill-template.ts';

/** A part of the filled document together with its element. */
export interface BodyPart {
  readonly part: FilledPart;
  readonly node: XmlGeneralNode;
}

/** The body of a filled document: its tree, and the parts with words in reading order. */
export interface FilledBody {
  readonly partName: string;
  readonly root: XmlGeneralNode;
  readonly parts: readonly BodyPart[];
}

/** Reads the body of a filled template. Paragraphs without words keep their place in the tree but are no parts. */
export const readBody = (filled: FilledTemplate): FilledBody => {
  const partName = mainPartName(filled.parts);
  const bytes = filled.parts.get(partName);
  if (!bytes) throw new Error(`the document has no part ${partName}`);
  const root = parsePart(bytes);
  const body = elementAt(root, 'w:body');
  if (!body) throw new Error('the document has no body');

  const parts: BodyPart[] = [];
  let paragraphs = 0;
  let tables = 0;
  const walk = (container: XmlGeneralNode): void => {
    for (const node of elements(container)) {
      if (node.nodeName === 'w:p') {
        paragraphs += 1;
        const content = markedText(textOf(node), filled.filled);
        const style = childVal(elementAt(node, 'w:pPr'), 'w:pStyle') ?? 'Normal';
        if (content.text.trim() !== '')
          parts.push({ node, part: { kind: isHeading(style) ? 'heading' : 'paragraph', id: `p${paragraphs}`, style, content } });
      } else if (node.nodeName === 'w:tbl') {
        tables += 1;
        parts.push({ node, part: tablePart(node, `t${tables}`, filled.filled) });
      } else if (node.nodeName === 'w:sdt') {
        const content = elementAt(node, 'w:sdtContent');
        if (content) walk(content);
      }
    }
  };
  walk(body);
  return { partName, root, parts };
};

/** The name of the part that holds the document's words, from the package's relationships. */
export const mainPartName = (parts: ReadonlyMap<string, Uint8Array>): string => {
  const rels = parts.get('_rels/.rels');
  const target = rels && elements(parsePart(rels), 'Relationship').find((rel) => attribute(rel, 'Type')?.endsWith('/officeDocument'));
  return (attribute(target, 'Target') ?? 'word/document.xml').replace(/^\//, '');
};

/** How many rows on top of a table are marked to repeat as its header. */
export const headerRowCount = (table: XmlGeneralNode): number => {
  const rows = elements(table, 'w:tr');
  const marked = rows.findIndex((row) => elementAt(row, 'w:trPr', 'w:tblHeader') === undefined);
  return marked === -1 ? rows.length : marked;
};

/** The text of a cell: its paragraphs as lines. */
export const cellText = (cell: XmlGeneralNode): string => descendants(cell, 'w:p').map(textOf).join('\n');

const tablePart = (table: XmlGeneralNode, id: string, filled: readonly FilledTag[]): FilledPart => {
  const rows = elements(table, 'w:tr').map((row) => elements(row, 'w:tc'));
  const headers = headerRowCount(table);
  return {
    kind: 'table',
    id,
    style: childVal(elementAt(table, 'w:tblPr'), 'w:tblStyle') ?? 'TableNormal',
    header: (rows[headers - 1] ?? []).map((cell) => withoutMarks(cellText(cell))),
    rows: rows.slice(headers).map((row) => row.map((cell) => markedText(cellText(cell), filled))),
  };
};

const markedText = (raw: string, filled: readonly FilledTag[]): FilledText => {
  const marks: FilledMark[] = [];
  let text = '';
  let open: { start: number; index: number } | undefined;
  for (const piece of raw.matchAll(/\uE000(\d*)\uE001|\uE002|[^\uE000-\uE002]+/g)) {
    if (piece[1] !== undefined) {
      open = { start: text.length, index: Number(piece[1]) };
    } else if (piece[0] === MARK.close) {
      const tag = open && filled[open.index];
      if (open && tag) marks.push({ start: open.start, end: text.length, tag: tag.tag, value: tag.value });
      open = undefined;
    } else {
      text += piece[0];
    }
  }
  return { text, marks };
};

const isHeading = (style: string): boolean => /^(?:heading|title|subtitle)/i.test(style);
