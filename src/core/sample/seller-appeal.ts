import { INCIDENT_SELLER } from './battery-incident.ts';
import type { Paper } from './paper.ts';
import type { SampleCase } from './sample-case.ts';
import { SAMPLE_ZONE, type SampleDates } from './sample-dates.ts';

/** The appeal of a suspended seller; overdue since yesterday. */
export const sellerAppeal = (dates: SampleDates): SampleCase => {
  const writtenOn = dates.inDays(-2);
  return {
    documents: [{ name: 'Appeal of Voltkit.pdf', content: { kind: 'paper', paper: appealPaper(dates, writtenOn) } }],
    kind: 'appeal',
    requestType: 'seller-appeal',
    title: 'Appeal of Voltkit (Specimen) against its suspension',
    severity: 'medium',
    dueOn: dates.inDays(-1),
    dueZone: SAMPLE_ZONE,
    facts: [
      { field: 'sender', value: 'Voltkit (Specimen) Ltd', quote: 'VOLTKIT (SPECIMEN) LTD' },
      { field: 'identifier', kind: 'account', value: INCIDENT_SELLER, quote: INCIDENT_SELLER },
      { field: 'reference-number', value: 'CASE-5550-88', quote: 'CASE-5550-88' },
      { field: 'issued-on', value: writtenOn, quote: dates.long(writtenOn) },
    ],
    otherSuggestions: 'wait',
    answers: [],
    timeline: [
      {
        title: 'The seller appeals',
        who: 'Voltkit (Specimen) Ltd',
        time: dates.long(writtenOn),
        zone: SAMPLE_ZONE,
        quote: dates.long(writtenOn),
      },
    ],
    notes: [
      { text: 'The test report is dated after the second fire. Ask the laboratory whether it is genuine.', quote: 'test report 555-TR-1' },
    ],
    exhibits: [],
    decisions: [],
    response: null,
  };
};

const appealPaper = (dates: SampleDates, writtenOn: string): Paper => ({
  title: 'Appeal against a suspension (SPECIMEN)',
  language: 'en-US',
  size: 'letter',
  foot: 'SPECIMEN. A synthetic letter for the sample desk.',
  blocks: [
    {
      kind: 'letterhead',
      name: 'VOLTKIT (SPECIMEN) LTD',
      lines: ['7 Placeholder Park, Sampleton', 'voltkit@example.com · (312) 555-0188'],
    },
    { kind: 'paragraph', text: dates.long(writtenOn) },
    { kind: 'paragraph', text: 'To: Marketplace Example, Seller Performance' },
    { kind: 'paragraph', text: `**Your reference CASE-5550-88: appeal against the suspension of our seller account ${INCIDENT_SELLER}**` },
    { kind: 'paragraph', text: 'Dear Seller Performance Team,' },
    {
      kind: 'paragraph',
      text: 'we appeal against your decision to deactivate our account. We have sold on your marketplace for six years and hold a rating of 4.7. The decision was made without hearing us, and 41 people depend on our sales.',
    },
    { kind: 'heading', text: 'Our reasons' },
    {
      kind: 'numbered',
      items: [
        'The charger was bought from a supplier who gave us test report 555-TR-1. We had no reason to doubt it.',
        'The second listing was made by a new employee who did not know of the complaint. It was removed within a day.',
        'We have refunded both customers and offered to pay for the carpet.',
      ],
    },
    { kind: 'heading', text: 'Our plan of action' },
    {
      kind: 'paragraph',
      text: 'From now on every electrical product is tested by an independent laboratory before it is listed. One person signs for each listing. Complaints that mention smoke, heat or fire reach the director on the same day.',
    },
    {
      kind: 'paragraph',
      text: 'We ask you to reinstate our account and to release the funds that are held. We are ready to send the remaining stock for destruction at our own cost.',
    },
    { kind: 'page-break' },
    { kind: 'heading', text: 'Enclosures' },
    {
      kind: 'table',
      header: ['No.', 'Document', 'Pages'],
      shares: [12, 66, 22],
      rows: [
        ['1', 'Supplier invoices INV-5550 to INV-5562', '13'],
        ['2', 'Copy of test report 555-TR-1', '4'],
        ['3', 'Refund confirmations', '2'],
      ],
    },
    { kind: 'signature', signed: 'Kim Sample', lines: ['Kim Sample', 'Director, Voltkit (Specimen) Ltd'] },
  ],
});
