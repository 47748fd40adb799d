import type { CaseKind, Severity } from '../../core/cases/case.ts';
import { dateInZone } from '../../core/cases/due.ts';
import type { Anchor } from '../../core/evidence/anchor.ts';
import { factValueText, type FactField, type FactState, type FactValue, type SuggestedFact } from '../../core/facts/fact.ts';
import { caseIdSchema, factIdSchema, itemIdSchema, type CaseId, type DocumentId } from '../../core/ids.ts';
import { canonicalJson } from '../../core/packets/canonical-json.ts';
import type { RequestType } from '../../core/requests/request-types.ts';
import { fail, ok, type Result } from '../../core/result.ts';
import type { Stores } from '../store/stores.ts';
import { notFound } from './change-case.ts';
import { checkAnchor } from './check-anchor.ts';
import type { CallContext } from './context.ts';
import type { Failure } from './failure.ts';
import { recordAudit } from './record-audit.ts';
import { analysisOf } from './stored-analysis.ts';

/** A fact as the person left it in the opening form. */
export interface OpeningFact {
  readonly field: FactField;
  readonly kind?: string | undefined;
  readonly value: FactValue;
  readonly confidence: number;
  readonly anchor: Anchor;
  readonly state: FactState;
  readonly origin: 'machine' | 'person';
}

/** A case as the person described it; the first document is the request. */
export interface Opening {
  readonly documentIds: readonly DocumentId[];
  readonly kind: CaseKind;
  readonly requestType: RequestType;
  readonly title: string;
  readonly severity: Severity;
  readonly dueOn: string | null;
  readonly dueZone: string;
  readonly facts: readonly OpeningFact[];
}

type OpenFailure = Failure<'not-found' | 'document-in-case' | 'bad-anchor'>;

/**
 * Opens a case on its documents, all of it or nothing: number, labels, facts, the items asked for, the summary, custody and audit. The person
 * who opens it holds it.
 */
export const openCase = async (
  context: CallContext,
  opening: Opening,
): Promise<Result<{ caseId: CaseId; number: string }, OpenFailure>> => {
  const { desk, actor } = context;
  const opened = await desk.transaction(async (stores): Promise<Result<{ caseId: CaseId; number: string }, OpenFailure>> => {
    const documents = await documentsOf(stores, opening.documentIds);
    if (!documents.ok) return documents;
    const facts = await checkFacts(
      stores,
      opening.facts,
      documents.value.map((document) => document.sha256),
    );
    if (!facts.ok) return facts;

    const atMs = desk.now();
    const caseId = caseIdSchema.parse(desk.newId());
    const number = await stores.cases.takeNumber(opening.kind, Number(dateInZone(atMs, opening.dueZone).slice(0, 4)));
    const { kind, requestType, title, severity, dueOn, dueZone } = opening;
    await stores.cases.insert({
      id: caseId,
      number,
      kind,
      requestType,
      title,
      status: 'investigating',
      severity,
      holderUserId: actor.userId,
      dueOn,
      dueZone,
      openedBy: actor.userId,
      openedAtMs: atMs,
    });
    for (const [index, document] of documents.value.entries()) {
      const role = index === 0 ? 'request' : 'evidence';
      const { label } = await stores.caseDocuments.add({ caseId, documentId: document.id, role, addedBy: actor.userId, addedAtMs: atMs });
      await stores.custody.append({
        documentId: document.id,
        caseId,
        atMs,
        actorId: actor.userId,
        action: 'added-to-case',
        reason: `Filed as ${label} of ${number}`,
        sha256Before: document.sha256,
        sha256After: document.sha256,
      });
    }
    await keepFacts(context, stores, caseId, facts.value, documents.value[0]?.id);
    await stores.items.append(
      caseId,
      facts.value
        .filter((fact) => fact.field === 'requested-item' && fact.state !== 'rejected')
        .map((fact) => ({ id: itemIdSchema.parse(desk.newId()), text: factValueText(fact.value), anchor: fact.anchor })),
    );
    await keepSummary(stores, caseId, documents.value[0]?.id);
    await recordAudit(desk, stores, {
      actor,
      action: 'case.opened',
      subjectKind: 'case',
      subjectId: caseId,
      caseId,
      summary: `Opened ${number} on ${documents.value.length === 1 ? '1 document' : `${documents.value.length} documents`}: ${title}`,
      after: {
        number,
        kind,
        requestType,
        title,
        severity,
        dueOn,
        dueZone,
        documents: documents.value.map((document) => document.sha256),
        facts: facts.value,
      },
    });
    return ok({ caseId, number });
  });
  if (opened.ok) desk.emit({ topics: ['cases', 'documents', 'facts', 'desk'], caseId: opened.value.caseId });
  return opened;
};

