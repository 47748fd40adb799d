import type { Paper } from './paper.ts';
import type { SampleCase } from './sample-case.ts';
import { SAMPLE_ZONE, type SampleDates } from './sample-dates.ts';

const NUMBER = 'SW-0187';
const FOOT = 'SPECIMEN. A synthetic paper for the sample desk; no court issued it.';

/** A Californian search warrant for one seller's account, answered and signed off. */
export const searchWarrant = (dates: SampleDates): SampleCase => {
  const issuedOn = dates.inBusinessDays(-3);
  const servedOn = dates.inBusinessDays(-2);
  const year = dates.yearOf(issuedOn);
  const reference = `${year}-${NUMBER}`;
  const period = `${dates.long(dates.inDays(-150))} through ${dates.long(dates.inDays(-16))}`;
  return {
    documents: [
      {
        name: 'Search warrant and attachments.pdf',
        content: { kind: 'paper', paper: warrantPaper(dates, { issuedOn, servedOn, reference, period }) },
      },
      { name: 'Service of the warrant.eml', content: { kind: 'text', text: serviceEmail(dates, servedOn, reference) } },
      { name: 'orders-export.csv', content: { kind: 'text', text: ordersExport(dates) } },
    ],
    kind: 'legal-request',
    requestType: 'search-warrant',
    title: 'Search warrant, Superior Court of California, County of Specimen',
    severity: 'high',
    dueOn: dates.inBusinessDays(3),
    dueZone: SAMPLE_ZONE,
    facts: [
      {
        field: 'issuing-authority',
        value: 'Superior Court of California, County of Specimen',
        quote: 'SUPERIOR COURT OF CALIFORNIA COUNTY OF SPECIMEN',
      },
      { field: 'reference-number', value: reference, quote: reference },
      { field: 'issued-on', value: issuedOn, quote: dates.long(issuedOn) },
      { field: 'signatory', value: 'Hon. Mara Alvarez-Specimen', quote: 'Hon. Mara Alvarez-Specimen' },
      { field: 'statute', value: 'California Penal Code § 1546.1', quote: 'Penal Code section 1546.1' },
      { field: 'period', value: period, quote: period },
      { field: 'identifier', kind: 'account', value: 'A-5550-1187', quote: 'A-5550-1187' },
      { field: 'identifier', kind: 'email', value: 'northside.bikes@example.com', quote: 'northside.bikes@example.com' },
      { field: 'received-on', value: servedOn, quote: dates.long(servedOn), document: 1 },
      { field: 'due', value: { on: dates.inBusinessDays(3) }, quote: 'within five (5) business days of receipt' },
      { field: 'non-disclosure', value: true, quote: 'shall not notify the subscriber' },
      ...ITEMS.map((item) => ({ field: 'requested-item' as const, value: item, quote: item })),
    ],
    otherSuggestions: 'rejected',
    answers: [
      { disposition: 'produced', reason: 'Subscriber record' },
      { disposition: 'produced', reason: 'Log-in history' },
      { disposition: 'produced', reason: 'orders-export.csv' },
      { disposition: 'no-records', reason: 'The account sent no messages in the period' },
      { disposition: 'objected', reason: 'Names a telephone number that belongs to no account of this marketplace' },
    ],
    timeline: [
      {
        title: 'The warrant is issued',
        who: 'Hon. Mara Alvarez-Specimen',
        time: `${dates.long(issuedOn)} at 9:40 a.m.`,
        zone: SAMPLE_ZONE,
        quote: `${dates.long(issuedOn)}, at 9:40 a.m.`,
      },
      {
        title: 'The warrant is served by email',
        who: 'Det. L. Marlowe',
        time: `${dates.long(servedOn)} at 2:10 p.m.`,
        zone: SAMPLE_ZONE,
        quote: `${dates.long(servedOn)} at 2:10 p.m.`,
      },
      { title: 'Period the warrant covers', who: '', time: period, zone: SAMPLE_ZONE, quote: period },
    ],
    notes: [
      { text: 'Item 4 asks for message content. A search warrant compels it (18 U.S.C. § 2703(a)).', quote: 'The content of all messages' },
      { text: 'Called the detective’s office at (415) 555-0117: they accept a zip through their portal.' },
    ],
    exhibits: [{ title: 'Orders of the account in the period', document: 2 }],
    decisions: [],
    response: {
      templateId: 'legal-process-produced',
      outcome: 'approved',
      note: 'Item 5 is objected to; please look at the wording.',
      returnedFirst: 'Say in the letter itself which telephone number item 5 names, and that we searched for it.',
      revision: {
        sentence: ' Item 5 names the telephone number (415) 555-0142; a search for it found no account.',
        quote: '(415) 555-0142',
      },
    },
  };
};

