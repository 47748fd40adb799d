import type { FactState } from '../facts/fact.ts';
import type { ResponseBlock, ResponseSentence, Support } from './response.ts';

/** The state of each fact of the case, by id. */
export type FactStates = ReadonlyMap<string, FactState>;

/**
 * How well a sentence is supported. Fixed words of the template need nothing. Otherwise the weakest fact decides: one that is
 * rejected or gone leaves nothing, one only suggested leaves "suggested"; without facts, a person's anchor supports it.
 */
export const supportOf = (sentence: ResponseSentence, facts: FactStates): Support => {
  if (sentence.origin === 'template') return 'template';
  const states = sentence.factIds.map((id) => facts.get(id));
  if (states.some((state) => state === undefined || state === 'rejected')) return 'none';
  if (states.includes('suggested')) return 'suggested';
  return states.length > 0 || sentence.anchors.length > 0 ? 'confirmed' : 'none';
};

/** Every sentence of a response in reading order. */
export const sentencesOf = (blocks: readonly ResponseBlock[]): ResponseSentence[] =>
  blocks.flatMap((block) => (block.kind === 'table' ? block.rows.flat() : [...block.sentences]));
