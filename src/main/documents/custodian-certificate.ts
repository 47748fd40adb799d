import {
  AlignmentType,
  BorderStyle,
  Document,
  Footer,
  Packer,
  PageNumber,
  Paragraph,
  Table,
  TableCell,
  TableRow,
  TextRun,
  WidthType,
} from 'docx';
import { readZip, writeZip } from './docx-zip.ts';

/** The rules of evidence that a certificate can be made under. */
type CertificateRule = '902(11)' | '902(13)' | '902(14)';

/** A record that the custodian certifies. */
interface CertifiedRecord {
  readonly label: string;
  readonly name: string;
  readonly sizeBytes: number;
  readonly sha256: string;
}

/** What a certificate of a custodian of records says. Names and dates are left blank for the hand where they are not given. */
export interface CustodianCertificate {
  readonly organisation: string;
  readonly caseNumber: string;
  readonly referenceNumber: string;
  readonly issuingAuthority: string;
  readonly rules: readonly CertificateRule[];
  readonly custodianName?: string;
  readonly records: readonly CertifiedRecord[];
}

const BLANK = '______________________________';
const FONT = 'Times New Roman';

/**
 * Writes a certificate of authenticity under the Federal Rules of Evidence 902(11), (13) or (14) as DOCX, for a custodian to sign by hand
 * (28 U.S.C. § 1746). The same input gives the same bytes.
 */
export const buildCustodianCertificate = async (certificate: CustodianCertificate): Promise<Uint8Array> => {
  const document = new Document({
    creator: certificate.organisation,
    title: `Certificate of custodian of records, ${certificate.caseNumber}`,
    styles: { default: { document: { run: { font: FONT, size: 22 }, paragraph: { spacing: { line: 276, after: 140 } } } } },
    numbering: {
      config: [
        {
          reference: 'statements',
          levels: [
            {
              level: 0,
              format: 'decimal',
              text: '%1.',
              alignment: AlignmentType.LEFT,
              style: { paragraph: { indent: { left: 500, hanging: 500 } } },
            },
          ],
        },
      ],
    },
    sections: [
      {
        properties: {
          page: {
            size: { width: 12240, height: 15840 },
            margin: { top: 1440, bottom: 1200, left: 1440, right: 1440, header: 700, footer: 600 },
          },
        },
        footers: {
          default: new Footer({
            children: [
              new Paragraph({
                alignment: AlignmentType.CENTER,
                children: [
                  new TextRun({
                    size: 17,
                    color: '5A6472',
                    children: [`${certificate.caseNumber}  ·  Page `, PageNumber.CURRENT, ' of ', PageNumber.TOTAL_PAGES],
                  }),
                ],
              }),
            ],
          }),
        },
        children: bodyOf(certificate),
      },
    ],
  });
  const parts = await readZip(new Uint8Array(await Packer.toBuffer(document)));
  const core = parts.get('docProps/core.xml');
  if (core) {
    // The library writes the time of day; a certificate carries only the date its signer gives.
    const text = new TextDecoder().decode(core).replace(/<dcterms:(created|modified)\b[^>]*>[^<]*<\/dcterms:\1>/g, '');
    parts.set('docProps/core.xml', new TextEncoder().encode(text));
  }
  return writeZip(parts);
};

const bodyOf = (certificate: CustodianCertificate): (Paragraph | Table)[] => {
  const { organisation, rules } = certificate;
  const name = certificate.custodianName ?? BLANK;
  return [
    new Paragraph({
      alignment: AlignmentType.CENTER,
      spacing: { after: 60 },
      children: [new TextRun({ text: 'Certificate of Custodian of Records', bold: true, size: 32, color: '1F3A5F' })],
    }),
    new Paragraph({
      alignment: AlignmentType.CENTER,
      spacing: { after: 280 },
      children: [new TextRun({ text: `Federal Rules of Evidence ${rules.join(', ')}`, color: '5A6472' })],
    }),
    new Paragraph(`Request: ${certificate.referenceNumber}, ${certificate.issuingAuthority}. Our case: ${certificate.caseNumber}.`),
    new Paragraph(`I, ${name}, declare under 28 U.S.C. § 1746:`),
    ...statementsOf(certificate).map((text) => new Paragraph({ text, numbering: { reference: 'statements', level: 0 } })),
    recordsTable(certificate.records),
    new Paragraph({
      spacing: { before: 280 },
      keepNext: true,
      text: 'I declare under penalty of perjury under the laws of the United States of America that the foregoing is true and correct.',
    }),
    new Paragraph({ spacing: { before: 360, after: 40 }, keepNext: true, text: `Executed on ${BLANK} at ${BLANK}` }),
    new Paragraph({ spacing: { before: 480, after: 0 }, keepNext: true, text: BLANK }),
    new Paragraph({ spacing: { after: 0 }, keepNext: true, text: certificate.custodianName ?? 'Name of the custodian' }),
    new Paragraph(`Custodian of Records, ${organisation}`),
  ];
};

const statementsOf = ({ organisation, rules }: CustodianCertificate): string[] => [
  `I am employed by ${organisation} and am authorised to make this certificate as a custodian of its records or as another qualified person.`,
  ...(rules.includes('902(11)')
    ? [
        'The records listed below were made at or near the time of the events they set out by, or from information transmitted by, someone with knowledge of them.',
        'The records were kept in the course of a regularly conducted activity of the business, and making them was a regular practice of that activity.',
      ]
    : []),
  ...(rules.includes('902(13)')
    ? ['The records were generated by an electronic process or system that produces an accurate result, as the custodian has verified.']
    : []),
  ...(rules.includes('902(14)')
    ? [
        'The records are data copied from an electronic device, storage medium or file. Each was authenticated by a process of digital identification: its SHA-256 hash, computed from the copy, is the one stated below. Two files with the same hash are the same for all practical purposes.',
      ]
    : []),
];

const recordsTable = (records: readonly CertifiedRecord[]): Table => {
  const widths = [900, 3060, 1300, 4100];
  const line = { style: BorderStyle.SINGLE, size: 4, color: 'B8C0CA' };
  const cell = (text: string, column: number, bold = false): TableCell =>
    new TableCell({
      width: { size: widths[column] ?? 1000, type: WidthType.DXA },
      margins: { left: 90, right: 90 },
      ...(bold ? { shading: { fill: 'EEF2F7', type: 'clear', color: 'auto' } as const } : {}),
      children: [new Paragraph({ spacing: { before: 30, after: 30, line: 240 }, children: [new TextRun({ text, bold, size: 18 })] })],
    });
  return new Table({
    columnWidths: widths,
    width: { size: 9360, type: WidthType.DXA },
    borders: { top: line, bottom: line, left: line, right: line, insideHorizontal: line, insideVertical: line },
    rows: [
      new TableRow({
        tableHeader: true,
        cantSplit: true,
        children: ['No.', 'Record', 'Bytes', 'SHA-256'].map((text, column) => cell(text, column, true)),
      }),
      ...records.map(
        (record) =>
          new TableRow({
            cantSplit: true,
            children: [record.label, record.name, record.sizeBytes.toLocaleString('en-US'), record.sha256].map((text, column) =>
              cell(text, column),
            ),
          }),
      ),
    ],
  });
};
