import type { SampleDocument } from './sample-case.ts';
import type { SampleDates } from './sample-dates.ts';

/** A request to preserve records that waits in the intake: no case is opened on it yet. */
export const preservationLetter = (dates: SampleDates): SampleDocument => {
  const issuedOn = dates.inBusinessDays(0);
  return {
    name: 'Preservation request.pdf',
    content: {
      kind: 'paper',
      paper: {
        title: 'Preservation request (SPECIMEN)',
        language: 'en-US',
        size: 'letter',
        foot: 'SPECIMEN. A synthetic letter for the sample desk; no agency wrote it.',
        blocks: [
          {
            kind: 'letterhead',
            name: 'SPECIMEN COUNTY SHERIFF’S OFFICE',
            lines: ['Cyber Crimes Unit', '900 Placeholder Street, Port Specimen', '(707) 555-0150 · cyber@specimen-sheriff.example.com'],
          },
          { kind: 'paragraph', text: dates.long(issuedOn) },
          { kind: 'paragraph', text: 'Custodian of Records, Marketplace Example, Inc., legal-response@example.com' },
          {
            kind: 'paragraph',
            text: `**Re: Request to preserve records under 18 U.S.C. § 2703(f), our file no. SCSO-${dates.yearOf(issuedOn)}-05550**`,
          },
          { kind: 'paragraph', text: 'Dear Custodian:' },
          {
            kind: 'paragraph',
            text: 'We ask that you preserve, for 90 days from the date of this letter, all records and other evidence in your possession that concern the account registered to coin.corner@example.com, pending the issuance of a court order or other process. This request may be renewed for a further 90 days.',
          },
          { kind: 'paragraph', text: 'The request covers:' },
          {
            kind: 'numbered',
            items: [
              'Subscriber information of the account.',
              'Log-in records with network addresses since the account was opened.',
              'Messages that are in the account today, in their present state.',
            ],
          },
          {
            kind: 'paragraph',
            text: 'Please do not disclose this request to the account holder, and do not disable the account because of it. If preserving the records would change the account in a way its holder can see, call us first.',
          },
          { kind: 'paragraph', text: 'Please confirm in writing that the records are preserved.' },
          { kind: 'signature', signed: 'D. Template', lines: ['Sergeant Dana Template', 'Badge 555, Specimen County Sheriff’s Office'] },
        ],
      },
    },
  };
};
