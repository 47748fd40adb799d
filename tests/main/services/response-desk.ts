import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { factIdSchema, documentIdSchema, itemIdSchema } from '../../../src/core/ids.ts';
import type { FactField, FactState, FactValue } from '../../../src/core/facts/fact.ts';
import type { Role } from '../../../src/core/policy/permissions.ts';
import { buildCustodianCertificate } from '../../../src/main/documents/custodian-certificate.ts';
import { docxToPdf } from '../../../src/main/documents/docx-to-pdf/docx-to-pdf.ts';
import { missingGlyphs } from '../../../src/main/documents/docx-to-pdf/serif-fonts.ts';
import { buildPacketReport } from '../../../src/main/documents/packet-report.ts';
import { draftBlocks, renderResponseDocx } from '../../../src/main/documents/response-docx.ts';
import { openTemplateLibrary } from '../../../src/main/documents/template-library.ts';
import { signAttestation } from '../../../src/main/packets/attest.ts';
import type { CallContext } from '../../../src/main/services/context.ts';
import type { ResponseTools } from '../../../src/main/services/response-tools.ts';
import { organisation } from '../packets/signing-fixtures.ts';
import { anchorOf, openTestDesk, typedPage, valueOf } from './test-desk.ts';

const ROOT = join(import.meta.dirname, '../../..');

/** The words of the one request of these tests. */
const WARRANT = 'District Court of Example County\nSearch warrant no. SW-555-0199, issued May 20, 2026\nProduce all records of seller_555.';

/** The tools as the composition root hands them in. */
export const responseTools: ResponseTools = {
  templates: openTemplateLibrary(join(ROOT, 'resources/templates')),
  draftBlocks,
  renderDocx: renderResponseDocx,
  docxToPdf: (docx) => docxToPdf(docx),
  missingGlyphs: (text) => missingGlyphs(text),
  buildReport: buildPacketReport,
  buildCertificate: buildCustodianCertificate,
  signAttestation,
  organisation: 'Marketplace Example, Inc.',
  generator: { name: 'Casewright', version: '0.0.0-test' },
  verifyMd: readFileSync(join(ROOT, 'resources/packets/VERIFY.md'), 'utf8'),
  engines: { pdf: 'pdfium', ocr: 'tesseract', plain: 'text' },
};

/** A desk with people who can really sign, and a case on a warrant with its reference number still only suggested. */
export const openResponseDesk = async () => {
  const base = await openTestDesk();
  const market = organisation('Response');
  const desk = { ...base.desk, rootCertificatePem: market.rootPem };
  const withKey = ({ actor }: CallContext): CallContext => ({ desk, actor, signer: market.signer(actor.userId, actor.name) });
  const person = async (name: string, roles: readonly Role[]): Promise<CallContext> => withKey(await base.person(name, roles));
  const ines = withKey(base.ines);
  const tomas = withKey(base.tomas);

  const bytes = new TextEncoder().encode(WARRANT);
  const { sha256, sizeBytes } = await desk.blobs.putBytes(bytes);
  const documentId = documentIdSchema.parse(randomUUID());
  await base.stores.documents.insert({
    id: documentId,
    sha256,
    name: 'warrant.pdf',
    mediaType: 'application/pdf',
    sizeBytes,
    state: 'read',
    reason: null,
    importedBy: ines.actor.userId,
    importedAtMs: desk.now(),
  });
  await base.stores.documents.setReading(documentId, { pageCount: 1 });
  await base.stores.pages.insert(documentId, [typedPage(WARRANT)]);
  await base.stores.documents.setReading(documentId, { pagesRead: 1 });
  const { caseId } = valueOf(await base.open({ documentIds: [documentId] }, ines));

  const quote = (words: string) => anchorOf(sha256, WARRANT, words);
  const addFact = async (field: FactField, value: FactValue, words: string, state: FactState = 'confirmed') => {
    const id = factIdSchema.parse(randomUUID());
    const decided =
      state === 'suggested' ? { decidedBy: null, decidedAtMs: null } : { decidedBy: ines.actor.userId, decidedAtMs: desk.now() };
    await base.stores.facts.insertAll([
      {
        id,
        caseId,
        field,
        value,
        state,
        origin: 'machine',
        confidence: 0.9,
        anchor: quote(words),
        madeBy: null,
        madeAtMs: desk.now(),
        ...decided,
      },
    ]);
    return id;
  };
  await addFact('issuing-authority', 'District Court of Example County', 'District Court of Example County');
  const referenceId = await addFact('reference-number', 'SW-555-0199', 'SW-555-0199', 'suggested');
  const itemId = itemIdSchema.parse(randomUUID());
  await base.db
    .insertInto('item')
    .values({
      id: itemId,
      case_id: caseId,
      position: 1,
      text: 'All records of seller_555',
      anchor_json: JSON.stringify(quote('all records of seller_555')),
      disposition: 'produced',
      reason: 'PROD-0001',
    })
    .execute();

  const confirm = async (state: FactState = 'confirmed'): Promise<void> => {
    await base.stores.facts.decide(referenceId, { state, value: 'SW-555-0199', decidedBy: ines.actor.userId, decidedAtMs: desk.now() });
  };
  return { ...base, desk, ines, tomas, person, caseId, itemId, quote, confirm, rootPem: market.rootPem };
};

export type ResponseDesk = Awaited<ReturnType<typeof openResponseDesk>>;
