import type { ResponseBlock, ResponseSentence } from './response.ts';
import { splitSentences } from './sentences.ts';
import type { FieldValue } from './template-fields.ts';

/** A stretch of a filled paragraph that a tag put there. */
export interface FilledMark {
  readonly start: number;
  readonly end: number;
  readonly tag: string;
  readonly value: FieldValue;
}

/** A paragraph of the filled template: its words and where the tags were. */
export interface FilledText {
  readonly text: string;
  readonly marks: readonly FilledMark[];
}

/** A part of the filled template in reading order. Ids follow its position, so the same template and fields give the same ids. */
export type FilledPart =
  | { readonly kind: 'heading' | 'paragraph'; readonly id: string; readonly style: string; readonly content: FilledText }
  | {
      readonly kind: 'table';
      readonly id: string;
      readonly style: string;
      readonly header: readonly string[];
      readonly rows: readonly (readonly FilledText[])[];
    };

/** The first draft: every sentence knows the facts that filled it; words that no tag touched are the template's. */
export const buildBlocks = (parts: readonly FilledPart[]): ResponseBlock[] =>
  parts.map((part) =>
    part.kind === 'table'
      ? {
          kind: 'table',
          id: part.id,
          style: part.style,
          header: part.header,
          rows: part.rows.map((row, rowIndex) =>
            row.map((cell, cellIndex) =>
              sentenceOf(`${part.id}r${rowIndex + 1}c${cellIndex + 1}`, cell, { start: 0, end: cell.text.length }),
            ),
          ),
        }
      : {
          kind: part.kind,
          id: part.id,
          style: part.style,
          sentences: splitSentences(part.content.text, part.content.marks).map((range, index) =>
            sentenceOf(`${part.id}s${index + 1}`, part.content, range),
          ),
        },
  );

const sentenceOf = (id: string, content: FilledText, range: { readonly start: number; readonly end: number }): ResponseSentence => {
  const values = content.marks.filter((mark) => mark.start < range.end && mark.end > range.start);
  const factIds = [...new Set(values.flatMap((mark) => mark.value.factIds))];
  const anchors = [...new Map(values.flatMap((mark) => mark.value.anchors).map((anchor) => [JSON.stringify(anchor), anchor])).values()];
  const isFromCase = factIds.length > 0 || anchors.length > 0;
  // The words of an item that nobody anchored are a person's, not the template's.
  const isUnsourced = values.some((mark) => mark.tag.startsWith('item-') && mark.tag !== 'item-number');
  return {
    id,
    text: content.text.slice(range.start, range.end),
    origin: isFromCase ? 'facts' : isUnsourced ? 'person' : 'template',
    factIds,
    anchors,
  };
};
