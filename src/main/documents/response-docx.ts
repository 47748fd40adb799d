import { xml, type XmlGeneralNode } from 'easy-template-x';
import { buildBlocks } from '../../core/responses/build-blocks.ts';
import type { ResponseBlock } from '../../core/responses/response.ts';
import { joinSentences } from '../../core/responses/sentences.ts';
import type { TemplateFields } from '../../core/responses/template-fields.ts';
import { fail, ok, type Result } from '../../core/result.ts';
import { writeZip } from './docx-zip.ts';
import { copyOf, descendants, elements, serializePart } from './docx-xml.ts';
import { cellText, headerRowCount, readBody, type BodyPart, type FilledBody } from './filled-body.ts';
import { fillTemplate, withoutMarks, type FilledTemplate, type TemplateFailure } from './fill-template.ts';
import { newParagraph, rewriteParagraph, styleOf } from './rewrite-paragraph.ts';

/** Fills a template and reads the draft out of it: blocks and sentences with the facts and anchors that filled them. */
export const draftBlocks = async (
  template: Uint8Array,
  fields: TemplateFields,
  required: readonly string[] = [],
): Promise<Result<ResponseBlock[], TemplateFailure>> => {
  const filled = await fillTemplate(template, fields, required);
  if (!filled.ok) return filled;
  const body = bodyOf(filled.value);
  return body.ok ? ok(buildBlocks(body.value.parts.map((one) => one.part))) : body;
};

/**
 * Writes a response as DOCX in the template's own styles, letterhead, header and footer. Blocks that nobody changed stay exactly as
 * Word laid them out. The bytes depend only on the arguments.
 */
export const renderResponseDocx = async (
  template: Uint8Array,
  blocks: readonly ResponseBlock[],
  fields: TemplateFields,
): Promise<Result<Uint8Array, TemplateFailure>> => {
  const filled = await fillTemplate(template, fields);
  if (!filled.ok) return filled;
  const plain: FilledTemplate = {
    filled: [],
    parts: new Map([...filled.value.parts].map(([name, bytes]) => [name, isXml(name) ? unmarked(bytes) : bytes])),
  };
  const body = bodyOf(plain);
  if (!body.ok) return body;
  applyBlocks(body.value, blocks);
  const parts = new Map(plain.parts);
  parts.set(body.value.partName, serializePart(body.value.root));
  return ok(await writeZip(parts));
};

const bodyOf = (filled: FilledTemplate): Result<FilledBody, TemplateFailure> => {
  try {
    return ok(readBody(filled));
  } catch (error) {
    const why = error instanceof Error ? error.message : 'unknown reason';
    return fail({ kind: 'bad-template', tags: [], message: `The template can not be read as a Word document: ${why}.` });
  }
};

const applyBlocks = (body: FilledBody, blocks: readonly ResponseBlock[]): void => {
  const byId = new Map(body.parts.map((one) => [one.part.id, one]));
  const looks = new Map<string, XmlGeneralNode>();
  for (const one of body.parts) if (one.part.kind !== 'table' && !looks.has(one.part.style)) looks.set(one.part.style, copyOf(one.node));

  let previous: XmlGeneralNode | undefined;
  const kept = new Set<string>();
  for (const block of blocks) {
    const was = byId.get(block.id);
    if (was && (block.kind === 'table') === (was.part.kind === 'table') && !kept.has(block.id)) {
      kept.add(block.id);
      if (block.kind === 'table')
        rewriteTable(
          was.node,
          block.rows.map((row) => row.map((cell) => cell.text)),
        );
      else rewriteParagraph(was.node, joinSentences(block.sentences.map((sentence) => sentence.text)));
      previous = was.node;
    } else if (block.kind !== 'table') {
      const node = addedParagraph(block.style, joinSentences(block.sentences.map((sentence) => sentence.text)), looks);
      insert(node, previous, body.parts);
      previous = node;
    }
  }
  for (const one of body.parts) if (!kept.has(one.part.id)) xml.modify.remove(one.node);
};

const addedParagraph = (style: string, text: string, looks: ReadonlyMap<string, XmlGeneralNode>): XmlGeneralNode => {
  const look = looks.get(style);
  if (!look) return newParagraph(style, text);
  const paragraph = copyOf(look);
  rewriteParagraph(paragraph, text);
  return paragraph;
};

const insert = (node: XmlGeneralNode, previous: XmlGeneralNode | undefined, parts: readonly BodyPart[]): void => {
  const first = parts[0]?.node;
  if (previous) xml.modify.insertAfter(node, previous);
  else if (first) xml.modify.insertBefore(node, first);
};

const rewriteTable = (table: XmlGeneralNode, rows: readonly (readonly string[])[]): void => {
  const old = elements(table, 'w:tr').slice(headerRowCount(table));
  const pattern = old.at(-1);
  rows.forEach((cells, index) => {
    let row = old[index];
    if (!row && pattern) {
      row = copyOf(pattern);
      xml.modify.appendChild(table, row);
    }
    elements(row, 'w:tc').forEach((cell, column) => rewriteCell(cell, cells[column] ?? ''));
  });
  for (const row of old.slice(rows.length)) xml.modify.remove(row);
};

const rewriteCell = (cell: XmlGeneralNode, text: string): void => {
  if (cellText(cell) === text) return;
  const paragraphs = descendants(cell, 'w:p');
  const lines = text.split('\n');
  const style = paragraphs[0] ? styleOf(paragraphs[0]) : 'Normal';
  lines.forEach((line, index) => {
    const paragraph = paragraphs[index];
    if (paragraph) rewriteParagraph(paragraph, line);
    else xml.modify.appendChild(cell, paragraphs[0] ? sameLook(paragraphs[0], line) : newParagraph(style, line));
  });
  for (const paragraph of paragraphs.slice(lines.length)) xml.modify.remove(paragraph);
};

const sameLook = (paragraph: XmlGeneralNode, text: string): XmlGeneralNode => {
  const copy = copyOf(paragraph);
  rewriteParagraph(copy, text);
  return copy;
};

const isXml = (name: string): boolean => /\.(?:xml|rels)$/.test(name);

const unmarked = (bytes: Uint8Array): Uint8Array => new TextEncoder().encode(withoutMarks(new TextDecoder().decode(bytes)));
