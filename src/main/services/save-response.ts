import type { Anchor } from '../../core/evidence/anchor.ts';
import { responseVersionIdSchema, type CaseId } from '../../core/ids.ts';
import { applyEdit } from '../../core/responses/apply-edit.ts';
import type { ResponseBlock, ResponseSentence } from '../../core/responses/response.ts';
import { sentencesOf } from '../../core/responses/support.ts';
import { fail, ok, type Result } from '../../core/result.ts';
import type { StoredVersion } from '../store/response-store.ts';
import type { Stores } from '../store/stores.ts';
import { moveCase } from './change-case.ts';
import { checkAnchor } from './check-anchor.ts';
import type { CallContext } from './context.ts';
import { caseForWriting } from './draft-response.ts';
import type { Failure } from './failure.ts';
import { recordAudit } from './record-audit.ts';

type SaveFailure = Failure<'not-found' | 'invalid-input' | 'newer-version' | 'case-closed' | 'in-review' | 'bad-anchor'>;

/**
 * Keeps an edited response as the next version; earlier ones stay. Refused when somebody saved since `baseVersionNo`, so that no one's words
 * are overwritten; the window still holds what was typed.
 */
export const saveResponse = async (
  { desk, actor }: CallContext,
  input: { readonly caseId: CaseId; readonly baseVersionNo: number; readonly blocks: readonly ResponseBlock[] },
): Promise<Result<StoredVersion, SaveFailure>> => {
  const saved = await desk.transaction(async (stores): Promise<Result<StoredVersion, SaveFailure>> => {
    const found = await caseForWriting(stores, input.caseId);
    if (!found.ok) return found;
    const base = await stores.responses.newest(input.caseId);
    if (!base) return fail({ kind: 'not-found', message: 'There is no response to save yet. Draft one from a template first.' });
    if (base.versionNo !== input.baseVersionNo) return fail(newerVersion(base, input.baseVersionNo));
    const edited = applyEdit(base.blocks, input.blocks);
    if (!edited.ok) return fail({ kind: 'invalid-input', message: edited.failure.message });
    const blocks = await withCheckedAnchors(stores, input.caseId, base.blocks, edited.value);
    if (!blocks.ok) return blocks;

    const version = {
      id: responseVersionIdSchema.parse(desk.newId()),
      caseId: input.caseId,
      versionNo: base.versionNo + 1,
      templateId: base.templateId,
      templateVersion: base.templateVersion,
      blocks: blocks.value,
      fields: base.fields,
      writtenBy: actor.userId,
      writtenAtMs: desk.now(),
    };
    await stores.responses.insert(version);
    await moveCase(stores, found.value, 'draft-written', version.writtenAtMs);
    await recordAudit(desk, stores, {
      actor,
      action: 'response.saved',
      subjectKind: 'response',
      subjectId: version.id,
      caseId: input.caseId,
      summary: `Saved version ${version.versionNo} of the response`,
      before: base.blocks,
      after: version.blocks,
    });
    return ok({ ...version, writtenByName: actor.name });
  });
  if (saved.ok) desk.emit({ topics: ['responses', 'cases'], caseId: input.caseId });
  return saved;
};

/** Says who saved since. */
export const newerVersion = (newest: StoredVersion, baseVersionNo: number): Failure<'newer-version'> => ({
  kind: 'newer-version',
  message: `${newest.writtenByName} saved version ${newest.versionNo} after version ${baseVersionNo}, on which this is based. Nothing was overwritten; compare with version ${newest.versionNo} and repeat the change there.`,
});

/** Anchors that the person added are checked against the documents; those that were there before were checked then. */
const withCheckedAnchors = async (
  stores: Stores,
  caseId: CaseId,
  before: readonly ResponseBlock[],
  blocks: readonly ResponseBlock[],
): Promise<Result<ResponseBlock[], Failure<'bad-anchor'>>> => {
  const known = new Set(sentencesOf(before).flatMap((sentence) => sentence.anchors.map((anchor) => JSON.stringify(anchor))));
  const checked = new Map<string, Anchor>();
  for (const anchor of sentencesOf(blocks).flatMap((sentence) => sentence.anchors)) {
    const key = JSON.stringify(anchor);
    if (known.has(key) || checked.has(key)) continue;
    const result = await checkAnchor(stores, anchor, caseId);
    if (!result.ok) return result;
    checked.set(key, result.value);
  }
  const vouched = (sentence: ResponseSentence): ResponseSentence => ({
    ...sentence,
    anchors: sentence.anchors.map((anchor) => checked.get(JSON.stringify(anchor)) ?? anchor),
  });
  return ok(
    blocks.map((block) =>
      block.kind === 'table'
        ? { ...block, rows: block.rows.map((row) => row.map(vouched)) }
        : { ...block, sentences: block.sentences.map(vouched) },
    ),
  );
};
