import type { CaseFact } from '../../core/facts/case-fact.ts';
import type { CaseId, DocumentId, Sha256, UserId } from '../../core/ids.ts';
import { isAllowed } from '../../core/policy/permissions.ts';
import { diffVersions } from '../../core/responses/diff-versions.ts';
import {
  isOwnWork,
  signOffBlockers,
  signOffChecklist,
  type ChecklistLine,
  type SignOffParties,
} from '../../core/responses/review-rules.ts';
import { sentencesOf } from '../../core/responses/support.ts';
import type { DiffPart } from '../../core/responses/word-diff.ts';
import { fail, ok, type Result } from '../../core/result.ts';
import type { LegalCase } from '../../core/cases/legal-case.ts';
import type { StoredVersion } from '../store/response-store.ts';
import type { Stores } from '../store/stores.ts';
import type { StoredRound } from '../store/submission-store.ts';
import { caseRow, type CaseRow } from './case-view.ts';
import { findCase } from './change-case.ts';
import type { Actor, CallContext } from './context.ts';
import type { Failure } from './failure.ts';
import { roundView, viewOfVersion, type ResponseView, type RoundView } from './response-view.ts';
import type { ResponseTools } from './response-tools.ts';

/** Everything the review screen shows for the newest submission of a case. */
export interface ReviewView {
  readonly case: CaseRow;
  readonly version: ResponseView;
  readonly rounds: readonly RoundView[];
  readonly facts: readonly CaseFact[];
  readonly checklist: readonly ChecklistLine[];
  readonly changes: {
    readonly sinceVersionNo: number;
    readonly blocks: readonly { readonly blockId: string; readonly parts: readonly DiffPart[] }[];
  } | null;
  readonly documents: readonly {
    readonly documentId: DocumentId;
    readonly label: string;
    readonly name: string;
    readonly sha256: Sha256;
  }[];
  readonly signOff: { readonly allowed: boolean; readonly reasons: readonly string[] };
}

/** What waits for a supervisor, the longest waiting first; `mine` marks what the person who looks wrote or submitted. */
export const reviewQueue = async ({
  desk,
  actor,
}: CallContext): Promise<{ rows: { case: CaseRow; round: RoundView; mine: boolean }[] }> => {
  const rows = [];
  for (const round of await desk.stores.submissions.waiting()) {
    const legalCase = await desk.stores.cases.get(round.caseId);
    if (legalCase)
      rows.push({ case: caseRow(legalCase), round: roundView(round), mine: isOwnWork(await partiesOf(desk.stores, round, actor)) });
  }
  return { rows };
};

/** The newest submission of a case with its sources, its checklist, and what changed since the one before. */
export const getReview = async (
  { desk, actor }: CallContext,
  caseId: CaseId,
  tools: ResponseTools,
): Promise<Result<ReviewView, Failure<'not-found' | 'nothing-submitted'>>> => {
  const { stores } = desk;
  const found = await findCase(stores, caseId);
  if (!found.ok) return found;
  const rounds = await stores.submissions.rounds(caseId);
  const round = rounds.at(-1);
  const version = round && (await stores.responses.byId(round.responseVersionId));
  if (!round || !version) return fail({ kind: 'nothing-submitted', message: `Nothing was submitted for ${found.value.number} yet.` });
  const checklist = await checklistOf(stores, found.value, version, tools);
  const reasons = signOffBlockers(await partiesOf(stores, round, actor), round.review?.outcome ?? 'waiting', checklist);
  return ok({
    case: caseRow(found.value),
    version: await viewOfVersion(stores, version, rounds, tools),
    rounds: rounds.map(roundView),
    facts: await stores.facts.list(caseId),
    checklist,
    changes: await changesSince(stores, rounds, version),
    documents: (await stores.caseDocuments.list(caseId)).map(({ documentId, label, name, sha256 }) => ({
      documentId,
      label,
      name,
      sha256,
    })),
    signOff: { allowed: reasons.length === 0, reasons },
  });
};

/** The sign-off checklist of a version as facts and items stand now. */
export const checklistOf = async (
  stores: Stores,
  legalCase: LegalCase,
  version: StoredVersion,
  tools: ResponseTools,
): Promise<ChecklistLine[]> => {
  const text = sentencesOf(version.blocks)
    .map((sentence) => sentence.text)
    .join(' ');
  return signOffChecklist({
    kind: legalCase.kind,
    facts: await stores.facts.list(legalCase.id),
    items: (await stores.items.list(legalCase.id)).map((item, index) => ({
      position: index + 1,
      text: item.text,
      disposition: item.disposition,
      reason: item.reason,
      anchor: item.anchor,
    })),
    blocks: version.blocks,
    unprintable: (await tools.missingGlyphs(text)).map((glyph) => glyph.character),
  });
};

/** Who made a submission, and whether the person who looks may decide on it. */
export const partiesOf = async (stores: Stores, round: StoredRound, actor: Actor): Promise<SignOffParties> => ({
  reviewerId: actor.userId,
  mayDecide: isAllowed(actor.roles, 'review.decide'),
  submittedBy: round.submittedBy,
  writtenBy: [
    ...(await stores.responses.list(round.caseId)).filter((one) => one.versionNo <= round.versionNo).map((one): UserId => one.writtenBy),
    ...(await stores.submissions.rounds(round.caseId)).filter((one) => one.roundNo < round.roundNo).map((one): UserId => one.submittedBy),
  ],
  decidedBy: await stores.decisions.makers(round.caseId),
});

const changesSince = async (stores: Stores, rounds: readonly StoredRound[], version: StoredVersion): Promise<ReviewView['changes']> => {
  const before = rounds.at(-2);
  const earlier = before && (await stores.responses.byId(before.responseVersionId));
  if (!earlier) return null;
  const blocks = diffVersions(earlier.blocks, version.blocks).filter((block) => block.change !== 'same');
  return { sinceVersionNo: earlier.versionNo, blocks: blocks.map(({ blockId, parts }) => ({ blockId, parts })) };
};
