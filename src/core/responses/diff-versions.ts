import type { ResponseBlock } from './response.ts';
import { joinSentences } from './sentences.ts';
import { diffWords, type DiffPart } from './word-diff.ts';

/** How one block differs between two versions, word by word. */
export interface BlockDiff {
  readonly blockId: string;
  readonly change: 'same' | 'changed' | 'added' | 'removed';
  readonly parts: readonly DiffPart[];
}

/**
 * The difference between two versions, in the newer one's order, blocks matched by id; a removed block stands where it was.
 */
export const diffVersions = (before: readonly ResponseBlock[], after: readonly ResponseBlock[]): BlockDiff[] => {
  const older = new Map(before.map((block) => [block.id, block]));
  const newerIds = new Set(after.map((block) => block.id));
  const diffs: BlockDiff[] = [];
  let next = 0;
  const takeRemoved = (upTo: string | undefined): void => {
    const end = upTo === undefined ? before.length : before.findIndex((block) => block.id === upTo);
    for (; next < end; next += 1) {
      const block = before[next];
      if (block && !newerIds.has(block.id))
        diffs.push({ blockId: block.id, change: 'removed', parts: [{ text: textOfBlock(block), change: 'removed' }] });
    }
  };
  for (const block of after) {
    const was = older.get(block.id);
    if (!was) {
      diffs.push({ blockId: block.id, change: 'added', parts: [{ text: textOfBlock(block), change: 'added' }] });
      continue;
    }
    takeRemoved(block.id);
    const parts = diffWords(textOfBlock(was), textOfBlock(block));
    diffs.push({ blockId: block.id, change: parts.every((part) => part.change === 'same') ? 'same' : 'changed', parts });
  }
  takeRemoved(undefined);
  return diffs;
};

/** A block's words; the cells of a table are separated by tabs, its rows by line breaks. */
export const textOfBlock = (block: ResponseBlock): string =>
  block.kind === 'table'
    ? [block.header.join('\t'), ...block.rows.map((row) => row.map((cell) => cell.text).join('\t'))]
        .filter((line) => line !== '')
        .join('\n')
    : joinSentences(block.sentences.map((sentence) => sentence.text));
