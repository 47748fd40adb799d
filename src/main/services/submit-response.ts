import { createHash } from 'node:crypto';
import { nextStatus } from '../../core/cases/case-life.ts';
import { factValueText } from '../../core/facts/fact.ts';
import { submissionIdSchema, type CaseId, type SubmissionId } from '../../core/ids.ts';
import type { MadeFile, PacketContent } from '../../core/packets/packet-content.ts';
import { sentencesOf } from '../../core/responses/support.ts';
import { fail, ok, type Result } from '../../core/result.ts';
import type { StoredVersion } from '../store/response-store.ts';
import { caseForChange, moveCase } from './change-case.ts';
import type { CallContext } from './context.ts';
import type { DetailedFailure } from './draft-response.ts';
import { freezeCase, type FrozenCase } from './freeze-case.ts';
import { recordAudit } from './record-audit.ts';
import { renderVersion, RESPONSE_PATHS } from './response-artifact.ts';
import { newerVersion } from './save-response.ts';
import { templateName } from './response-view.ts';
import type { ResponseTools } from './response-tools.ts';

type SubmitFailure = DetailedFailure<
  'not-found' | 'newer-version' | 'in-review' | 'no-response' | 'case-closed' | 'documents-unread' | 'bad-template' | 'missing-fields'
>;

/** Where the custodian's certificate lies in the bag. */
const CERTIFICATE_PATHS = {
  docx: 'data/response/R0001/custodian-certificate.docx',
  pdf: 'data/response/R0001/custodian-certificate.pdf',
} as const;

const MOST_TRIES = 3;

/**
 * Freezes the case's content with the response, signs it as the submitter and puts it before the supervisors. What the supervisor sees,
 * what both sign and what is sealed are the same bytes.
 */
export const submitResponse = async (
  context: CallContext,
  input: { readonly caseId: CaseId; readonly versionNo: number; readonly note: string },
  tools: ResponseTools,
): Promise<Result<{ submissionId: SubmissionId; roundNo: number }, SubmitFailure>> => {
  const { desk } = context;
  const version = await versionToSubmit(context, input);
  if (!version.ok) return version;
  const docx = await renderVersion(version.value, tools);
  if (!docx.ok) return docx;
  const pdf = await tools.docxToPdf(docx.value);
  const unprintable = pdf.missing.map((glyph) => glyph.codePoint).join(', ');

  for (let tries = 1; ; tries += 1) {
    const frozen = await freeze(context, version.value, { docx: docx.value, pdf: pdf.bytes }, tools);
    if (!frozen.ok) return frozen;
    const kept = await keepSubmission(context, input, frozen.value, unprintable, tools, tries < MOST_TRIES);
    if (kept === 'changed-meanwhile') continue;
    if (kept.ok) desk.emit({ topics: ['responses', 'reviews', 'cases'], caseId: input.caseId });
    return kept;
  }
};

const versionToSubmit = async (
  context: Pick<CallContext, 'desk'>,
  input: { readonly caseId: CaseId; readonly versionNo: number },
): Promise<Result<StoredVersion, SubmitFailure>> => {
  const { stores } = context.desk;
  const found = await caseForChange(stores, input.caseId);
  if (!found.ok) return found;
  const newest = await stores.responses.newest(input.caseId);
  if (!newest)
    return fail({ kind: 'no-response', message: `${found.value.number} has no response yet. Draft one from a template, then submit it.` });
  if (nextStatus(found.value.status, 'submitted') === null) return fail(inReview(found.value.number));
  if (newest.versionNo !== input.versionNo) return fail(newerVersion(newest, input.versionNo));
  return ok(newest);
};

const freeze = async (
  { desk, actor }: CallContext,
  version: StoredVersion,
  response: { readonly docx: Uint8Array; readonly pdf: Uint8Array },
  tools: ResponseTools,
): Promise<Result<FrozenCase, SubmitFailure>> => {
  const certificate = await certificateFiles(desk.stores, version.caseId, tools);
  const made: MadeFile[] = [
    { path: RESPONSE_PATHS.docx, bytes: response.docx },
    { path: RESPONSE_PATHS.pdf, bytes: response.pdf },
    ...certificate,
  ];
  const files = made.map((file) => ({
    path: file.path,
    sizeBytes: file.bytes.length,
    sha256: createHash('sha256').update(file.bytes).digest('hex'),
  }));
  const name = await templateName(tools, version.templateId);
  const submittedAtMs = desk.now();
  return freezeCase(desk, {
    caseId: version.caseId,
    responseDocx: response.docx,
    responsePdf: response.pdf,
    sentences: sentencesOf(version.blocks).filter((sentence) => sentence.text.trim() !== ''),
    extraFiles: certificate,
    buildReport: async (content) =>
      (
        await tools.buildReport({
          content,
          organisation: tools.organisation,
          response: { templateName: name, versionNo: version.versionNo, writtenBy: { id: version.writtenBy, name: version.writtenByName } },
          submittedBy: { id: actor.userId, name: actor.name },
          submittedAtMs,
          files,
        })
      ).bytes,
    generator: tools.generator,
    verifyMd: tools.verifyMd,
    engines: tools.engines,
  });
};

