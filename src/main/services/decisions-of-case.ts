import type { CaseDecision, DecisionAction } from '../../core/decisions/decision.ts';
import { decisionProblem } from '../../core/decisions/decision-rules.ts';
import type { Anchor } from '../../core/evidence/anchor.ts';
import { decisionIdSchema, type CaseId } from '../../core/ids.ts';
import { fail, ok, type Result } from '../../core/result.ts';
import { caseForChange, findCase } from './change-case.ts';
import { checkAnchors } from './check-anchor.ts';
import type { CallContext } from './context.ts';
import type { Failure } from './failure.ts';
import { recordAudit } from './record-audit.ts';

type DecisionFailure = Failure<'not-found' | 'case-closed' | 'bad-anchor' | 'forbidden'>;

/** The decisions of a case in the order they were made. */
export const listDecisions = async (
  { desk }: CallContext,
  caseId: CaseId,
): Promise<Result<{ decisions: CaseDecision[] }, Failure<'not-found'>>> => {
  const found = await findCase(desk.stores, caseId);
  return found.ok ? ok({ decisions: await desk.stores.decisions.list(caseId) }) : found;
};

/** Records an enforcement decision with its policy, reason and evidence. It is never changed afterwards. */
export const makeDecision = async (
  context: CallContext,
  input: {
    readonly caseId: CaseId;
    readonly action: DecisionAction;
    readonly subject: string;
    readonly policy: string;
    readonly reason: string;
    readonly anchors: readonly Anchor[];
  },
): Promise<Result<CaseDecision, DecisionFailure>> => {
  const { desk, actor } = context;
  const made = await desk.transaction(async (stores): Promise<Result<CaseDecision, DecisionFailure>> => {
    const found = await caseForChange(stores, input.caseId);
    if (!found.ok) return found;
    const anchors = await checkAnchors(stores, input.anchors, input.caseId);
    if (!anchors.ok) return anchors;
    const problem = decisionProblem({
      action: input.action,
      anchorCount: anchors.value.length,
      caseKind: found.value.kind,
      actorId: actor.userId,
      earlierSanctionsBy: await stores.decisions.sanctionsBy(input.subject),
    });
    if (problem?.kind === 'no-evidence') {
      return fail({
        kind: 'bad-anchor',
        message:
          'A decision that takes something from someone shows its evidence. Nothing was saved. Quote at least one place of a document of this case.',
      });
    }
    if (problem?.kind === 'own-decision') {
      return fail({
        kind: 'forbidden',
        message: `You decided against “${input.subject}” before; someone else rules on the appeal. Nothing was saved.`,
      });
    }
    const id = decisionIdSchema.parse(desk.newId());
    await stores.decisions.insert({ ...input, id, anchors: anchors.value, madeBy: actor.userId, madeAtMs: desk.now() });
    await stores.cases.touch(input.caseId, desk.now());
    const decision = (await stores.decisions.list(input.caseId)).find((one) => one.id === id);
    if (!decision) throw new Error('The decision just written is not there.');
    await recordAudit(desk, stores, {
      actor: context.actor,
      action: 'decision.made',
      subjectKind: 'decision',
      subjectId: id,
      caseId: input.caseId,
      summary: `Decided ${decision.label}: ${input.action} for ${input.subject}`,
      after: decision,
    });
    return ok(decision);
  });
  if (made.ok) desk.emit({ topics: ['decisions', 'cases'], caseId: input.caseId });
  return made;
};
