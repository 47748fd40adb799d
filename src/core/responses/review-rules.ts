import type { CaseKind, Disposition } from '../cases/case.ts';
import type { Anchor } from '../evidence/anchor.ts';
import type { FactField, FactState } from '../facts/fact.ts';
import type { ResponseBlock } from './response.ts';
import { sentencesOf, supportOf } from './support.ts';

/** A line of the sign-off checklist. A line that `blocks` keeps the sign-off closed until it holds. */
export interface ChecklistLine {
  readonly id: string;
  readonly group: 'validity' | 'scope' | 'response';
  readonly text: string;
  readonly holds: boolean;
  readonly blocks: boolean;
  readonly detail: string;
  readonly sentenceIds: readonly string[];
  readonly anchor: Anchor | null;
}

/** What the checklist looks at. `unprintable` are characters of the response that the PDF can only show as a mark. */
export interface ReviewSubject {
  readonly kind: CaseKind;
  readonly facts: readonly { readonly id: string; readonly field: FactField; readonly state: FactState; readonly anchor: Anchor }[];
  readonly items: readonly {
    readonly position: number;
    readonly text: string;
    readonly disposition: Disposition;
    readonly reason: string;
    readonly anchor: Anchor | null;
  }[];
  readonly blocks: readonly ResponseBlock[];
  readonly unprintable: readonly string[];
}

/** The checklist of a submission: is the paper valid, is every item answered, does every sentence stand on something. */
export const signOffChecklist = (subject: ReviewSubject): ChecklistLine[] => [
  ...validityLines(subject),
  ...scopeLines(subject),
  ...responseLines(subject),
];

const VALIDITY: Readonly<Record<CaseKind, readonly (readonly [string, readonly FactField[]])[]>> = {
  'legal-request': [
    ['The issuing authority is confirmed', ['issuing-authority']],
    ['The reference number is confirmed', ['reference-number']],
    ['The date of issue is confirmed', ['issued-on']],
    ['The signatory is confirmed', ['signatory']],
    ['The statute it relies on is confirmed', ['statute']],
  ],
  'regulator-order': [
    ['The issuing authority is confirmed', ['issuing-authority']],
    ['The reference number is confirmed', ['reference-number']],
    ['The date of issue is confirmed', ['issued-on']],
    ['The legal basis is confirmed', ['statute']],
  ],
  'rights-claim': [
    ['The sender is confirmed', ['sender']],
    ['The right holder is confirmed', ['on-behalf-of', 'sender']],
    ['What is claimed is identified', ['identifier', 'requested-item']],
    ['The notice is signed', ['signatory']],
  ],
  incident: [['Who reported it is confirmed', ['sender']]],
  appeal: [
    ['The sender is confirmed', ['sender']],
    ['What is appealed is identified', ['reference-number', 'identifier']],
  ],
};

const validityLines = ({ kind, facts }: ReviewSubject): ChecklistLine[] =>
  VALIDITY[kind].map(([text, fields]) => {
    const fact = facts.find((one) => fields.includes(one.field) && one.state === 'confirmed');
    const suggested = facts.some((one) => fields.includes(one.field) && one.state === 'suggested');
    return line({
      id: `validity-${fields[0]}`,
      group: 'validity',
      text,
      holds: fact !== undefined,
      detail: fact ? '' : suggested ? 'It is only suggested; a person has to confirm it.' : 'No fact of the case says so.',
      anchor: fact?.anchor ?? null,
    });
  });

const NEEDS_REASON: readonly Disposition[] = ['partly', 'objected', 'withdrawn'];

const scopeLines = ({ kind, items, facts }: ReviewSubject): ChecklistLine[] => {
  const undecided = facts.filter((fact) => fact.state === 'suggested').length;
  const lines = items.map((item) => {
    const isOpen = item.disposition === 'open';
    const lacksReason = NEEDS_REASON.includes(item.disposition) && item.reason.trim() === '';
    return line({
      id: `item-${item.position}`,
      group: 'scope',
      text: `Item ${item.position} is answered: ${shortened(item.text)}`,
      holds: !isOpen && !lacksReason,
      blocks: true,
      detail: isOpen
        ? `Item ${item.position} has no disposition yet.`
        : lacksReason
          ? `The disposition of item ${item.position} needs a reason.`
          : '',
      anchor: item.anchor,
    });
  });
  if (items.length === 0 && (kind === 'legal-request' || kind === 'regulator-order')) {
    lines.push(
      line({
        id: 'items-listed',
        group: 'scope',
        text: 'The items asked for are listed',
        holds: false,
        detail: 'No item is listed; check that the request asks for none.',
      }),
    );
  }
  lines.push(
    line({
      id: 'facts-decided',
      group: 'scope',
      text: 'Every suggested fact is confirmed or rejected',
      holds: undecided === 0,
      detail: undecided === 0 ? '' : `${undecided} ${undecided === 1 ? 'suggestion waits' : 'suggestions wait'} for a decision.`,
    }),
  );
  return lines;
};

