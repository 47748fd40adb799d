import { diffVersions } from './diff-versions.ts';
import type { ResponseBlock } from './response.ts';
import { sentencesOf } from './support.ts';
import { diffWords, type DiffPart } from './word-diff.ts';

/** What changed between two versions, told by the sentences of the newer one. */
export interface ChangedWords {
  /** The words of each changed sentence, by its id: kept, added and removed ones in reading order. */
  readonly bySentence: ReadonlyMap<string, readonly DiffPart[]>;
  /** Paragraphs and tables that are gone, each behind the block of the newer version that it followed; null at the very beginning. */
  readonly removed: readonly { readonly afterBlockId: string | null; readonly text: string }[];
}

/** Compares two versions word by word. The cells of a table are compared one by one, paragraphs as running text. */
export const changedWords = (before: readonly ResponseBlock[], after: readonly ResponseBlock[]): ChangedWords => {
  const bySentence = new Map<string, readonly DiffPart[]>();
  const removed: { afterBlockId: string | null; text: string }[] = [];
  const blocks = new Map(after.map((block) => [block.id, block]));
  const cellsBefore = new Map(sentencesOf(before).map((sentence) => [sentence.id, sentence.text]));
  let last: string | null = null;
  for (const diff of diffVersions(before, after)) {
    const block = blocks.get(diff.blockId);
    if (!block) {
      removed.push({ afterBlockId: last, text: diff.parts.map((part) => part.text).join('') });
      continue;
    }
    last = block.id;
    if (diff.change === 'same') continue;
    if (block.kind === 'table') {
      for (const cell of block.rows.flat()) {
        const parts = diffWords(cellsBefore.get(cell.id) ?? '', cell.text);
        if (parts.some((part) => part.change !== 'same')) bySentence.set(cell.id, parts);
      }
      continue;
    }
    const pieces = cutBySentence(
      block.sentences.map((sentence) => sentence.text),
      diff.parts,
    );
    block.sentences.forEach((sentence, at) => {
      const parts = pieces[at] ?? [];
      if (parts.some((part) => part.change !== 'same')) bySentence.set(sentence.id, parts);
    });
  }
  return { bySentence, removed };
};

/** Deals the parts of a paragraph's difference out to its sentences; removed words stay with the sentence that they stood in or before. */
const cutBySentence = (sentences: readonly string[], parts: readonly DiffPart[]): DiffPart[][] => {
  const pieces: DiffPart[][] = sentences.map(() => []);
  // Where each sentence ends in the joined paragraph; a blank that joining puts between two belongs to the first.
  const ends: number[] = [];
  let end = 0;
  sentences.forEach((text, at) => {
    const next = sentences[at + 1];
    const needsBlank = next !== undefined && next !== '' && text !== '' && !/\s$/.test(text) && !/^\s/.test(next);
    end += text.length + (needsBlank ? 1 : 0);
    ends.push(end);
  });
  let at = 0;
  let sentence = 0;
  const lastIndex = sentences.length - 1;
  for (const part of parts) {
    if (part.change === 'removed') {
      pieces[sentence]?.push(part);
      continue;
    }
    let rest = part.text;
    while (rest !== '') {
      const room = sentence >= lastIndex ? rest.length : (ends[sentence] ?? at) - at;
      const taken = rest.slice(0, room);
      if (taken !== '') pieces[sentence]?.push({ text: taken, change: part.change });
      at += taken.length;
      rest = rest.slice(taken.length);
      while (sentence < lastIndex && at >= (ends[sentence] ?? 0)) sentence += 1;
    }
  }
  return pieces;
};
