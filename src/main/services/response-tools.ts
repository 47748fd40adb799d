import type { DrawnPdf } from '../documents/docx-to-pdf/draw-pdf.ts';
import type { MissingGlyph } from '../documents/docx-to-pdf/serif-fonts.ts';
import type { buildCustodianCertificate } from '../documents/custodian-certificate.ts';
import type { buildPacketReport } from '../documents/packet-report.ts';
import type { draftBlocks, renderResponseDocx } from '../documents/response-docx.ts';
import type { TemplateLibrary } from '../documents/template-library.ts';
import type { signAttestation } from '../packets/attest.ts';
import type { FreezeInput } from './freeze-case.ts';

/** The parts that draft, set and sign responses, handed in by `compose.ts`. */
export interface ResponseTools {
  readonly templates: TemplateLibrary;
  readonly draftBlocks: typeof draftBlocks;
  readonly renderDocx: typeof renderResponseDocx;
  readonly docxToPdf: (docx: Uint8Array) => Promise<DrawnPdf>;
  /** The characters of a text that the PDF can only show as a mark. */
  readonly missingGlyphs: (text: string) => Promise<readonly MissingGlyph[]>;
  readonly buildReport: typeof buildPacketReport;
  readonly buildCertificate: typeof buildCustodianCertificate;
  readonly signAttestation: typeof signAttestation;
  /** The organisation that answers, as letters and reports name it. */
  readonly organisation: string;
  readonly generator: FreezeInput['generator'];
  /** The text of VERIFY.md. */
  readonly verifyMd: string;
  readonly engines: FreezeInput['engines'];
}
