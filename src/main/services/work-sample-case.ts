import type { LegalCase } from '../../core/cases/legal-case.ts';
import type { Anchor } from '../../core/evidence/anchor.ts';
import type { CaseFact } from '../../core/facts/case-fact.ts';
import type { SuggestedFact } from '../../core/facts/fact.ts';
import { factIdSchema, type CaseId, type DocumentId } from '../../core/ids.ts';
import { canonicalJson } from '../../core/packets/canonical-json.ts';
import type { ResponseBlock } from '../../core/responses/response.ts';
import type { Result } from '../../core/result.ts';
import type { SampleCase, SampleFact, SampleQuote } from '../../core/sample/sample-case.ts';
import { readTime } from '../../core/timeline/read-time.ts';
import { anchorSelection } from './anchor-selection.ts';
import { setDisposition, updateCase } from './correct-case.ts';
import type { CallContext } from './context.ts';
import { makeDecision } from './decisions-of-case.ts';
import { draftResponse } from './draft-response.ts';
import { makeExhibit } from './exhibits-of-case.ts';
import { decideFacts, makeFact } from './facts-of-case.ts';
import type { Failure } from './failure.ts';
import { makeNote } from './notes-of-case.ts';
import { openCase, type OpeningFact } from './open-case.ts';
import { approveResponse, returnResponse } from './review-response.ts';
import type { ResponseTools } from './response-tools.ts';
import type { SampleCast } from './sample-desk.ts';
import { saveResponse } from './save-response.ts';
import { submitResponse } from './submit-response.ts';
import { suggestOpening } from './suggest-opening.ts';
import { makeTimelineEntry } from './timeline-of-case.ts';

/** Works one synthetic case as its people would: the intake opens it, the investigator works it, the supervisor decides. Answers it as it stands then. */
export const workSampleCase = async (
  cast: SampleCast,
  sample: SampleCase,
  documentIds: readonly DocumentId[],
  tools: ResponseTools,
): Promise<LegalCase> => {
  const { intake, investigator } = cast;
  const spot = (context: CallContext, quote: SampleQuote) => findSpot(context, documentIds, quote);
  const caseId = await openSample(intake, sample, documentIds, spot);
  for (const { action, subject, policy, reason, quotes } of sample.decisions) {
    const anchors = await Promise.all(quotes.map((quote) => spot(intake, quote)));
    done(await makeDecision(intake, { caseId, action, subject, policy, reason, anchors }));
  }
  done(await updateCase(intake, caseId, { holderUserId: investigator.actor.userId }));

  await settleFacts(investigator, sample, caseId, (quote) => spot(investigator, quote));
  for (const { title, who, time, zone, ...quote } of sample.timeline) {
    const when = readTime(time, zone, investigator.desk.now());
    if (!when) throw new Error(`There is no time in “${time}”.`);
    done(await makeTimelineEntry(investigator, { caseId, title, who, time: when, anchors: [await spot(investigator, quote)] }));
  }
  for (const { text, quote, document } of sample.notes) {
    const anchor = quote === undefined ? null : await spot(investigator, { quote, ...(document === undefined ? {} : { document }) });
    done(await makeNote(investigator, { caseId, text, anchor }));
  }
  for (const { title, document, quote } of sample.exhibits) {
    const documentId = documentIds[document];
    if (documentId === undefined) throw new Error(`The sample case has no document ${document}.`);
    done(
      await makeExhibit(investigator, {
        caseId,
        documentId,
        title,
        anchor: quote === undefined ? null : await spot(investigator, { quote, document }),
      }),
    );
  }
  const items = await investigator.desk.stores.items.list(caseId);
  for (const [index, answer] of sample.answers.entries()) {
    const item = items[index];
    if (!item) throw new Error(`The sample case has ${items.length} items, but an answer to item ${index + 1}.`);
    done(await setDisposition(investigator, { itemId: item.id, ...answer }));
  }
  if (sample.response) await respond(cast, caseId, sample.response, (quote) => spot(investigator, quote), tools);
  const worked = await investigator.desk.stores.cases.get(caseId);
  if (!worked) throw new Error('The sample case just worked is not there.');
  return worked;
};

type Spot = (quote: SampleQuote) => Promise<Anchor>;

/** Opens the case on what the desk suggests, with the items as the paper lists them; nothing is confirmed yet. */
const openSample = async (
  intake: CallContext,
  sample: SampleCase,
  documentIds: readonly DocumentId[],
  spot: (context: CallContext, quote: SampleQuote) => Promise<Anchor>,
): Promise<CaseId> => {
  const [requestId] = documentIds;
  if (requestId === undefined) throw new Error('A sample case has a request.');
  const suggestion = done(await suggestOpening(intake, requestId));
  const listed = await Promise.all(
    sample.facts.filter((fact) => fact.field === 'requested-item').map(async (fact) => ({ fact, anchor: await spot(intake, fact) })),
  );
  const suggestedItems = suggestion.facts.filter((fact) => fact.field === 'requested-item');
  // One suggestion for each item of the paper; what else looks like an item is none.
  const items = new Set(listed.map((item) => suggestedItems.find((fact) => samePlace(fact.anchor, item.anchor))));
  const isNoItem = (fact: SuggestedFact): boolean => fact.field === 'requested-item' && listed.length > 0 && !items.has(fact);
  const facts: OpeningFact[] = suggestion.facts.map((fact) => ({
    ...fact,
    origin: 'machine',
    state: isNoItem(fact) ? 'rejected' : 'suggested',
  }));
  for (const { fact, anchor } of listed) {
    if (suggestedItems.some((one) => samePlace(one.anchor, anchor))) continue;
    facts.push({ field: fact.field, value: fact.value, confidence: 1, anchor, state: 'suggested', origin: 'person' });
  }
  const { kind, requestType, title, severity, dueOn, dueZone } = sample;
  const opened = await openCase(intake, {
    documentIds,
    kind,
    requestType,
    title,
    severity,
    dueOn,
    dueZone,
    facts: facts.sort((a, b) => a.anchor.pageNo - b.anchor.pageNo || a.anchor.start - b.anchor.start),
  });
  return done(opened).caseId;
};

