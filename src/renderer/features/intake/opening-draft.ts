import type { CaseKind, Severity } from '../../../core/cases/case.ts';
import type { FactState, FactValue } from '../../../core/facts/fact.ts';
import type { RequestType } from '../../../core/requests/request-types.ts';
import type { CallInput, CallOutput } from '../../platform/client.ts';

type Suggestion = CallOutput<'cases.suggestOpening'>;

/** A fact in the opening form: what the machine read, and what the person made of it. */
export interface DraftFact {
  readonly key: string;
  readonly suggested: Suggestion['facts'][number];
  readonly value: FactValue;
  readonly state: FactState;
}

/** The opening form: suggestions until a person changes them. */
export interface OpeningDraft {
  readonly kind: CaseKind;
  readonly requestType: RequestType;
  readonly title: string;
  readonly severity: Severity;
  readonly dueOn: string;
  readonly dueZone: string;
  readonly facts: readonly DraftFact[];
  readonly otherIds: readonly string[];
}

/** The form as the desk suggests it. */
export const draftOf = (suggestion: Suggestion, zone: string): OpeningDraft => ({
  kind: suggestion.kind,
  requestType: suggestion.requestType,
  title: suggestion.title,
  severity: suggestion.severity,
  dueOn: suggestion.dueOn ?? '',
  dueZone: zone,
  facts: suggestion.facts.map((fact) => ({ key: keyOf(fact), suggested: fact, value: fact.value, state: 'suggested' })),
  otherIds: [],
});

/** The form after the desk has read more: new suggestions come in, decisions and corrections of the person stay. */
export const mergeReading = (draft: OpeningDraft, before: Suggestion, now: Suggestion): OpeningDraft => {
  const known = new Map(draft.facts.map((fact) => [fact.key, fact]));
  return {
    ...draft,
    kind: draft.kind === before.kind ? now.kind : draft.kind,
    requestType: draft.requestType === before.requestType ? now.requestType : draft.requestType,
    title: draft.title === before.title ? now.title : draft.title,
    severity: draft.severity === before.severity ? now.severity : draft.severity,
    dueOn: draft.dueOn === (before.dueOn ?? '') ? (now.dueOn ?? '') : draft.dueOn,
    facts: now.facts.map((fact) => known.get(keyOf(fact)) ?? { key: keyOf(fact), suggested: fact, value: fact.value, state: 'suggested' }),
  };
};

/** The call that opens the case, as the person left the form. */
export const openingInput = (draft: OpeningDraft, documentId: string): CallInput<'cases.open'> => ({
  documentIds: [documentId, ...draft.otherIds] as CallInput<'cases.open'>['documentIds'],
  kind: draft.kind,
  requestType: draft.requestType,
  title: draft.title.trim(),
  severity: draft.severity,
  dueOn: draft.dueOn === '' ? null : draft.dueOn,
  dueZone: draft.dueZone,
  facts: draft.facts.map(({ suggested, value, state }) => ({
    field: suggested.field,
    ...(suggested.kind === undefined ? {} : { kind: suggested.kind }),
    value,
    confidence: suggested.confidence,
    anchor: suggested.anchor,
    state,
    origin: 'machine',
  })),
});

const keyOf = (fact: Suggestion['facts'][number]): string =>
  `${fact.field}|${fact.kind ?? ''}|${fact.anchor.pageNo}|${fact.anchor.start}|${fact.anchor.end}`;
