import type { Anchor } from '../evidence/anchor.ts';
import { fail, ok, type Result } from '../result.ts';
import type { ResponseBlock, ResponseSentence } from './response.ts';
import { sentencesOf } from './support.ts';

/** Why an edit was refused; nothing of it is saved. */
export interface EditFailure {
  readonly kind: 'malformed-edit';
  readonly message: string;
}

/**
 * Decides what an edited response is. A sentence whose words stay keeps its origin and its facts; one whose words changed, and every
 * new one, is the person's own and keeps only the anchors that the person left or added, and such facts of the earlier sentence as
 * the person left. The window can't make words the template's or a fact's by saying so.
 */
export const applyEdit = (before: readonly ResponseBlock[], edited: readonly ResponseBlock[]): Result<ResponseBlock[], EditFailure> => {
  const repeated = firstRepeated(edited.map((block) => block.id)) ?? firstRepeated(sentencesOf(edited).map((sentence) => sentence.id));
  if (repeated !== undefined)
    return refuse(
      `Two parts of the response have the same id, ${repeated}. Nothing was saved; open the response again and repeat the change.`,
    );

  const blocksBefore = new Map(before.map((block) => [block.id, block]));
  const sentencesBefore = new Map(sentencesOf(before).map((sentence) => [sentence.id, sentence]));
  const blocks: ResponseBlock[] = [];
  for (const block of edited) {
    const was = blocksBefore.get(block.id);
    if (was && was.kind !== block.kind)
      return refuse(`The part ${block.id} was a ${was.kind} and can't become a ${block.kind}. Nothing was saved.`);
    if (block.kind === 'table') {
      if (was?.kind !== 'table') return refuse('A table comes from the template; a new one can not be added here. Nothing was saved.');
      const columns = was.rows[0]?.length ?? was.header.length;
      if (block.rows.some((row) => row.length !== columns))
        return refuse(`Each row of the table ${block.id} has ${columns} cells. Nothing was saved.`);
      blocks.push({ ...was, rows: block.rows.map((row) => row.map((cell) => settled(cell, sentencesBefore))) });
      continue;
    }
    const sentences = block.sentences.filter((sentence) => sentence.text !== '').map((sentence) => settled(sentence, sentencesBefore));
    if (sentences.length > 0) blocks.push({ ...block, style: was?.style ?? block.style, sentences });
  }
  if (blocks.length === 0) return refuse('The response would have no words left. Nothing was saved.');
  return ok(blocks);
};

const settled = (sentence: ResponseSentence, before: ReadonlyMap<string, ResponseSentence>): ResponseSentence => {
  const was = before.get(sentence.id);
  if (was && was.text.trim() === sentence.text.trim()) {
    // Anchors may be added to words that stay; those that came with the facts are not a person's to remove.
    const anchors = was.origin === 'person' ? sentence.anchors : union(was.anchors, sentence.anchors);
    const factIds = was.origin === 'person' ? was.factIds.filter((id) => sentence.factIds.includes(id)) : was.factIds;
    return { ...was, text: sentence.text, anchors, factIds };
  }
  return {
    id: sentence.id,
    text: sentence.text,
    origin: 'person',
    factIds: was ? was.factIds.filter((id) => sentence.factIds.includes(id)) : [],
    anchors: sentence.anchors,
  };
};

const union = (kept: readonly Anchor[], added: readonly Anchor[]): Anchor[] => [
  ...new Map([...kept, ...added].map((anchor) => [JSON.stringify(anchor), anchor])).values(),
];

const firstRepeated = (ids: readonly string[]): string | undefined => ids.find((id, index) => ids.indexOf(id) !== index);

const refuse = (message: string) => fail<EditFailure>({ kind: 'malformed-edit', message });
