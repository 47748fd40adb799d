import type { Anchor } from '../evidence/anchor.ts';
import type { FactState } from '../facts/fact.ts';
import type { ResponseSentence } from './response.ts';

/** A fact as far as a sentence's sources need it. */
export interface SourceFact {
  readonly id: string;
  readonly state: FactState;
  readonly anchor: Anchor;
}

/** One place that a sentence rests on: its spot, the fact that reads it, and whether the sentence cites the fact or only the spot. */
export interface SentenceSource<F extends SourceFact> {
  readonly anchor: Anchor;
  readonly fact: F | null;
  readonly citedAs: 'fact' | 'spot';
}

/**
 * The sources of a sentence in their order, each place once: first the facts it cites, then spots of its own. A spot that a fact of the
 * case reads is shown with that fact. Facts that are gone leave no source.
 */
export const sourcesOf = <F extends SourceFact>(
  sentence: Pick<ResponseSentence, 'factIds' | 'anchors'>,
  facts: readonly F[],
): SentenceSource<F>[] => {
  const byId = new Map(facts.map((fact) => [fact.id, fact]));
  const sources = new Map<string, SentenceSource<F>>();
  for (const id of sentence.factIds) {
    const fact = byId.get(id);
    if (fact) sources.set(placeOf(fact.anchor), { anchor: fact.anchor, fact, citedAs: 'fact' });
  }
  for (const anchor of sentence.anchors) {
    const place = placeOf(anchor);
    if (sources.has(place)) continue;
    const readings = facts.filter((fact) => placeOf(fact.anchor) === place);
    sources.set(place, { anchor, fact: readings.find((fact) => fact.state === 'confirmed') ?? readings[0] ?? null, citedAs: 'spot' });
  }
  return [...sources.values()];
};

/** Whether two anchors name the same words of the same document. */
export const isSamePlace = (a: Anchor, b: Anchor): boolean => placeOf(a) === placeOf(b);

const placeOf = (anchor: Anchor): string => `${anchor.documentSha256}/${anchor.pageNo}/${anchor.start}/${anchor.end}`;
