import { responseVersionIdSchema } from '../../core/ids.ts';
import { fail, ok, type Result } from '../../core/result.ts';
import type { StoredVersion } from '../store/response-store.ts';
import { findCase, notFound } from './change-case.ts';
import type { CallContext } from './context.ts';
import { templateFailure, type DetailedFailure } from './draft-response.ts';
import { responseFileName } from './response-view.ts';
import type { ResponseTools } from './response-tools.ts';

/** The response's files in the bag. */
export const RESPONSE_PATHS = { docx: 'data/response/R0001/response.docx', pdf: 'data/response/R0001/response.pdf' } as const;

type ArtifactFailure = DetailedFailure<'not-found' | 'missing-fields' | 'bad-template'>;

/**
 * A version of a response as a file. Of a submitted version it is the very bytes that were submitted; a draft is set anew from its template.
 */
export const responseArtifact = async (
  { desk }: CallContext,
  input: { readonly versionId: string; readonly format: 'docx' | 'pdf' },
  tools: ResponseTools,
): Promise<Result<{ readonly name: string; readonly bytes: Uint8Array }, ArtifactFailure>> => {
  const id = responseVersionIdSchema.safeParse(input.versionId);
  const version = id.success ? await desk.stores.responses.byId(id.data) : undefined;
  if (!version) return fail(notFound('response'));
  const found = await findCase(desk.stores, version.caseId);
  if (!found.ok) return found;
  const name = responseFileName(found.value, version.versionNo, input.format);
  const submissionId = await desk.stores.submissions.ofVersion(version.id);
  const frozen = submissionId && (await desk.stores.submissions.file(submissionId, RESPONSE_PATHS[input.format]));
  if (frozen) return ok({ name, bytes: await desk.blobs.read(frozen) });
  const docx = await renderVersion(version, tools);
  if (!docx.ok) return docx;
  return ok({ name, bytes: input.format === 'docx' ? docx.value : (await tools.docxToPdf(docx.value)).bytes });
};

/** Sets a version in the template it was drafted from. Refused when the template was replaced since, because its words would move. */
export const renderVersion = async (version: StoredVersion, tools: ResponseTools): Promise<Result<Uint8Array, ArtifactFailure>> => {
  const loaded = await tools.templates.load(version.templateId);
  if (!loaded || loaded.template.version !== version.templateVersion) {
    return fail({
      kind: 'bad-template',
      message: `The response was drafted from version ${version.templateVersion} of the template ${version.templateId}, which this desk ${loaded ? `has replaced by version ${loaded.template.version}` : 'no longer has'}. Its words are kept; draft it again from a template of this desk.`,
    });
  }
  const docx = await tools.renderDocx(loaded.docx, version.blocks, version.fields);
  return docx.ok ? docx : fail(templateFailure(docx.failure));
};
