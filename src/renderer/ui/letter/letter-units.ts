import type { ResponseBlock, ResponseSentence, Support } from '../../../core/responses/response.ts';
import { sourcesOf, type SourceFact } from '../../../core/responses/sentence-sources.ts';
import { supportOf } from '../../../core/responses/support.ts';

/** What stands in the margin beside a sentence: how it is supported and by how many sources. Cells of one row on the same sources share one. */
export interface LetterUnit {
  readonly id: string;
  /** The sentences it speaks for; only a row of a table has more than one. */
  readonly sentenceIds: readonly string[];
  readonly text: string;
  readonly support: Support;
  readonly sources: number;
  readonly inTable: boolean;
}

/** How a sentence stands: its support, how many sources it has, and a key that is equal for equal sources. */
export interface Standing {
  readonly support: Support;
  readonly sources: number;
  readonly key: string;
}

/** Tells how sentences stand on the facts of a case; `known` is the desk's own answer, where it has given one. */
export const standingBy = (
  facts: readonly SourceFact[],
  known: Readonly<Record<string, Support>> = {},
): ((sentence: ResponseSentence) => Standing) => {
  const states = new Map(facts.map((fact) => [fact.id, fact.state]));
  return (sentence) => {
    const sources = sourcesOf(sentence, facts);
    return {
      support: known[sentence.id] ?? supportOf(sentence, states),
      sources: sources.length,
      key: sources.map(({ anchor }) => `${anchor.documentSha256}/${anchor.pageNo}/${anchor.start}/${anchor.end}`).join(' '),
    };
  };
};

/** The units of a letter in reading order; cells of fixed template words have none. */
export const unitsOf = (blocks: readonly ResponseBlock[], standingOf: (sentence: ResponseSentence) => Standing): LetterUnit[] =>
  blocks.flatMap((block) => {
    if (block.kind !== 'table') {
      return block.sentences
        .filter((sentence) => sentence.text.trim() !== '')
        .map((sentence) => unit([sentence], standingOf(sentence), false));
    }
    return block.rows.flatMap((row) => {
      const groups = Map.groupBy(
        row.filter((cell) => cell.text.trim() !== '' && standingOf(cell).support !== 'template'),
        (cell) => `${standingOf(cell).support} ${standingOf(cell).key}`,
      );
      return [...groups.values()].flatMap((cells) => (cells[0] ? [unit(cells, standingOf(cells[0]), true)] : []));
    });
  });

const unit = (sentences: readonly ResponseSentence[], { support, sources }: Standing, inTable: boolean): LetterUnit => ({
  id: sentences[0]?.id ?? '',
  sentenceIds: sentences.map((sentence) => sentence.id),
  text: sentences.map((sentence) => sentence.text.trim()).join(', '),
  support,
  sources,
  inTable,
});

/** How a unit's support reads aloud and in tooltips. */
export const supportWords = ({ support, sources }: Pick<LetterUnit, 'support' | 'sources'>): string => {
  const count = `${sources} ${sources === 1 ? 'source' : 'sources'}`;
  switch (support) {
    case 'confirmed':
      return `${count}, confirmed`;
    case 'suggested':
      return `${count}, suggested only`;
    case 'none':
      return sources > 0 ? 'its fact is no longer held true' : 'no source';
    case 'template':
      return 'template text';
    default:
      return support satisfies never;
  }
};