/** A certificate for the custodian to sign by hand, where records are produced from the case's evidence. */
const certificateFiles = async (stores: CallContext['desk']['stores'], caseId: CaseId, tools: ResponseTools): Promise<MadeFile[]> => {
  const items = await stores.items.list(caseId);
  if (!items.some((item) => item.disposition === 'produced' || item.disposition === 'partly')) return [];
  const { case: record, facts } = await stores.caseContent.read(caseId);
  const records = record.documents.filter((document) => document.role === 'evidence');
  if (records.length === 0) return [];
  const docx = await tools.buildCertificate({
    organisation: tools.organisation,
    caseNumber: record.number,
    referenceNumber: confirmed(facts, 'reference-number') ?? 'no reference number',
    issuingAuthority: confirmed(facts, 'issuing-authority') ?? confirmed(facts, 'sender') ?? 'no issuing authority named',
    rules: ['902(11)', '902(14)'],
    records: records.map((document) => ({
      label: document.label,
      name: document.originalName,
      sizeBytes: document.sizeBytes,
      sha256: document.sha256,
    })),
  });
  return [
    { path: CERTIFICATE_PATHS.docx, bytes: docx },
    { path: CERTIFICATE_PATHS.pdf, bytes: (await tools.docxToPdf(docx)).bytes },
  ];
};

const keepSubmission = async (
  context: CallContext,
  input: { readonly caseId: CaseId; readonly versionNo: number; readonly note: string },
  frozen: FrozenCase,
  unprintable: string,
  tools: ResponseTools,
  mayTryAgain: boolean,
): Promise<Result<{ submissionId: SubmissionId; roundNo: number }, SubmitFailure> | 'changed-meanwhile'> => {
  const { desk, actor, signer } = context;
  return desk.transaction(async (stores) => {
    // Something was recorded between the freezing and now: freeze again, so that the records tell one moment's truth.
    if (mayTryAgain && (await stores.audit.head()).hash !== frozen.auditHead) return 'changed-meanwhile' as const;
    const version = await versionToSubmit({ desk: { ...desk, stores } }, input);
    if (!version.ok) return version;
    const found = await caseForChange(stores, input.caseId);
    if (!found.ok) return found;
    const roundNo = ((await stores.submissions.rounds(input.caseId)).at(-1)?.roundNo ?? 0) + 1;
    const submissionId = submissionIdSchema.parse(desk.newId());
    const submittedAtMs = desk.now();
    await stores.submissions.insert({
      id: submissionId,
      caseId: input.caseId,
      roundNo,
      revision: frozen.revision,
      responseVersionId: version.value.id,
      writtenBy: version.value.writtenBy,
      submittedBy: actor.userId,
      submittedAtMs,
      manifestSha256Text: frozen.manifestSha256Text,
      manifestSha512Text: frozen.manifestSha512Text,
      attestation: tools.signAttestation(
        {
          role: 'submit',
          caseNumber: frozen.caseNumber,
          revision: frozen.revision,
          atMs: submittedAtMs,
          manifestSha512Text: frozen.manifestSha512Text,
        },
        signer,
      ),
      tagFiles: frozen.tagFiles,
      files: frozen.files,
    });
    if (input.note.trim() !== '')
      await stores.submissions.comment({
        id: desk.newId(),
        submissionId,
        sentenceId: null,
        text: input.note.trim(),
        madeBy: actor.userId,
        madeAtMs: submittedAtMs,
      });
    await moveCase(stores, found.value, 'submitted', submittedAtMs);
    await recordAudit(desk, stores, {
      actor,
      action: 'response.submitted',
      subjectKind: 'submission',
      subjectId: submissionId,
      caseId: input.caseId,
      atMs: submittedAtMs,
      summary: `Submitted version ${version.value.versionNo} for review, round ${roundNo}${unprintable === '' ? '' : `; the PDF shows a box in place of ${unprintable}`}`,
      after: { manifestSha512Text: frozen.manifestSha512Text },
    });
    return ok({ submissionId, roundNo });
  });
};

const confirmed = (facts: PacketContent['facts'], field: string): string | undefined => {
  const fact = facts.find((one) => one.field === field && one.state === 'confirmed');
  return fact && factValueText(fact.value);
};

const inReview = (number: string) => ({
  kind: 'in-review' as const,
  message: `${number} is already before the supervisors. It can be submitted again when it was returned; nothing was changed.`,
});
