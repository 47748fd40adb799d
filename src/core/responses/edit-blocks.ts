import type { Anchor } from '../evidence/anchor.ts';
import type { ResponseBlock, ResponseSentence } from './response.ts';
import { splitSentences } from './sentences.ts';
import { isSamePlace } from './sentence-sources.ts';

type Blocks = readonly ResponseBlock[];

/**
 * Gives a sentence other words; the blanks behind it stay. Words that make several sentences where `before` was one become several, the
 * new ones without a source.
 */
export const withText = (
  blocks: Blocks,
  sentenceId: string,
  text: string,
  { before, newId }: { readonly before: string; readonly newId: () => string },
): ResponseBlock[] =>
  mapSentence(blocks, sentenceId, (sentence, inTable) => {
    const tail = /\s*$/.exec(sentence.text)?.[0] ?? '';
    const words = text.replace(/\s+$/, '');
    if (inTable) return [{ ...sentence, text: words }];
    if (words === '') return [];
    const ranges = splitSentences(words);
    const wasOne = splitSentences(before.trimEnd()).length <= 1;
    if (!wasOne || ranges.length < 2) return [{ ...sentence, text: words + tail }];
    return ranges.map((range, at) => {
      const piece = words.slice(range.start, range.end) + (at === ranges.length - 1 ? tail : '');
      return at === 0 ? { ...sentence, text: piece } : ownSentence(newId(), piece);
    });
  });

/** The words of a sentence while they are typed: nothing is cut or taken out yet. */
export const withTypedText = (blocks: Blocks, sentenceId: string, text: string): ResponseBlock[] =>
  mapSentence(blocks, sentenceId, (sentence, inTable) => [
    { ...sentence, text: inTable ? text : text.replace(/\s+$/, '') + (/\s*$/.exec(sentence.text)?.[0] ?? '') },
  ]);

/** Adds an empty sentence of the person's own behind another. In a table nothing can be added. */
export const withSentenceAfter = (blocks: Blocks, sentenceId: string, id: string): ResponseBlock[] =>
  mapSentence(blocks, sentenceId, (sentence, inTable) => (inTable ? [sentence] : [sentence, ownSentence(id, '')]));

/** Adds a paragraph with one empty sentence behind the block that holds a sentence, in that block's style or the one of running text. */
export const withParagraphAfter = (
  blocks: Blocks,
  sentenceId: string,
  ids: { readonly block: string; readonly sentence: string },
): ResponseBlock[] =>
  blocks.flatMap((block): ResponseBlock[] => {
    if (!holds(block, sentenceId)) return [block];
    const style =
      block.kind === 'paragraph'
        ? block.style
        : (blocks.find((one) => one.kind === 'paragraph' && one.style === 'BodyText')?.style ?? 'Normal');
    return [block, { kind: 'paragraph', id: ids.block, style, sentences: [ownSentence(ids.sentence, '')] }];
  });

/** Takes a sentence out, and its paragraph with it when it was the last; a table's cell is emptied instead. */
export const withoutSentence = (blocks: Blocks, sentenceId: string): ResponseBlock[] =>
  mapSentence(blocks, sentenceId, (sentence, inTable) => (inTable ? [{ ...sentence, text: '' }] : []));

/** Takes out sentences that have no words, such as one that was added and left empty. */
export const withoutEmpty = (blocks: Blocks): ResponseBlock[] =>
  blocks.flatMap((block): ResponseBlock[] => {
    if (block.kind === 'table') return [block];
    const sentences = block.sentences.filter((sentence) => sentence.text.trim() !== '');
    return sentences.length === 0 ? [] : sentences.length === block.sentences.length ? [block] : [{ ...block, sentences }];
  });

/** Moves a sentence one place up or down: within its paragraph, or over the edge into the next paragraph. Headings and tables are skipped. */
export const withMoved = (blocks: Blocks, sentenceId: string, direction: -1 | 1): ResponseBlock[] => {
  const from = blocks.findIndex((block) => block.kind === 'paragraph' && holds(block, sentenceId));
  const block = blocks[from];
  if (block?.kind !== 'paragraph') return [...blocks];
  const at = block.sentences.findIndex((sentence) => sentence.id === sentenceId);
  const sentence = block.sentences[at];
  if (!sentence) return [...blocks];
  const others = block.sentences.filter((one) => one !== sentence);
  if (at + direction >= 0 && at + direction < block.sentences.length) {
    const sentences = [...others.slice(0, at + direction), sentence, ...others.slice(at + direction)];
    return blocks.map((one) => (one === block ? { ...block, sentences } : one));
  }
  let to = from + direction;
  while (blocks[to] && blocks[to]?.kind !== 'paragraph') to += direction;
  const target = blocks[to];
  if (target?.kind !== 'paragraph') return [...blocks];
  const moved = direction > 0 ? [sentence, ...target.sentences] : [...target.sentences, sentence];
  return blocks.flatMap((one): ResponseBlock[] => {
    if (one === target) return [{ ...target, sentences: moved }];
    if (one === block) return others.length > 0 ? [{ ...block, sentences: others }] : [];
    return [one];
  });
};

/** Lets a sentence cite a place. */
export const withSource = (blocks: Blocks, sentenceId: string, anchor: Anchor): ResponseBlock[] =>
  mapSentence(blocks, sentenceId, (sentence) => [
    sentence.anchors.some((one) => isSamePlace(one, anchor)) ? sentence : { ...sentence, anchors: [...sentence.anchors, anchor] },
  ]);

/** Takes a place, and the fact that reads it, off a sentence. */
export const withoutSource = (
  blocks: Blocks,
  sentenceId: string,
  source: { readonly anchor: Anchor; readonly factId: string | null },
): ResponseBlock[] =>
  mapSentence(blocks, sentenceId, (sentence) => [
    {
      ...sentence,
      anchors: sentence.anchors.filter((one) => !isSamePlace(one, source.anchor)),
      factIds: sentence.factIds.filter((id) => id !== source.factId),
    },
  ]);

const ownSentence = (id: string, text: string): ResponseSentence => ({ id, text, origin: 'person', factIds: [], anchors: [] });

const holds = (block: ResponseBlock, sentenceId: string): boolean =>
  (block.kind === 'table' ? block.rows.flat() : block.sentences).some((sentence) => sentence.id === sentenceId);

/** Puts something in a sentence's place; a paragraph that loses its last sentence goes with it. Blocks without the sentence stay the same objects. */
const mapSentence = (
  blocks: Blocks,
  sentenceId: string,
  change: (sentence: ResponseSentence, inTable: boolean) => readonly ResponseSentence[],
): ResponseBlock[] =>
  blocks.flatMap((block): ResponseBlock[] => {
    if (!holds(block, sentenceId)) return [block];
    if (block.kind === 'table') {
      return [
        { ...block, rows: block.rows.map((row) => row.map((cell) => (cell.id === sentenceId ? (change(cell, true)[0] ?? cell) : cell))) },
      ];
    }
    const sentences = block.sentences.flatMap((sentence) => (sentence.id === sentenceId ? change(sentence, false) : [sentence]));
    return sentences.length > 0 ? [{ ...block, sentences }] : [];
  });
