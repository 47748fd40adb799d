import type { Paper } from './paper.ts';
import type { SampleCase } from './sample-case.ts';
import { SAMPLE_ZONE, type SampleDates } from './sample-dates.ts';

/** The seller that the incident is about and that the appeal comes from. */
export const INCIDENT_SELLER = 'A-5550-2044';

/** A safety escalation with a decision already made; critical and due tomorrow. */
export const batteryIncident = (dates: SampleDates): SampleCase => {
  const firstOn = dates.inDays(-9);
  const secondOn = dates.inDays(-4);
  const writtenOn = dates.inDays(-3);
  return {
    documents: [
      {
        name: 'Incident report, battery chargers.pdf',
        content: { kind: 'paper', paper: reportPaper(dates, { firstOn, secondOn, writtenOn }) },
      },
      { name: 'Escalation from customer service.eml', content: { kind: 'text', text: escalationEmail(dates, secondOn, writtenOn) } },
    ],
    kind: 'incident',
    requestType: 'unknown',
    title: 'Overheating e-bike chargers, seller Voltkit (Specimen)',
    severity: 'critical',
    dueOn: dates.inDays(1),
    dueZone: SAMPLE_ZONE,
    facts: [
      { field: 'sender', value: 'Product Safety, Marketplace Example', quote: 'Product Safety' },
      { field: 'identifier', kind: 'account', value: INCIDENT_SELLER, quote: INCIDENT_SELLER },
      { field: 'identifier', kind: 'listing', value: 'SPEC000777', quote: 'SPEC000777' },
      { field: 'reference-number', value: 'PS-5550-19', quote: 'PS-5550-19' },
    ],
    otherSuggestions: 'wait',
    answers: [],
    timeline: [
      {
        title: 'First charger smokes in a hallway',
        who: 'Customer 1',
        time: dates.long(firstOn),
        zone: SAMPLE_ZONE,
        quote: dates.long(firstOn),
      },
      {
        title: 'Second charger burns; the fire service comes',
        who: 'Customer 2',
        time: `${dates.long(secondOn)} at 6:45 p.m.`,
        zone: SAMPLE_ZONE,
        quote: `${dates.long(secondOn)} at 6:45 p.m.`,
      },
      {
        title: 'Escalated by customer service',
        who: 'Sam Template',
        time: dates.long(writtenOn),
        zone: SAMPLE_ZONE,
        quote: 'I am escalating this now',
        document: 1,
      },
    ],
    notes: [
      { text: 'The mark on the label is not in the public register of the laboratory it names.', quote: 'mark of a testing laboratory' },
    ],
    exhibits: [{ title: 'Customer’s description of the fire', document: 1, quote: 'flames came out of the plug' }],
    decisions: [
      {
        action: 'remove-listing',
        subject: 'Listing SPEC000777',
        policy: 'Product safety 4.2: electrical goods without a valid mark',
        reason: 'Two chargers overheated within a week and the mark on the label is not genuine.',
        quotes: [{ quote: 'mark of a testing laboratory' }, { quote: 'flames came out of the plug', document: 1 }],
      },
      {
        action: 'suspend-account',
        subject: `Seller ${INCIDENT_SELLER}`,
        policy: 'Product safety 4.5: serious risk to health',
        reason: 'The seller listed the same charger again under another name after the first report.',
        quotes: [{ quote: 'listed again under the name' }],
      },
    ],
    response: null,
  };
};

