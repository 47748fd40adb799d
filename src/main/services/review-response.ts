import type { SubmissionId } from '../../core/ids.ts';
import { isOwnWork, signOffBlockers } from '../../core/responses/review-rules.ts';
import { fail, ok, type Result } from '../../core/result.ts';
import type { StoredComment, StoredRound } from '../store/submission-store.ts';
import type { Stores } from '../store/stores.ts';
import { findCase, moveCase, notFound } from './change-case.ts';
import { changedSinceSubmission } from './changed-since-submission.ts';
import type { Actor, CallContext } from './context.ts';
import type { DetailedFailure } from './draft-response.ts';
import type { Failure } from './failure.ts';
import { recordAudit } from './record-audit.ts';
import { checklistOf, partiesOf } from './review-view.ts';
import type { ResponseTools } from './response-tools.ts';

type DecideFailure = Failure<'not-found' | 'own-work' | 'already-decided'>;

/** Adds a comment to a waiting submission, about one sentence or the whole; it stays on record for ever. */
export const commentOnSubmission = async (
  { desk, actor }: CallContext,
  input: { readonly submissionId: SubmissionId; readonly sentenceId: string | null; readonly text: string },
): Promise<Result<StoredComment, DecideFailure>> => {
  const made = await desk.transaction(async (stores): Promise<Result<StoredComment & { caseId: StoredRound['caseId'] }, DecideFailure>> => {
    const round = await roundToDecide(stores, input.submissionId, actor);
    if (!round.ok) return round;
    const comment = {
      id: desk.newId(),
      submissionId: input.submissionId,
      sentenceId: input.sentenceId,
      text: input.text,
      madeBy: actor.userId,
      madeAtMs: desk.now(),
    };
    await stores.submissions.comment(comment);
    await recordAudit(desk, stores, {
      actor,
      action: 'review.commented',
      subjectKind: 'submission',
      subjectId: input.submissionId,
      caseId: round.value.caseId,
      summary: `Commented on round ${round.value.roundNo}`,
      after: comment,
    });
    return ok({ ...comment, madeByName: actor.name, caseId: round.value.caseId });
  });
  if (!made.ok) return made;
  const { caseId, ...comment } = made.value;
  desk.emit({ topics: ['reviews'], caseId });
  return ok(comment);
};

/** Gives a submission back to its author with the reason; the case can be revised and submitted again. */
export const returnResponse = async (
  { desk, actor }: CallContext,
  input: { readonly submissionId: SubmissionId; readonly comment: string },
): Promise<Result<Record<string, never>, DecideFailure>> => {
  const returned = await desk.transaction(async (stores): Promise<Result<StoredRound, DecideFailure>> => {
    const round = await roundToDecide(stores, input.submissionId, actor);
    if (!round.ok) return round;
    await decide(stores, { desk, actor }, round.value, {
      outcome: 'returned',
      comment: input.comment,
      decidedAtMs: desk.now(),
      attestation: null,
    });
    return round;
  });
  if (!returned.ok) return returned;
  desk.emit({ topics: ['reviews', 'responses', 'cases'], caseId: returned.value.caseId });
  return ok({});
};

/** Signs the frozen content as a second person. Refused to whoever wrote or submitted it, and while the checklist has an open point that blocks. */
export const approveResponse = async (
  context: CallContext,
  input: { readonly submissionId: SubmissionId; readonly comment: string },
  tools: ResponseTools,
): Promise<Result<Record<string, never>, DecideFailure | DetailedFailure<'blocked' | 'changed-since'>>> => {
  const { desk, actor, signer } = context;
  const checked = await roundToDecide(desk.stores, input.submissionId, actor);
  if (!checked.ok) return checked;
  const changed = await changedSinceSubmission(desk, checked.value);
  if (changed.length > 0) {
    return fail({
      kind: 'changed-since',
      message: `The case was changed after it was submitted: ${changed.join(', ')}. Nothing was signed. Return it, so that it is submitted as it stands now.`,
      details: changed.map((name) => ({ name, text: 'changed since the submission' })),
    });
  }
  const approved = await desk.transaction(async (stores): Promise<Result<StoredRound, DecideFailure | DetailedFailure<'blocked'>>> => {
    const round = await roundToDecide(stores, input.submissionId, actor);
    if (!round.ok) return round;
    const found = await findCase(stores, round.value.caseId);
    if (!found.ok) return found;
    const version = await stores.responses.byId(round.value.responseVersionId);
    if (!version) return fail(notFound('response'));
    const reasons = signOffBlockers(
      await partiesOf(stores, round.value, actor),
      'waiting',
      await checklistOf(stores, found.value, version, tools),
    );
    if (reasons.length > 0)
      return fail({
        kind: 'blocked',
        message: 'The sign-off is closed until every blocking point of the checklist holds. Nothing was signed.',
        details: reasons.map((text) => ({ name: 'checklist', text })),
      });
    const decidedAtMs = desk.now();
    const attestation = tools.signAttestation(
      {
        role: 'approve',
        caseNumber: found.value.number,
        revision: round.value.revision,
        atMs: decidedAtMs,
        manifestSha512Text: round.value.manifestSha512Text,
      },
      signer,
    );
    await decide(stores, { desk, actor }, round.value, { outcome: 'approved', comment: input.comment, decidedAtMs, attestation });
    return round;
  });
  if (!approved.ok) return approved;
  desk.emit({ topics: ['reviews', 'responses', 'cases'], caseId: approved.value.caseId });
  return ok({});
};

const roundToDecide = async (stores: Stores, submissionId: SubmissionId, actor: Actor): Promise<Result<StoredRound, DecideFailure>> => {
  const round = await stores.submissions.find(submissionId);
  if (!round) return fail(notFound('submission'));
  if (round.review) {
    return fail({
      kind: 'already-decided',
      message: `${round.review.reviewerName} already ${round.review.outcome === 'approved' ? 'signed this off' : 'returned this'}. Nothing was changed.`,
    });
  }
  if (isOwnWork(await partiesOf(stores, round, actor))) {
    return fail({
      kind: 'own-work',
      message:
        'You wrote or submitted this response, or made a decision in its case, so another supervisor has to review it. Nothing was changed.',
    });
  }
  return ok(round);
};

const decide = async (
  stores: Stores,
  { desk, actor }: Pick<CallContext, 'desk' | 'actor'>,
  round: StoredRound,
  decision: {
    readonly outcome: 'approved' | 'returned';
    readonly comment: string;
    readonly decidedAtMs: number;
    readonly attestation: { readonly json: string; readonly p7s: Uint8Array } | null;
  },
): Promise<void> => {
  const found = await stores.cases.get(round.caseId);
  if (!found) throw new Error(`The submission ${round.submissionId} has no case.`);
  await stores.submissions.decide({ id: desk.newId(), submissionId: round.submissionId, reviewerId: actor.userId, ...decision });
  await moveCase(stores, found, decision.outcome, decision.decidedAtMs);
  await recordAudit(desk, stores, {
    actor,
    action: `review.${decision.outcome}`,
    subjectKind: 'submission',
    subjectId: round.submissionId,
    caseId: round.caseId,
    atMs: decision.decidedAtMs,
    summary:
      decision.outcome === 'approved'
        ? `Signed off version ${round.versionNo}, round ${round.roundNo}`
        : `Returned version ${round.versionNo}, round ${round.roundNo}, with comments`,
    after: { comment: decision.comment, manifestSha512Text: round.manifestSha512Text },
  });
};
