import type { Anchor } from '../../core/evidence/anchor.ts';
import type { PlacedAnchor } from '../../core/evidence/placed-anchor.ts';
import type { CaseFact } from '../../core/facts/case-fact.ts';
import { factValueText, type FactField, type FactState, type FactValue } from '../../core/facts/fact.ts';
import { factIdSchema, type CaseId, type FactId } from '../../core/ids.ts';
import { fail, ok, type Result } from '../../core/result.ts';
import { caseForChange, findCase, notFound } from './change-case.ts';
import { checkAnchor } from './check-anchor.ts';
import type { CallContext } from './context.ts';
import type { Failure } from './failure.ts';
import { recordAudit } from './record-audit.ts';

type ChangeFailure = Failure<'not-found' | 'case-closed' | 'bad-anchor'>;

/** The facts of a case, and the sentences of its summary with their sources. */
export const listFacts = async (
  { desk }: CallContext,
  caseId: CaseId,
): Promise<Result<{ facts: CaseFact[]; summary: { text: string; anchors: PlacedAnchor[] }[] }, Failure<'not-found'>>> => {
  const { stores } = desk;
  const found = await findCase(stores, caseId);
  if (!found.ok) return found;
  const places = await stores.caseDocuments.places(caseId);
  const summary = (await stores.cases.summary(caseId)).map(({ text, anchors }) => ({
    text,
    anchors: anchors.flatMap((anchor) => {
      const place = places.get(anchor.documentSha256);
      return place ? [{ anchor, ...place }] : [];
    }),
  }));
  return ok({ facts: await stores.facts.list(caseId), summary });
};

/** A fact that a person read in a document: confirmed at once, by the one who made it. */
export const makeFact = async (
  context: CallContext,
  input: {
    readonly caseId: CaseId;
    readonly field: FactField;
    readonly kind?: string | undefined;
    readonly value: FactValue;
    readonly anchor: Anchor;
  },
): Promise<Result<CaseFact, ChangeFailure>> => {
  const { desk, actor } = context;
  const made = await desk.transaction(async (stores) => {
    const found = await caseForChange(stores, input.caseId);
    if (!found.ok) return found;
    const anchor = await checkAnchor(stores, input.anchor, input.caseId);
    if (!anchor.ok) return anchor;
    const id = factIdSchema.parse(desk.newId());
    const atMs = desk.now();
    await stores.facts.insertAll([
      {
        id,
        caseId: input.caseId,
        field: input.field,
        ...(input.kind === undefined ? {} : { kind: input.kind }),
        value: input.value,
        state: 'confirmed',
        origin: 'person',
        confidence: 1,
        anchor: anchor.value,
        madeBy: actor.userId,
        madeAtMs: atMs,
        decidedBy: actor.userId,
        decidedAtMs: atMs,
      },
    ]);
    await stores.cases.touch(input.caseId, atMs);
    const fact = await kept(stores.facts.get(id));
    await recordAudit(desk, stores, {
      actor: context.actor,
      action: 'fact.made',
      subjectKind: 'fact',
      subjectId: id,
      caseId: input.caseId,
      summary: `Made ${fact.label} (${fact.field}): ${short(fact.value)}`,
      after: fact,
    });
    return ok(fact);
  });
  if (made.ok) desk.emit({ topics: ['facts', 'cases'], caseId: input.caseId });
  return made;
};

/** Confirms, rejects or puts facts back to suggested, all of them or none; `value` corrects a single fact on the way. */
export const decideFacts = async (
  context: CallContext,
  input: { readonly factIds: readonly FactId[]; readonly state: FactState; readonly value?: FactValue | undefined },
): Promise<Result<{ facts: CaseFact[] }, ChangeFailure | Failure<'invalid-input'>>> => {
  const { desk, actor } = context;
  if (input.value !== undefined && input.factIds.length > 1) {
    return fail({
      kind: 'invalid-input',
      message: 'A corrected value belongs to one fact; several were chosen. Nothing was changed. Correct them one by one.',
    });
  }
  const decided = await desk.transaction(async (stores): Promise<Result<{ facts: CaseFact[] }, ChangeFailure>> => {
    const before: CaseFact[] = [];
    for (const factId of new Set(input.factIds)) {
      const fact = await stores.facts.get(factId);
      if (!fact) return fail(notFound('fact'));
      before.push(fact);
    }
    for (const caseId of new Set(before.map((fact) => fact.caseId))) {
      const found = await caseForChange(stores, caseId);
      if (!found.ok) return found;
    }
    const facts: CaseFact[] = [];
    for (const fact of before) {
      const atMs = desk.now();
      const value = input.value ?? fact.value;
      const isDecided = input.state !== 'suggested';
      await stores.facts.decide(fact.id, {
        state: input.state,
        value,
        decidedBy: isDecided ? actor.userId : null,
        decidedAtMs: isDecided ? atMs : null,
      });
      await stores.cases.touch(fact.caseId, atMs);
      const after = await kept(stores.facts.get(fact.id));
      const corrected = input.value === undefined ? '' : `, corrected from ${short(fact.value)}`;
      await recordAudit(desk, stores, {
        actor: context.actor,
        action: `fact.${input.state}`,
        subjectKind: 'fact',
        subjectId: fact.id,
        caseId: fact.caseId,
        summary: `${VERB[input.state]} ${fact.label} (${fact.field}): ${short(value)}${corrected}`,
        before: fact,
        after,
      });
      facts.push(after);
    }
    return ok({ facts });
  });
  if (decided.ok)
    for (const caseId of new Set(decided.value.facts.map((fact) => fact.caseId))) desk.emit({ topics: ['facts', 'cases'], caseId });
  return decided;
};

const VERB: Readonly<Record<FactState, string>> = { confirmed: 'Confirmed', rejected: 'Rejected', suggested: 'Put back to suggested' };

const short = (value: FactValue): string => {
  const text = factValueText(value);
  return text.length > 120 ? `${text.slice(0, 119)}…` : text;
};

/** What was written a moment ago in the same transaction. */
const kept = async <T>(reading: Promise<T | undefined>): Promise<T> => {
  const value = await reading;
  if (value === undefined) throw new Error('What was just written is not there.');
  return value;
};
