import { describe, expect, it } from 'vitest';
import { buildCustodianCertificate, type CustodianCertificate } from '../../../src/main/documents/custodian-certificate.ts';
import { docxToPdf } from '../../../src/main/documents/docx-to-pdf/docx-to-pdf.ts';
import { pageText, pdfWords } from './pdf-words.ts';

const certificate: CustodianCertificate = {
  organisation: 'Marketplace Example, Inc.',
  caseNumber: 'LE-2026-0042',
  referenceNumber: 'GJ-2026-555',
  issuingAuthority: 'District Court of Example County',
  rules: ['902(11)', '902(14)'],
  records: [{ label: 'E0002', name: 'orders.csv', sizeBytes: 12_345, sha256: 'd'.repeat(64) }],
};
const textOf = async (of: CustodianCertificate): Promise<string> =>
  (await pdfWords((await docxToPdf(await buildCustodianCertificate(of))).bytes)).map(pageText).join(' ');

describe('buildCustodianCertificate', () => {
  it('states what the chosen rules ask for, and the hash of each record', async () => {
    const text = await textOf(certificate);
    for (const words of [
      'Rules of Evidence 902(11), 902(14)',
      '28 U.S.C. § 1746',
      'regularly conducted activity',
      'digital identification',
      'GJ-2026-555',
      'orders.csv',
      '12,345',
      'Page 1 of 1',
    ])
      expect(text).toContain(words);
    expect(text.replaceAll(' ', '')).toContain('d'.repeat(64));
    expect(text).not.toContain('produces an accurate result');
    expect(await textOf({ ...certificate, rules: ['902(13)'] })).toContain('produces an accurate result');
  });

  it('leaves name, date and place to the hand that signs', async () => {
    expect(await textOf(certificate)).toMatch(/Executed on _+ at _+/);
    expect(await textOf({ ...certificate, custodianName: 'Cy Example' })).toContain('I, Cy Example, declare');
  });

  it('gives the same bytes each time', async () => {
    const first = await buildCustodianCertificate(certificate);
    await new Promise((resolve) => setTimeout(resolve, 2_100));
    expect(Buffer.from(await buildCustodianCertificate(certificate)).equals(Buffer.from(first))).toBe(true);
  });
});
