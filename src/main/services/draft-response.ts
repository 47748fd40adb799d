import type { LegalCase } from '../../core/cases/legal-case.ts';
import { nextStatus } from '../../core/cases/case-life.ts';
import { responseVersionIdSchema, type CaseId } from '../../core/ids.ts';
import { fail, ok, type Result } from '../../core/result.ts';
import { fieldsOfCase, type DraftSource } from '../../core/responses/fields-of-case.ts';
import type { StoredVersion } from '../store/response-store.ts';
import type { TemplateFailure } from '../documents/fill-template.ts';
import type { Stores } from '../store/stores.ts';
import { caseForChange, moveCase, notFound } from './change-case.ts';
import type { CallContext } from './context.ts';
import type { Failure } from './failure.ts';
import { recordAudit } from './record-audit.ts';
import type { ResponseTools } from './response-tools.ts';

/** A failure with the names it is about. */
export type DetailedFailure<K extends string> = Failure<K> & {
  readonly details?: readonly { readonly name: string; readonly text: string }[];
};

type DraftFailure = DetailedFailure<'not-found' | 'missing-fields' | 'bad-template' | 'case-closed' | 'in-review'>;

/** Fills a template from the confirmed facts of a case and keeps the draft as the next version. A field that no confirmed fact fills is named. */
export const draftResponse = async (
  { desk, actor }: CallContext,
  input: { readonly caseId: CaseId; readonly templateId: string },
  tools: ResponseTools,
): Promise<Result<StoredVersion, DraftFailure>> => {
  const found = await caseForWriting(desk.stores, input.caseId);
  if (!found.ok) return found;
  const loaded = await tools.templates.load(input.templateId);
  if (!loaded) return fail(notFound('template'));
  const source = await draftSource(desk.stores, found.value, {
    authorName: actor.name,
    organisation: tools.organisation,
    nowMs: desk.now(),
  });
  const fields = fieldsOfCase(source, loaded.template.locale);
  const blocks = await tools.draftBlocks(loaded.docx, fields, loaded.template.required);
  if (!blocks.ok) return fail(templateFailure(blocks.failure));

  const drafted = await desk.transaction(async (stores): Promise<Result<StoredVersion, DraftFailure>> => {
    const current = await caseForWriting(stores, input.caseId);
    if (!current.ok) return current;
    const versionNo = ((await stores.responses.newest(input.caseId))?.versionNo ?? 0) + 1;
    const version = {
      id: responseVersionIdSchema.parse(desk.newId()),
      caseId: input.caseId,
      versionNo,
      templateId: loaded.template.id,
      templateVersion: loaded.template.version,
      blocks: blocks.value,
      fields,
      writtenBy: actor.userId,
      writtenAtMs: desk.now(),
    };
    await stores.responses.insert(version);
    await moveCase(stores, current.value, 'draft-written', version.writtenAtMs);
    await recordAudit(desk, stores, {
      actor,
      action: 'response.drafted',
      subjectKind: 'response',
      subjectId: version.id,
      caseId: input.caseId,
      summary: `Drafted version ${versionNo} from the template “${loaded.template.name}”`,
      after: version.blocks,
    });
    return ok({ ...version, writtenByName: actor.name });
  });
  if (drafted.ok) desk.emit({ topics: ['responses', 'cases'], caseId: input.caseId });
  return drafted;
};

/** The case if a response can be written for it now: not sealed, and not before a supervisor. */
export const caseForWriting = async (
  stores: Stores,
  caseId: CaseId,
): Promise<Result<LegalCase, Failure<'not-found' | 'case-closed' | 'in-review'>>> => {
  const found = await caseForChange(stores, caseId);
  if (!found.ok || nextStatus(found.value.status, 'draft-written') !== null) return found;
  return fail({
    kind: 'in-review',
    message: `${found.value.number} is in review. Its response stays as it was submitted until the supervisor decides; nothing was changed.`,
  });
};

/** What a draft of this case is made of. */
export const draftSource = async (
  stores: Stores,
  legalCase: LegalCase,
  made: { readonly authorName: string; readonly organisation: string; readonly nowMs: number },
): Promise<DraftSource> => {
  const { timeZone } = await stores.settings.read();
  return {
    caseNumber: legalCase.number,
    caseTitle: legalCase.title,
    requestType: legalCase.requestType,
    facts: await stores.facts.list(legalCase.id),
    items: (await stores.items.list(legalCase.id)).map((item) => ({
      text: item.text,
      disposition: item.disposition,
      reason: item.reason,
      ...(item.anchor ? { anchor: item.anchor } : {}),
    })),
    authorName: made.authorName,
    organisation: made.organisation,
    todayOn: new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short' }).format(made.nowMs),
  };
};

/** A template's failure with the fields or tags it names. */
export const templateFailure = (failure: TemplateFailure): DetailedFailure<'missing-fields' | 'bad-template'> =>
  failure.kind === 'missing-fields'
    ? {
        kind: 'missing-fields',
        message: failure.message,
        details: failure.fields.map(({ field, label }) => ({ name: field, text: label })),
      }
    : {
        kind: 'bad-template',
        message: failure.message,
        details: failure.tags.map((tag) => ({ name: tag, text: 'not known to this desk' })),
      };
