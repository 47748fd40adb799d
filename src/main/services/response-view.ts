import type { LegalCase } from '../../core/cases/legal-case.ts';
import type { CaseId, ResponseVersionId, SubmissionId } from '../../core/ids.ts';
import { fieldsOfCase } from '../../core/responses/fields-of-case.ts';
import type { ResponseBlock, Support } from '../../core/responses/response.ts';
import { sentencesOf, supportOf } from '../../core/responses/support.ts';
import { templateFits, templatesInOrder } from '../../core/responses/template.ts';
import { ok, type Result } from '../../core/result.ts';
import type { StoredVersion } from '../store/response-store.ts';
import type { Stores } from '../store/stores.ts';
import type { StoredRound } from '../store/submission-store.ts';
import { findCase } from './change-case.ts';
import type { CallContext } from './context.ts';
import { draftSource } from './draft-response.ts';
import type { Failure } from './failure.ts';
import type { ResponseTools } from './response-tools.ts';

/** A version of a response as the screens show it. */
export interface ResponseView {
  readonly id: ResponseVersionId;
  readonly caseId: CaseId;
  readonly versionNo: number;
  readonly templateId: string;
  readonly templateName: string;
  readonly blocks: readonly ResponseBlock[];
  readonly support: Readonly<Record<string, Support>>;
  readonly writtenByName: string;
  readonly writtenAtMs: number;
  readonly submitted: boolean;
}

/** A round of review as the screens show it. */
export interface RoundView {
  readonly submissionId: SubmissionId;
  readonly roundNo: number;
  readonly versionNo: number;
  readonly submittedByName: string;
  readonly submittedAtMs: number;
  readonly outcome: 'waiting' | 'approved' | 'returned';
  readonly reviewerName?: string;
  readonly decidedAtMs?: number;
  readonly comment?: string;
  readonly comments: readonly {
    readonly id: string;
    readonly submissionId: SubmissionId;
    readonly sentenceId: string | null;
    readonly text: string;
    readonly madeByName: string;
    readonly madeAtMs: number;
  }[];
}

/** The templates of the desk for a case, those that fit first, each with the fields that no confirmed fact fills yet. */
export const templatesForCase = async (
  { desk, actor }: CallContext,
  caseId: CaseId,
  tools: ResponseTools,
): Promise<
  Result<
    {
      templates: {
        id: string;
        version: string;
        name: string;
        description: string;
        fits: boolean;
        missing: readonly { field: string; label: string }[];
      }[];
    },
    Failure<'not-found'>
  >
> => {
  const found = await findCase(desk.stores, caseId);
  if (!found.ok) return found;
  const source = await draftSource(desk.stores, found.value, {
    authorName: actor.name,
    organisation: tools.organisation,
    nowMs: desk.now(),
  });
  const { templates } = await tools.templates.list();
  const rows = [];
  for (const template of templatesInOrder(templates, found.value.requestType)) {
    const loaded = await tools.templates.load(template.id);
    if (!loaded) continue;
    const draft = await tools.draftBlocks(loaded.docx, fieldsOfCase(source, template.locale), template.required);
    rows.push({
      id: template.id,
      version: template.version,
      name: template.name,
      description: template.description,
      fits: templateFits(template, found.value.requestType),
      missing: !draft.ok && draft.failure.kind === 'missing-fields' ? draft.failure.fields : [],
    });
  }
  return ok({ templates: rows });
};

/** The newest version of a case's response, or a named one, with all rounds of review; `version` is null while there is none. */
export const getResponse = async (
  { desk }: CallContext,
  input: { readonly caseId: CaseId; readonly versionNo?: number | undefined },
  tools: ResponseTools,
): Promise<
  Result<
    { version: ResponseView | null; rounds: RoundView[]; versions: { versionNo: number; writtenByName: string; writtenAtMs: number }[] },
    Failure<'not-found'>
  >
> => {
  const { stores } = desk;
  const found = await findCase(stores, input.caseId);
  if (!found.ok) return found;
  const stored =
    input.versionNo === undefined
      ? await stores.responses.newest(input.caseId)
      : await stores.responses.byNo(input.caseId, input.versionNo);
  const rounds = await stores.submissions.rounds(input.caseId);
  return ok({
    version: stored ? await viewOfVersion(stores, stored, rounds, tools) : null,
    rounds: rounds.map(roundView),
    versions: (await stores.responses.list(input.caseId)).map(({ versionNo, writtenByName, writtenAtMs }) => ({
      versionNo,
      writtenByName,
      writtenAtMs,
    })),
  });
};

/** A version with the support of each sentence as the facts stand now. */
export const viewOfVersion = async (
  stores: Stores,
  version: StoredVersion,
  rounds: readonly StoredRound[],
  tools: ResponseTools,
): Promise<ResponseView> => {
  const facts = new Map((await stores.facts.list(version.caseId)).map((fact) => [fact.id as string, fact.state]));
  return {
    id: version.id,
    caseId: version.caseId,
    versionNo: version.versionNo,
    templateId: version.templateId,
    templateName: await templateName(tools, version.templateId),
    blocks: version.blocks,
    support: Object.fromEntries(sentencesOf(version.blocks).map((sentence) => [sentence.id, supportOf(sentence, facts)])),
    writtenByName: version.writtenByName,
    writtenAtMs: version.writtenAtMs,
    submitted: rounds.some((round) => round.responseVersionId === version.id),
  };
};

/** A round as the screens show it. */
export const roundView = (round: StoredRound): RoundView => ({
  submissionId: round.submissionId,
  roundNo: round.roundNo,
  versionNo: round.versionNo,
  submittedByName: round.submittedByName,
  submittedAtMs: round.submittedAtMs,
  outcome: round.review?.outcome ?? 'waiting',
  ...(round.review
    ? { reviewerName: round.review.reviewerName, decidedAtMs: round.review.decidedAtMs, comment: round.review.comment }
    : {}),
  comments: round.comments.map(({ id, submissionId, sentenceId, text, madeByName, madeAtMs }) => ({
    id,
    submissionId,
    sentenceId,
    text,
    madeByName,
    madeAtMs,
  })),
});

/** The name of a template, or its id if it is no longer on this desk. */
export const templateName = async (tools: ResponseTools, templateId: string): Promise<string> =>
  (await tools.templates.list()).templates.find((template) => template.id === templateId)?.name ?? templateId;

/** What a file of a case's response is called when it is saved: `LE-2026-0042_response_v3.docx`. */
export const responseFileName = (legalCase: LegalCase, versionNo: number, format: 'docx' | 'pdf'): string =>
  `${legalCase.number}_response_v${versionNo}.${format}`;
