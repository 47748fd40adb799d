import type { Disposition, Severity, CaseKind } from '../cases/case.ts';
import type { DecisionAction } from '../decisions/decision.ts';
import type { FactField, FactValue } from '../facts/fact.ts';
import type { RequestType } from '../requests/request-types.ts';
import type { Paper } from './paper.ts';

/** A document of the sample: a paper to be drawn as PDF, or a file as it is. */
export interface SampleDocument {
  readonly name: string;
  readonly content: { readonly kind: 'paper'; readonly paper: Paper } | { readonly kind: 'text'; readonly text: string };
}

/** Words that stand in a document of the case; white space counts as one space. `document` counts from 0, the request. */
export interface SampleQuote {
  readonly quote: string;
  readonly document?: number;
}

/** What a person reads in the papers and confirms. */
export interface SampleFact extends SampleQuote {
  readonly field: FactField;
  readonly kind?: string;
  readonly value: FactValue;
}

/** How the people of the sample desk work one case, in the order they do it. */
export interface SampleCase {
  readonly documents: readonly SampleDocument[];
  readonly kind: CaseKind;
  readonly requestType: RequestType;
  readonly title: string;
  readonly severity: Severity;
  readonly dueOn: string | null;
  readonly dueZone: string;
  readonly facts: readonly SampleFact[];
  /** Whether what the machine suggested beyond these facts still waits for a person, or was looked at and rejected. */
  readonly otherSuggestions: 'wait' | 'rejected';
  readonly answers: readonly { readonly disposition: Disposition; readonly reason: string }[];
  readonly timeline: readonly (SampleQuote & {
    readonly title: string;
    readonly who: string;
    readonly time: string;
    readonly zone: string;
  })[];
  readonly notes: readonly (Partial<SampleQuote> & { readonly text: string })[];
  readonly exhibits: readonly (Partial<SampleQuote> & { readonly title: string; readonly document: number })[];
  readonly decisions: readonly {
    readonly action: DecisionAction;
    readonly subject: string;
    readonly policy: string;
    readonly reason: string;
    readonly quotes: readonly SampleQuote[];
  }[];
  /** How far the response got. `returnedFirst` is the supervisor's comment on the first round, answered by `revision` in a second one. */
  readonly response: {
    readonly templateId: string;
    readonly outcome: 'drafted' | 'submitted' | 'approved';
    readonly note: string;
    readonly returnedFirst?: string;
    readonly revision?: SampleRevision;
  } | null;
}

/** A sentence that answers a supervisor's comment, with its source. */
interface SampleRevision extends SampleQuote {
  readonly sentence: string;
}