const ITEMS = [
  'All subscriber information, including name, address, telephone numbers, and means and source of payment, with any card or bank account number.',
  'Records of session times and durations, and the Internet Protocol address assigned at each log-in.',
  'All listings created by, and all orders placed with, the Target Account, including item, serial number, price, shipping address and date.',
  'The content of all messages sent or received through the Provider’s messaging service that refer to electric bicycles.',
  'All communication with telephone number (415) 555-0142.',
] as const;

interface Facts {
  readonly issuedOn: string;
  readonly servedOn: string;
  readonly reference: string;
  readonly period: string;
}

const warrantPaper = (dates: SampleDates, { issuedOn, servedOn, reference, period }: Facts): Paper => ({
  title: `Search Warrant No. ${reference} (SPECIMEN)`,
  language: 'en-US',
  size: 'letter',
  foot: FOOT,
  blocks: [
    { kind: 'court', lines: ['SUPERIOR COURT OF CALIFORNIA', 'COUNTY OF SPECIMEN'] },
    { kind: 'title', text: `SEARCH WARRANT No. ${reference}`, below: 'Electronic communications and records' },
    {
      kind: 'caption',
      left: ['THE PEOPLE OF THE STATE OF CALIFORNIA', 'to any peace officer in the County of Specimen'],
      right: [`Warrant No. ${reference}`, 'Penal Code §§ 1523–1546.4', 'Returnable in Department 12'],
    },
    {
      kind: 'paragraph',
      indent: 'first',
      text: 'Proof by affidavit, made under oath before me by **Detective L. Marlowe**, Specimen Police Department, Property Crimes Unit, has been made that there is probable cause to believe that the property described in Attachment B is in the possession of the person described in Attachment A, and that it tends to show that a felony has been committed, within the meaning of Penal Code section 1524(a)(4).',
    },
    {
      kind: 'paragraph',
      indent: 'first',
      text: '**You are therefore commanded** to serve this warrant on the custodian of records of **Marketplace Example, Inc.**, 500 Example Way, Suite 555, Springfield, and to obtain from it the records set out in Attachment B. This warrant is issued under Penal Code section 1546.1 and complies with subdivision (d) of that section. It may be served by electronic mail.',
    },
    {
      kind: 'paragraph',
      indent: 'first',
      text: 'The Provider shall verify the authenticity of the electronic information that it produces by an affidavit that complies with Evidence Code section 1561. Information obtained through the execution of this warrant that is unrelated to its objective shall be sealed and shall not be subject to further review without an order of the court.',
    },
    {
      kind: 'paragraph',
      indent: 'first',
      text: 'Night service: [  ] authorised   [X] not authorised. This warrant is to be served within ten days of its issuance.',
    },
    { kind: 'paragraph', text: `Witness my hand this ${dates.long(issuedOn)}, at 9:40 a.m.` },
    {
      kind: 'signature',
      signed: 'M. Alvarez-Specimen',
      lines: ['Hon. Mara Alvarez-Specimen', 'Judge of the Superior Court of California, County of Specimen'],
    },
    { kind: 'page-break' },
    { kind: 'court', lines: ['SUPERIOR COURT OF CALIFORNIA, COUNTY OF SPECIMEN'] },
    { kind: 'paragraph', align: 'center', text: `Search Warrant No. ${reference}` },
    { kind: 'title', text: 'ATTACHMENT A', below: 'Person from whom the records are to be obtained' },
    {
      kind: 'fields',
      rows: [
        ['Provider', 'Marketplace Example, Inc.'],
        ['Addressed to', 'Custodian of Records, Legal Response Operations'],
        ['Address', '500 Example Way, Suite 555, Springfield'],
        ['Electronic mail', 'legal-response@example.com'],
        ['Target Account', 'A-5550-1187, shown on the marketplace as “Northside Bikes (Specimen)”'],
      ],
    },
    { kind: 'heading', text: 'Statement in support' },
    {
      kind: 'paragraph',
      indent: 'first',
      text: 'Within four months the Specimen Police Department took eleven reports of electric bicycles stolen from locked garages. Serial numbers of four of them were found in photographs of listings offered by the Target Account. Two of the buyers met the seller in person and described the same man, who gave the telephone number that Attachment B names.',
    },
    {
      kind: 'paragraph',
      indent: 'first',
      text: 'On the experience of the affiant, sellers of stolen bicycles list them within days of the theft, change the description once and sell outside the city. The records asked for will show when each bicycle was listed, from where the account was used, and to whom each bicycle was sent.',
    },
    { kind: 'page-break' },
    { kind: 'court', lines: ['SUPERIOR COURT OF CALIFORNIA, COUNTY OF SPECIMEN'] },
    { kind: 'paragraph', align: 'center', text: `Search Warrant No. ${reference}` },
    { kind: 'title', text: 'ATTACHMENT B', below: 'Particular things to be produced' },
    {
      kind: 'paragraph',
      text: `Marketplace Example, Inc. (the “Provider”) shall produce the records below for account number A-5550-1187, registered to the electronic mail address northside.bikes@example.com (the “Target Account”), for the period ${period}, Pacific time:`,
    },
    { kind: 'numbered', items: ITEMS },
    {
      kind: 'paragraph',
      text: `**Service.** This warrant was served on the Provider’s agent by electronic mail on ${dates.long(servedOn)} at 2:10 p.m. Records shall be produced within five (5) business days of receipt. Cal. Penal Code § 1524.2(b)(1).`,
    },
    {
      kind: 'paragraph',
      text: '**Non-disclosure.** The Provider shall not notify the subscriber of the existence of this warrant for 90 days from service. Penal Code § 1546.2(b).',
    },
    {
      kind: 'paragraph',
      text: '**Delivery.** Records shall be sent in electronic form to Det. L. Marlowe, Specimen Police Department, marlowe@specimen-pd.example.com, telephone (415) 555-0117.',
    },
  ],
});

