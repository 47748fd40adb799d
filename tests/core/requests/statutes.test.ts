import { describe, expect, it } from 'vitest';
import { findCitations, invokedLaws } from '../../../src/core/requests/statutes.ts';
import { shippedPack } from './paper.ts';

const laws = (text: string): string[] => invokedLaws(findCitations(text, shippedPack.laws)).map(({ value }) => value);

describe('findCitations', () => {
  it.each([
    ['under 18 U.S.C. § 2703(d) and', '18 U.S.C. § 2703(d)'],
    ['see 17 USC 512(c)(3).', '17 USC 512(c)(3)'],
    ['21 U.S.C. § 801 et seq., please', '21 U.S.C. § 801 et seq.'],
    ['Title 18, United States Code, Sections 1343 and 1956', 'Title 18, United States Code, Sections 1343 and 1956'],
    ['Fed. R. Civ. P. 45(d)(2)', 'Fed. R. Civ. P. 45(d)(2)'],
    ['Rule 17(c) of the Federal Rules of Criminal Procedure', 'Rule 17(c) of the Federal Rules of Criminal Procedure'],
    ['Penal Code § 1546.1(b)', 'Penal Code § 1546.1(b)'],
    ['section 1 of the Fraud Act 2006', 'section 1 of the Fraud Act 2006'],
    ['Schedule 2, Part 1, Paragraph 2 of the Data Protection Act 2018', 'Schedule 2, Part 1, Paragraph 2 of the Data Protection Act 2018'],
    ['Article 15(3) GDPR', 'Article 15(3) GDPR'],
    ['Article 9 of Regulation (EU) 2022/2065', 'Article 9 of Regulation (EU) 2022/2065'],
    ['gemäß §§ 161, 163 StPO bitten', '§§ 161, 163 StPO'],
    ['Art. 15 DSGVO', 'Art. 15 DSGVO'],
    ["l'article 60-1 du code de procédure pénale", 'article 60-1 du code de procédure pénale'],
    ['artículo 13 de nuestro Código Penal', 'artículo 13 de nuestro Código Penal'],
    ['section 94 BNSS, 2023', 'section 94 BNSS, 2023'],
    ['66C, 66D IT Act', '66C, 66D IT Act'],
    ['Section 512(c) of the Digital Millennium Copyright Act', 'Section 512(c) of the Digital Millennium Copyright Act'],
  ])('finds the citation in "%s"', (text, citation) => {
    expect(laws(text)).toContain(citation);
  });

  it('keeps two codes apart that stand side by side', () => {
    expect(laws('claims under 15 U.S.C. §§ 1114, 1125(a) and 17 U.S.C. § 501')).toEqual(['15 U.S.C. §§ 1114, 1125(a)', '17 U.S.C. § 501']);
  });

  it('splits a chain of articles into its members', () => {
    expect(laws('Article 286 § 1 in connection with Article 294 § 1 and Article 12 § 1 of the Penal Code')).toEqual([
      'Article 286 § 1',
      'Article 294 § 1',
      'Article 12 § 1 of the Penal Code',
    ]);
  });

  it('finds nothing where no law is cited', () => {
    expect(laws('Please enter the discount code at checkout. The court order arrived. Acme Law Offices, Suite 512.')).toEqual([]);
  });
});
