import type { Paper } from './paper.ts';
import type { SampleCase } from './sample-case.ts';
import type { SampleDates } from './sample-dates.ts';

const ZONE = 'America/New_York';

/** A federal grand jury subpoena whose response waits for a supervisor. */
export const grandJurySubpoena = (dates: SampleDates): SampleCase => {
  const issuedOn = dates.inBusinessDays(-6);
  const dueOn = dates.inBusinessDays(8);
  const year = dates.yearOf(issuedOn);
  const reference = `GJ-${year}-5550-041`;
  const period = `July 1, ${Number(year) - 1} to March 31, ${year}`;
  return {
    documents: [
      {
        name: `Grand jury subpoena ${reference}.pdf`,
        content: { kind: 'paper', paper: subpoenaPaper(dates, { issuedOn, dueOn, reference, period }) },
      },
    ],
    kind: 'legal-request',
    requestType: 'grand-jury-subpoena',
    title: 'Grand jury subpoena, District of Specimen',
    severity: 'medium',
    dueOn,
    dueZone: ZONE,
    facts: [
      {
        field: 'issuing-authority',
        value: 'United States District Court for the District of Specimen',
        quote: 'UNITED STATES DISTRICT COURT for the District of Specimen',
      },
      { field: 'reference-number', value: reference, quote: reference },
      { field: 'issued-on', value: issuedOn, quote: dates.long(issuedOn) },
      { field: 'signatory', value: 'Pat Placeholder, Assistant United States Attorney', quote: 'Pat Placeholder' },
      { field: 'statute', value: '18 U.S.C. § 2703(c)(2)', quote: '18 U.S.C. § 2703(c)(2)' },
      { field: 'due', value: { on: dueOn }, quote: `${dates.long(dueOn)} at 9:30 a.m.` },
      { field: 'period', value: period, quote: period },
      { field: 'identifier', kind: 'email', value: 'gadget.outlet@example.com', quote: 'gadget.outlet@example.com' },
      { field: 'identifier', kind: 'account', value: 'A-5550-3390', quote: 'A-5550-3390' },
      ...ITEMS.map((item) => ({ field: 'requested-item' as const, value: item, quote: item })),
    ],
    otherSuggestions: 'rejected',
    answers: [
      { disposition: 'produced', reason: 'Subscriber record' },
      { disposition: 'produced', reason: 'Log-in history' },
      { disposition: 'partly', reason: 'Payment instruments before October are no longer kept' },
      { disposition: 'no-records', reason: '' },
    ],
    timeline: [
      { title: 'The subpoena is issued', who: 'Clerk of court', time: dates.long(issuedOn), zone: ZONE, quote: dates.long(issuedOn) },
      {
        title: 'Return date before the grand jury',
        who: 'Custodian of records',
        time: `${dates.long(dueOn)} at 9:30 a.m.`,
        zone: ZONE,
        quote: `${dates.long(dueOn)} at 9:30 a.m.`,
      },
    ],
    notes: [{ text: 'No content is asked for; a subpoena reaches basic subscriber information only.', quote: '18 U.S.C. § 2703(c)(2)' }],
    exhibits: [],
    decisions: [],
    response: { templateId: 'legal-process-produced', outcome: 'submitted', note: 'Retention explains the gap in item 3.' },
  };
};

const ITEMS = [
  'Name, address, telephone numbers and electronic mail addresses of the holder of each account.',
  'Records of session times and durations, with the network addresses used.',
  'Means and source of payment for any service, including any credit card or bank account number.',
  'Length of service, including the start date, and the types of service used, for any account linked by the same payment instrument.',
] as const;

const subpoenaPaper = (
  dates: SampleDates,
  {
    issuedOn,
    dueOn,
    reference,
    period,
  }: { readonly issuedOn: string; readonly dueOn: string; readonly reference: string; readonly period: string },
): Paper => ({
  title: `Subpoena to testify before a grand jury ${reference} (SPECIMEN)`,
  language: 'en-US',
  size: 'letter',
  foot: 'SPECIMEN. A synthetic paper for the sample desk; no grand jury issued it.',
  blocks: [
    { kind: 'court', lines: ['UNITED STATES DISTRICT COURT', 'for the District of Specimen'] },
    { kind: 'title', text: 'SUBPOENA TO TESTIFY BEFORE A GRAND JURY', below: `Grand jury subpoena no. ${reference}` },
    { kind: 'paragraph', text: '**To:** Custodian of Records, Marketplace Example, Inc., 500 Example Way, Suite 555, Springfield' },
    {
      kind: 'paragraph',
      text: '**YOU ARE COMMANDED** to appear in this United States district court at the time, date, and place shown below to testify before the court’s grand jury. When you arrive, you must remain at the court until the judge or a court officer allows you to leave.',
    },
    {
      kind: 'fields',
      rows: [
        ['Place', 'Specimen Federal Building, 500 Placeholder Avenue, Grand Jury Room 3'],
        ['Date and time', `${dates.long(dueOn)} at 9:30 a.m.`],
      ],
    },
    {
      kind: 'paragraph',
      text: 'You must also bring with you the following documents, electronically stored information, or objects: **see Attachment A**. Production to the agent named there on or before the date shown above, with a certificate of the custodian, excuses your appearance.',
    },
    {
      kind: 'paragraph',
      text: 'The request for subscriber records is made under 18 U.S.C. § 2703(c)(2). It does not ask for the content of any communication.',
    },
    { kind: 'paragraph', text: `Date: ${dates.long(issuedOn)}` },
    { kind: 'signature', signed: 'R. Fixture', lines: ['CLERK OF COURT', 'Signature of Clerk or Deputy Clerk'] },
    {
      kind: 'paragraph',
      text: 'The name, address, telephone number and email of the Assistant United States Attorney who requests this subpoena are: Pat Placeholder, 500 Placeholder Avenue, (202) 555-0166, pat.placeholder@usao-specimen.example.com.',
    },
    { kind: 'page-break' },
    { kind: 'court', lines: ['ATTACHMENT A'] },
    { kind: 'paragraph', align: 'center', text: `Grand jury subpoena no. ${reference}` },
    {
      kind: 'paragraph',
      text: `For the period ${period}, all records of the following kinds that concern account A-5550-3390, the electronic mail address gadget.outlet@example.com, and every account linked to either:`,
    },
    { kind: 'numbered', items: ITEMS },
    { kind: 'heading', text: 'Instructions' },
    {
      kind: 'paragraph',
      indent: 'first',
      text: 'Produce records as they are kept in the ordinary course of business, in electronic form, with a list of files. If a record was destroyed, say when and under which rule of retention. If you object to an item, state the ground and produce the rest.',
    },
    {
      kind: 'paragraph',
      indent: 'first',
      text: 'Records may be delivered to Special Agent Q. Example, Specimen Field Office, (202) 555-0148, q.example@specimen-agency.example.com.',
    },
    { kind: 'page-break' },
    { kind: 'court', lines: ['CERTIFICATE OF THE CUSTODIAN', 'Federal Rules of Evidence 902(11) and 902(14)'] },
    {
      kind: 'paragraph',
      text: 'To be completed and returned with the records. I am the custodian of the records produced under this subpoena, or am otherwise familiar with how they are made and kept. The records were made at or near the time by, or from information transmitted by, someone with knowledge; they are kept in the course of a regularly conducted activity; making them is a regular practice of that activity.',
    },
    {
      kind: 'fields',
      rows: [
        ['Name', ''],
        ['Position', ''],
        ['Date', ''],
        ['Signature', ''],
      ],
    },
  ],
});