const responseLines = ({ facts, blocks, unprintable }: ReviewSubject): ChecklistLine[] => {
  const states = new Map(facts.map((fact) => [fact.id, fact.state]));
  const sentences = sentencesOf(blocks).filter((sentence) => sentence.text.trim() !== '');
  const shaky = sentences.filter(
    (sentence) => sentence.factIds.length > 0 && !['confirmed', 'template'].includes(supportOf(sentence, states)),
  );
  const unsourced = sentences.filter((sentence) => sentence.factIds.length === 0 && supportOf(sentence, states) === 'none');
  return [
    line({
      id: 'facts-confirmed',
      group: 'response',
      text: 'Every fact in the response is confirmed',
      holds: shaky.length === 0,
      blocks: true,
      detail: shaky.length === 0 ? '' : `${counted(shaky.length)} on a fact that is no longer confirmed.`,
      sentenceIds: shaky.map((sentence) => sentence.id),
    }),
    line({
      id: 'words-sourced',
      group: 'response',
      text: "The author's own words have a source",
      holds: unsourced.length === 0,
      blocks: true,
      detail:
        unsourced.length === 0
          ? ''
          : `${unsourced.length} ${unsourced.length === 1 ? 'sentence has' : 'sentences have'} no source; read ${unsourced.length === 1 ? 'it' : 'them'} against the documents.`,
      sentenceIds: unsourced.map((sentence) => sentence.id),
    }),
    line({
      id: 'printable',
      group: 'response',
      text: 'Every character can be printed',
      holds: unprintable.length === 0,
      detail: unprintable.length === 0 ? '' : `The PDF shows a box in place of: ${unprintable.join(' ')}`,
    }),
  ];
};

/** Who looks at a submission, and who made it. */
export interface SignOffParties {
  readonly reviewerId: string;
  readonly mayDecide: boolean;
  readonly submittedBy: string;
  /** Everyone who wrote a version of the response up to the submitted one, or submitted one of them. */
  readonly writtenBy: readonly string[];
  /** Everyone who made a decision in the case, which the packet carries. */
  readonly decidedBy: readonly string[];
}

/** Whether the reviewer wrote, submitted or decided something of what is to be reviewed. */
export const isOwnWork = (parties: SignOffParties): boolean => isOwnResponse(parties) || parties.decidedBy.includes(parties.reviewerId);

const isOwnResponse = (parties: SignOffParties): boolean =>
  parties.submittedBy === parties.reviewerId || parties.writtenBy.includes(parties.reviewerId);

/** Why a person can't sign off, in plain words; empty when nothing stands in the way. */
export const signOffBlockers = (
  parties: SignOffParties,
  outcome: 'waiting' | 'approved' | 'returned',
  checklist: readonly ChecklistLine[],
): string[] => {
  const reasons: string[] = [];
  if (outcome !== 'waiting')
    reasons.push(
      outcome === 'approved' ? 'This submission is already signed off.' : 'This submission was returned; the next one can be signed off.',
    );
  if (!parties.mayDecide) reasons.push('Only a supervisor signs off.');
  if (isOwnResponse(parties)) reasons.push('You wrote or submitted this response; another supervisor signs it off.');
  else if (isOwnWork(parties)) reasons.push('You made a decision in this case; another supervisor signs off the packet that carries it.');
  for (const one of checklist) if (one.blocks && !one.holds) reasons.push(one.detail);
  return reasons;
};

const line = (
  given: Omit<ChecklistLine, 'blocks' | 'sentenceIds' | 'anchor'> & Partial<Pick<ChecklistLine, 'blocks' | 'sentenceIds' | 'anchor'>>,
): ChecklistLine => ({
  blocks: false,
  sentenceIds: [],
  anchor: null,
  ...given,
});

const shortened = (text: string): string => {
  const words = text.replace(/\s+/g, ' ').trim();
  return words.length > 90 ? `${words.slice(0, 89)}…` : words;
};

const counted = (count: number): string => (count === 1 ? '1 sentence stands' : `${count} sentences stand`);