const documentsOf = async (
  stores: Stores,
  documentIds: readonly DocumentId[],
): Promise<Result<{ id: DocumentId; sha256: string }[], OpenFailure>> => {
  const documents: { id: DocumentId; sha256: string }[] = [];
  for (const id of new Set(documentIds)) {
    const document = await stores.documents.byId(id);
    if (!document) return fail(notFound('document'));
    documents.push({ id, sha256: document.sha256 });
  }
  const [request] = documents;
  const inCase = request && (await stores.caseDocuments.requestOf(request.id));
  if (inCase !== undefined) {
    return fail({
      kind: 'document-in-case',
      message: `This document already opened the case ${inCase}. Nothing was saved. Continue there, or choose another document as the request.`,
    });
  }
  return ok(documents);
};

const checkFacts = async (
  stores: Stores,
  facts: readonly OpeningFact[],
  sha256s: readonly string[],
): Promise<Result<OpeningFact[], OpenFailure>> => {
  const checked: OpeningFact[] = [];
  for (const fact of facts) {
    if (!sha256s.includes(fact.anchor.documentSha256)) {
      return fail({
        kind: 'bad-anchor',
        message: 'A fact quotes a document that is not part of the new case. Nothing was saved. Add that document, or leave the fact out.',
      });
    }
    const anchor = await checkAnchor(stores, fact.anchor);
    if (!anchor.ok) return anchor;
    checked.push({ ...fact, anchor: anchor.value });
  }
  return ok(checked);
};

/** Keeps the facts; one counts as the machine's only if the stored reading of the request really says it. */
const keepFacts = async (
  { desk, actor }: CallContext,
  stores: Stores,
  caseId: CaseId,
  facts: readonly OpeningFact[],
  requestId: DocumentId | undefined,
): Promise<void> => {
  const analysis = requestId && (await analysisOf(stores, requestId));
  const read = new Set((analysis?.facts ?? []).map(saying));
  const atMs = desk.now();
  await stores.facts.insertAll(
    facts.map((fact) => {
      const isRead = fact.origin === 'machine' && read.has(saying(fact));
      const isDecided = fact.state !== 'suggested';
      return {
        id: factIdSchema.parse(desk.newId()),
        caseId,
        field: fact.field,
        ...(fact.kind === undefined ? {} : { kind: fact.kind }),
        value: fact.value,
        state: fact.state,
        origin: isRead ? 'machine' : 'person',
        confidence: isRead ? fact.confidence : 1,
        anchor: fact.anchor,
        madeBy: isRead ? null : actor.userId,
        madeAtMs: atMs,
        decidedBy: isDecided ? actor.userId : null,
        decidedAtMs: isDecided ? atMs : null,
      } as const;
    }),
  );
};

const saying = ({ field, value, anchor }: Pick<SuggestedFact, 'field' | 'value' | 'anchor'>): string =>
  canonicalJson([field, value, anchor.documentSha256, anchor.pageNo, anchor.start, anchor.end]);

/** Keeps the summary's sentences whose sources all stand where they say; the others are left out rather than shown unsupported. */
const keepSummary = async (stores: Stores, caseId: CaseId, requestId: DocumentId | undefined): Promise<void> => {
  const analysis = requestId && (await analysisOf(stores, requestId));
  const sentences: { text: string; anchors: Anchor[] }[] = [];
  for (const sentence of analysis?.summary ?? []) {
    const anchors: Anchor[] = [];
    for (const anchor of sentence.anchors) {
      const checked = await checkAnchor(stores, anchor, caseId);
      if (checked.ok) anchors.push(checked.value);
    }
    if (anchors.length === sentence.anchors.length && anchors.length > 0) sentences.push({ text: sentence.text, anchors });
  }
  await stores.cases.replaceSummary(caseId, sentences);
};
