import type { Paper } from './paper.ts';
import type { SampleCase } from './sample-case.ts';
import { SAMPLE_ZONE, type SampleDates } from './sample-dates.ts';

/** A notice of claimed infringement whose facts wait for a person; due soon. */
export const dmcaNotice = (dates: SampleDates): SampleCase => {
  const issuedOn = dates.inBusinessDays(-2);
  return {
    documents: [{ name: 'DMCA notice, Quillfeather Press.pdf', content: { kind: 'paper', paper: noticePaper(dates, issuedOn) } }],
    kind: 'rights-claim',
    requestType: 'copyright-takedown',
    title: 'DMCA notice, Quillfeather Press',
    severity: 'medium',
    dueOn: dates.inDays(2),
    dueZone: SAMPLE_ZONE,
    facts: [
      { field: 'sender', value: 'Sample & Specimen LLP', quote: 'SAMPLE & SPECIMEN LLP' },
      { field: 'on-behalf-of', value: 'Quillfeather Press (Specimen), Inc.', quote: 'Quillfeather Press (Specimen), Inc.' },
      { field: 'issued-on', value: issuedOn, quote: dates.long(issuedOn) },
    ],
    otherSuggestions: 'wait',
    answers: [],
    timeline: [
      {
        title: 'The notice is written',
        who: 'Sample & Specimen LLP',
        time: dates.long(issuedOn),
        zone: SAMPLE_ZONE,
        quote: dates.long(issuedOn),
      },
    ],
    notes: [
      {
        text: 'The third address is a used copy of the printed book. First sale: check before anything is removed.',
        quote: 'https://www.example.com/dp/SPEC000103',
      },
    ],
    exhibits: [],
    decisions: [],
    response: null,
  };
};

const LISTINGS = [
  ['https://www.example.com/dp/SPEC000101', 'The Lighthouse Keeper’s Almanac, scanned copy', 'Pageturner Outlet (Specimen)'],
  ['https://www.example.com/dp/SPEC000102', 'The Lighthouse Keeper’s Almanac, audio read by a machine', 'Pageturner Outlet (Specimen)'],
  ['https://www.example.com/dp/SPEC000103', 'The Lighthouse Keeper’s Almanac, hardcover', 'Second Shelf (Specimen)'],
  ['https://www.example.com/dp/SPEC000104', 'Tides and Their Tables, print of all plates', 'Wall Art Sample Co.'],
] as const;

const noticePaper = (dates: SampleDates, issuedOn: string): Paper => ({
  title: 'Notice of claimed infringement (SPECIMEN)',
  language: 'en-US',
  size: 'letter',
  foot: 'SPECIMEN. A synthetic letter for the sample desk; no law firm wrote it.',
  blocks: [
    {
      kind: 'letterhead',
      name: 'SAMPLE & SPECIMEN LLP',
      lines: [
        'Attorneys at Law',
        '12 Example Row, Suite 555, Sampleton',
        'telephone (212) 555-0134 · copyright@sample-specimen.example.com',
      ],
    },
    { kind: 'paragraph', text: dates.long(issuedOn) },
    { kind: 'paragraph', text: 'By electronic mail to copyright-agent@example.com' },
    { kind: 'paragraph', text: 'Designated Copyright Agent, Marketplace Example, Inc., 500 Example Way, Suite 555, Springfield' },
    { kind: 'paragraph', text: '**Re: Notice of claimed infringement under 17 U.S.C. § 512(c)(3)**' },
    { kind: 'paragraph', text: 'Dear Copyright Agent:' },
    {
      kind: 'paragraph',
      text: 'We represent Quillfeather Press (Specimen), Inc. (“Quillfeather”), the publisher and owner of the copyright in the books __The Lighthouse Keeper’s Almanac__ (registration TX 0-000-555-01) and __Tides and Their Tables__ (registration TX 0-000-555-02). This letter is a notice under the Digital Millennium Copyright Act.',
    },
    { kind: 'heading', text: '1. Material that infringes' },
    { kind: 'paragraph', text: 'The following listings on your service offer copies that our client did not authorise:' },
    { kind: 'table', header: ['Address', 'What is offered', 'Seller'], shares: [44, 34, 22], rows: LISTINGS },
    { kind: 'heading', text: '2. What we ask' },
    {
      kind: 'paragraph',
      text: 'We ask that you remove, or disable access to, each listing named above expeditiously, and that you tell us when this was done. We reserve all rights of our client, including those under your policy on repeat infringers.',
    },
    { kind: 'page-break' },
    { kind: 'heading', text: '3. Statements required by law' },
    {
      kind: 'numbered',
      markers: 'letters',
      items: [
        'I have a good faith belief that use of the material in the manner complained of is not authorized by the copyright owner, its agent, or the law.',
        'The information in this notice is accurate.',
        'Under penalty of perjury, I am authorized to act on behalf of the owner of an exclusive right that is allegedly infringed.',
      ],
    },
    { kind: 'heading', text: '4. Where to reach us' },
    {
      kind: 'fields',
      rows: [
        ['Complaining party', 'Quillfeather Press (Specimen), Inc.'],
        ['By its counsel', 'Sample & Specimen LLP'],
        ['Address', '12 Example Row, Suite 555, Sampleton'],
        ['Telephone', '(212) 555-0134'],
        ['Electronic mail', 'copyright@sample-specimen.example.com'],
      ],
    },
    { kind: 'paragraph', text: 'Sincerely,' },
    {
      kind: 'signature',
      signed: 'Robin Placeholder',
      lines: ['Robin Placeholder', 'for Sample & Specimen LLP, counsel for Quillfeather Press (Specimen), Inc.'],
    },
  ],
});
