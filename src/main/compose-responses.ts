import { readFileSync } from 'node:fs';
import { buildCustodianCertificate } from './documents/custodian-certificate.ts';
import { docxToPdf } from './documents/docx-to-pdf/docx-to-pdf.ts';
import { missingGlyphs } from './documents/docx-to-pdf/serif-fonts.ts';
import { buildPacketReport } from './documents/packet-report.ts';
import { draftBlocks, renderResponseDocx } from './documents/response-docx.ts';
import { openTemplateLibrary } from './documents/template-library.ts';
import { signAttestation } from './packets/attest.ts';
import { resourcePath } from './project-files.ts';
import type { ResponseTools } from './services/response-tools.ts';
import { VERSION } from './version.ts';

/** The organisation of letters, reports and bags, until a desk can set its own. */
const ORGANISATION = 'Marketplace Example, Inc.';

/** The real parts that draft, set and sign responses. */
export const responseTools = (): ResponseTools => ({
  templates: openTemplateLibrary(resourcePath('templates')),
  draftBlocks,
  renderDocx: renderResponseDocx,
  docxToPdf: (docx) => docxToPdf(docx),
  missingGlyphs: (text) => missingGlyphs(text),
  buildReport: buildPacketReport,
  buildCertificate: buildCustodianCertificate,
  signAttestation,
  organisation: ORGANISATION,
  generator: { name: 'Casewright', version: VERSION },
  verifyMd: readFileSync(resourcePath('packets', 'VERIFY.md'), 'utf8'),
  engines: { pdf: '@embedpdf/pdfium 2.15.1', ocr: 'none', plain: `casewright ${VERSION}` },
});
