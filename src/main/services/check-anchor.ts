import type { Anchor } from '../../core/evidence/anchor.ts';
import type { CaseId } from '../../core/ids.ts';
import { fail, ok, type Result } from '../../core/result.ts';
import { boxesForRange } from '../../core/text/page-text.ts';
import type { Stores } from '../store/stores.ts';
import type { Failure } from './failure.ts';

/**
 * An anchor as this desk vouches for it: the quote stands at its offsets in our own text of the page, and the boxes are ours. With
 * `caseId`, its document must be filed in that case.
 */
export const checkAnchor = async (stores: Stores, anchor: Anchor, caseId?: CaseId): Promise<Result<Anchor, Failure<'bad-anchor'>>> => {
  const document = await stores.documents.bySha256(anchor.documentSha256);
  const page = document && (await stores.pages.get(document.id, anchor.pageNo));
  if (!page) return bad(`Page ${anchor.pageNo} of the document ${anchor.documentSha256.slice(0, 12)}… has not been read here.`);
  if (caseId !== undefined) {
    const places = await stores.caseDocuments.places(caseId);
    if (!places.has(anchor.documentSha256)) return bad('The quoted document is not filed in this case. Add it to the case first.');
  }
  if (anchor.end <= anchor.start || page.text.slice(anchor.start, anchor.end) !== anchor.quote) {
    return bad(`The quoted words do not stand at that place of page ${anchor.pageNo}. Select them again.`);
  }
  return ok({
    documentSha256: anchor.documentSha256,
    pageNo: anchor.pageNo,
    boxes: boxesForRange(page, anchor.start, anchor.end),
    quote: anchor.quote,
    start: anchor.start,
    end: anchor.end,
  });
};

/** Checks several anchors; the first that fails decides. */
export const checkAnchors = async (
  stores: Stores,
  anchors: readonly Anchor[],
  caseId?: CaseId,
): Promise<Result<Anchor[], Failure<'bad-anchor'>>> => {
  const checked: Anchor[] = [];
  for (const anchor of anchors) {
    const result = await checkAnchor(stores, anchor, caseId);
    if (!result.ok) return result;
    checked.push(result.value);
  }
  return ok(checked);
};

const bad = (what: string): { ok: false; failure: Failure<'bad-anchor'> } =>
  fail({ kind: 'bad-anchor', message: `${what} Nothing of this step was saved.` });