const reportPaper = (
  dates: SampleDates,
  { firstOn, secondOn, writtenOn }: { readonly firstOn: string; readonly secondOn: string; readonly writtenOn: string },
): Paper => ({
  title: 'Incident report PS-5550-19 (SPECIMEN)',
  language: 'en-US',
  size: 'letter',
  foot: 'SPECIMEN. A synthetic report for the sample desk.',
  blocks: [
    { kind: 'letterhead', name: 'MARKETPLACE EXAMPLE', lines: ['Product Safety', 'safety@example.com · (206) 555-0172'] },
    { kind: 'title', text: 'INCIDENT REPORT PS-5550-19', below: 'Overheating battery chargers' },
    {
      kind: 'fields',
      rows: [
        ['Written on', dates.long(writtenOn)],
        ['Written by', 'Lee Fixture, Product Safety'],
        ['Seller', `Voltkit (Specimen), account ${INCIDENT_SELLER}`],
        ['Listing', 'SPEC000777, “48 V fast charger for electric bicycles”'],
        ['Units sold', '312 since the listing was created'],
      ],
    },
    { kind: 'heading', text: 'What happened' },
    {
      kind: 'paragraph',
      indent: 'first',
      text: `On ${dates.long(firstOn)} a customer wrote that the charger had started to smoke in a hallway twenty minutes after it was plugged in. Nobody was hurt. The customer sent three photographs of the melted case.`,
    },
    {
      kind: 'paragraph',
      indent: 'first',
      text: `On ${dates.long(secondOn)} at 6:45 p.m. a second customer called: the charger had burned, the carpet caught fire, and the fire service put it out. One person was treated for smoke.`,
    },
    { kind: 'heading', text: 'What we found' },
    {
      kind: 'paragraph',
      indent: 'first',
      text: 'The label on both chargers carries the mark of a testing laboratory. The file number beside the mark belongs to a lamp of another maker. The plug has no fuse, and the insulation between the two circuits is a strip of paper.',
    },
    {
      kind: 'paragraph',
      indent: 'first',
      text: 'After the first report the listing was taken down for a day by the seller. The same photographs were then listed again under the name “48 V quick supply” at a lower price.',
    },
    { kind: 'page-break' },
    { kind: 'heading', text: 'Photographs and samples' },
    {
      kind: 'table',
      header: ['No.', 'What it shows', 'Received'],
      shares: [10, 60, 30],
      rows: [
        ['P-1', 'Melted case, front', dates.long(firstOn)],
        ['P-2', 'Label with the mark', dates.long(firstOn)],
        ['P-3', 'Burnt carpet below the socket', dates.long(secondOn)],
        ['S-1', 'Charger bought for a test', dates.long(writtenOn)],
      ],
    },
    { kind: 'heading', text: 'What we recommend' },
    {
      kind: 'numbered',
      items: [
        'Remove the listing and every listing with the same photographs.',
        'Suspend the seller until a valid test report is shown.',
        'Write to the 312 buyers and ask them to stop using the charger.',
        'Tell the market surveillance authority within two working days.',
      ],
    },
    { kind: 'signature', signed: 'Lee Fixture', lines: ['Lee Fixture', 'Product Safety, Marketplace Example'] },
  ],
});

const escalationEmail = (dates: SampleDates, secondOn: string, writtenOn: string): string =>
  [
    'From: Sam Template <sam.template@example.com>',
    'To: Trust and Safety Intake <intake@example.com>',
    'Subject: URGENT: charger fire, listing SPEC000777 (SPECIMEN)',
    `Date: ${new Date(`${writtenOn}T17:05:00Z`).toUTCString().replace('GMT', '+0000')}`,
    'Message-ID: <ps-5550-19@example.com>',
    'MIME-Version: 1.0',
    'Content-Type: text/plain; charset=utf-8',
    'Content-Transfer-Encoding: 8bit',
    '',
    'Hello intake,',
    '',
    `a customer in Port Specimen called about ${dates.long(secondOn)}. In her words: “I had only just plugged it in when`,
    'flames came out of the plug and the carpet was alight.” Her neighbour was treated for smoke.',
    '',
    'It is the second report about this listing within a week. I am escalating this now.',
    '',
    'Sam Template',
    'Customer Service, (206) 555-0119',
    'This is a synthetic message for the sample desk.',
    '',
  ].join('\r\n');
