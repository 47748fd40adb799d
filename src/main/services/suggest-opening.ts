import type { CaseKind, Severity } from '../../core/cases/case.ts';
import { dateInZone, dueOnOf } from '../../core/cases/due.ts';
import { suggestSeverity } from '../../core/cases/suggest-severity.ts';
import type { Anchor } from '../../core/evidence/anchor.ts';
import type { SuggestedFact, SummarySentence } from '../../core/facts/fact.ts';
import type { DocumentId } from '../../core/ids.ts';
import { caseKindOf, type RequestType } from '../../core/requests/request-types.ts';
import { fail, ok, type Result } from '../../core/result.ts';
import { notFound } from './change-case.ts';
import type { CallContext } from './context.ts';
import type { Failure } from './failure.ts';
import { analysisOf } from './stored-analysis.ts';

/** What the desk read in a document and proposes for a new case. */
export interface OpeningSuggestion {
  readonly documentId: DocumentId;
  readonly documentName: string;
  readonly readingComplete: boolean;
  readonly kind: CaseKind;
  readonly requestType: RequestType;
  readonly typeConfidence: number;
  readonly typeReasons: readonly { readonly text: string; readonly anchor: Anchor }[];
  readonly title: string;
  readonly severity: Severity;
  readonly dueOn: string | null;
  readonly facts: readonly SuggestedFact[];
  readonly summary: readonly SummarySentence[];
}

/** Proposes a case for a document from its stored reading; says so while the reading isn't complete, and proposes what is there. */
export const suggestOpening = async (
  { desk }: CallContext,
  documentId: DocumentId,
): Promise<Result<OpeningSuggestion, Failure<'not-found'>>> => {
  const { stores } = desk;
  const document = await stores.documents.byId(documentId);
  if (!document) return fail(notFound('document'));
  const analysis = await analysisOf(stores, documentId);
  const { timeZone } = await stores.settings.read();
  const type = analysis?.type ?? 'unknown';
  const facts = analysis?.facts ?? [];
  const dueOn = dueOnOf(facts, dateInZone(document.importedAtMs, timeZone));
  return ok({
    documentId,
    documentName: document.name,
    readingComplete: analysis !== null || document.state === 'kept-unreadable',
    kind: caseKindOf(type),
    requestType: type,
    typeConfidence: analysis?.typeConfidence ?? 0,
    typeReasons: analysis?.typeReasons ?? [],
    title: (analysis?.title || document.name.replace(/\.[A-Za-z0-9]{1,8}$/, '')).slice(0, 300),
    severity: suggestSeverity(type, dueOn, dateInZone(desk.now(), timeZone)),
    dueOn,
    facts,
    summary: analysis?.summary ?? [],
  });
};