/** Confirms what the papers say, corrects what was suggested wrongly, and adds what was not suggested. */
const settleFacts = async (context: CallContext, sample: SampleCase, caseId: CaseId, spot: Spot): Promise<void> => {
  for (const known of sample.facts) {
    const anchor = await spot(known);
    const found = bestSuggestion(await context.desk.stores.facts.list(caseId), known, anchor);
    if (!found) {
      const { field, kind, value } = known;
      done(await makeFact(context, { caseId, field, kind, value, anchor }));
      continue;
    }
    const isRight = found.field === 'requested-item' || canonicalJson(found.value) === canonicalJson(known.value);
    done(await decideFacts(context, { factIds: [found.id], state: 'confirmed', ...(isRight ? {} : { value: known.value }) }));
  }
  if (sample.otherSuggestions === 'wait') return;
  const waiting = (await context.desk.stores.facts.list(caseId)).filter((fact) => fact.state === 'suggested');
  if (waiting.length > 0)
    done(await decideFacts(context, { factIds: waiting.map((fact) => factIdSchema.parse(fact.id)), state: 'rejected' }));
};

const bestSuggestion = (facts: readonly CaseFact[], known: SampleFact, anchor: Anchor): CaseFact | undefined => {
  const waiting = facts.filter((fact) => fact.field === known.field && fact.state === 'suggested');
  return (
    waiting.find((fact) => canonicalJson(fact.value) === canonicalJson(known.value)) ??
    waiting.find((fact) => samePlace(fact.anchor, anchor))
  );
};

/** Whether two anchors quote mostly the same words. */
const samePlace = (a: Pick<SuggestedFact['anchor'], 'documentSha256' | 'pageNo' | 'start' | 'end'>, b: Anchor): boolean => {
  if (a.documentSha256 !== b.documentSha256 || a.pageNo !== b.pageNo) return false;
  const shared = Math.min(a.end, b.end) - Math.max(a.start, b.start);
  return shared > 0.7 * Math.max(a.end - a.start, b.end - b.start);
};

/** Drafts, submits, and, where the sample says so, is returned once, revised, submitted again and signed off by the supervisor. */
const respond = async (
  cast: SampleCast,
  caseId: CaseId,
  response: NonNullable<SampleCase['response']>,
  spot: Spot,
  tools: ResponseTools,
): Promise<void> => {
  const { investigator, supervisor } = cast;
  let version = done(await draftResponse(investigator, { caseId, templateId: response.templateId }, tools));
  if (response.outcome === 'drafted') return;
  let submitted = done(await submitResponse(investigator, { caseId, versionNo: version.versionNo, note: response.note }, tools));
  if (response.returnedFirst !== undefined && response.revision) {
    done(await returnResponse(supervisor, { submissionId: submitted.submissionId, comment: response.returnedFirst }));
    const { sentence, ...quote } = response.revision;
    const blocks = withSentence(version.blocks, { id: investigator.desk.newId(), text: sentence, anchor: await spot(quote) });
    version = done(await saveResponse(investigator, { caseId, baseVersionNo: version.versionNo, blocks }));
    submitted = done(await submitResponse(investigator, { caseId, versionNo: version.versionNo, note: '' }, tools));
  }
  if (response.outcome === 'approved')
    done(await approveResponse(supervisor, { submissionId: submitted.submissionId, comment: '' }, tools));
};

/** Adds a sentence of the author's own, with its source, at the end of the paragraph before the table of items. */
const withSentence = (
  blocks: readonly ResponseBlock[],
  added: { readonly id: string; readonly text: string; readonly anchor: Anchor },
): ResponseBlock[] => {
  const before = blocks.findLastIndex(
    (block, index) => block.kind === 'paragraph' && blocks.slice(index).some((later) => later.kind === 'table'),
  );
  return blocks.map((block, index) =>
    index === before && block.kind === 'paragraph'
      ? {
          ...block,
          sentences: [
            ...block.sentences,
            { id: added.id, text: added.text, origin: 'person' as const, factIds: [], anchors: [added.anchor] },
          ],
        }
      : block,
  );
};

/** Selects words in a document as a person would in the viewer. */
const findSpot = async (
  context: CallContext,
  documentIds: readonly DocumentId[],
  { quote, document = 0 }: SampleQuote,
): Promise<Anchor> => {
  const documentId = documentIds[document];
  const read = documentId && (await context.desk.stores.documents.byId(documentId));
  const pages = read?.pagesRead ?? 0;
  for (let pageNo = 1; pageNo <= pages; pageNo += 1) {
    const anchor = await anchorSelection(context, { documentId: documentId as DocumentId, pageNo, quote, boxes: [] });
    if (anchor.ok) return anchor.value;
  }
  throw new Error(`“${quote}” does not stand in the sample document “${read?.name ?? document}”.`);
};

/** The value of a step that can't fail on an empty desk; a failure is a bug of the sample. */
const done = <T>(result: Result<T, Failure>): T => {
  if (!result.ok) throw new Error(`The sample desk could not be made: ${result.failure.message}`);
  return result.value;
};