const serviceEmail = (dates: SampleDates, servedOn: string, reference: string): string =>
  [
    'From: "Det. L. Marlowe (SPECIMEN)" <marlowe@specimen-pd.example.com>',
    'To: Legal Response Operations <legal-response@example.com>',
    `Subject: Service of search warrant ${reference} (SPECIMEN)`,
    `Date: ${mailDate(servedOn)} 14:10:00 -0700`,
    `Message-ID: <${reference.toLowerCase()}@specimen-pd.example.com>`,
    'MIME-Version: 1.0',
    'Content-Type: text/plain; charset=utf-8',
    'Content-Transfer-Encoding: 8bit',
    '',
    'To the custodian of records:',
    '',
    `Attached please find search warrant ${reference}, served on you on ${dates.long(servedOn)} at 2:10 p.m. Pacific time.`,
    'The court has ordered that the account holder not be told for 90 days. Please confirm receipt.',
    '',
    'Our portal accepts zip files up to 4 GB. My direct line is (415) 555-0117.',
    '',
    'Det. L. Marlowe',
    'Specimen Police Department, Property Crimes Unit',
    'This is a synthetic message for the sample desk.',
    '',
  ].join('\r\n');

/** `Wed, 27 May 2026`, as mail headers write a date. */
const mailDate = (on: string): string => {
  const at = new Date(`${on}T00:00:00Z`);
  const part = (options: Intl.DateTimeFormatOptions): string =>
    new Intl.DateTimeFormat('en-US', { timeZone: 'UTC', ...options }).format(at);
  return `${part({ weekday: 'short' })}, ${part({ day: '2-digit' })} ${part({ month: 'short' })} ${on.slice(0, 4)}`;
};

const BICYCLES = ['Trail 500 SPECIMEN', 'City Glide SPECIMEN', 'Cargo Long SPECIMEN', 'Fold-E SPECIMEN'] as const;
const TOWNS = ['Example City', 'Sampleton', 'Port Specimen', 'Placeholder Springs'] as const;

const ordersExport = (dates: SampleDates): string => {
  const rows = Array.from({ length: 48 }, (_, index) => {
    const on = dates.inDays(-20 - index * 2);
    const price = 640 + ((index * 137) % 900);
    return [
      `113-555${String(index + 1000)}-${String(5550000 + index * 31)}`,
      on,
      BICYCLES[index % 4],
      `SPX${String(90210 + index * 7)}`,
      `${price}.00`,
      'USD',
      `Buyer Sample ${index + 1}`,
      TOWNS[(index * 3) % 4],
    ].join(',');
  });
  return ['order_id,ordered_on,item,serial_number,price,currency,ship_to,town', ...rows, ''].join('\n');
};
