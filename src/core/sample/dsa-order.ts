import type { Paper } from './paper.ts';
import type { SampleCase } from './sample-case.ts';
import type { SampleDates } from './sample-dates.ts';

const ZONE = 'Europe/Dublin';

/** An order against illegal content under Article 9 of the Digital Services Act; partly read, due in a few days. */
export const dsaOrder = (dates: SampleDates): SampleCase => {
  const issuedOn = dates.inBusinessDays(-1);
  const dueOn = dates.inDays(4);
  const reference = `SDSA/${dates.yearOf(issuedOn)}/09/0555`;
  return {
    documents: [
      { name: 'Order under Article 9 DSA.pdf', content: { kind: 'paper', paper: orderPaper(dates, { issuedOn, dueOn, reference }) } },
    ],
    kind: 'regulator-order',
    requestType: 'dsa-order-illegal-content',
    title: 'DSA order against illegal content, Specimen Digital Services Authority',
    severity: 'high',
    dueOn,
    dueZone: ZONE,
    facts: [
      { field: 'issuing-authority', value: 'Specimen Digital Services Authority', quote: 'SPECIMEN DIGITAL SERVICES AUTHORITY' },
      { field: 'reference-number', value: reference, quote: reference },
      { field: 'issued-on', value: issuedOn, quote: dates.longEuropean(issuedOn) },
      { field: 'statute', value: 'Article 9 of Regulation (EU) 2022/2065', quote: 'Article 9 of Regulation (EU) 2022/2065' },
      { field: 'due', value: { on: dueOn }, quote: `no later than ${dates.longEuropean(dueOn)}` },
    ],
    otherSuggestions: 'wait',
    answers: [],
    timeline: [
      {
        title: 'The order is issued',
        who: 'Specimen Digital Services Authority',
        time: dates.longEuropean(issuedOn),
        zone: ZONE,
        quote: dates.longEuropean(issuedOn),
      },
      {
        title: 'Effect given must be reported by this day',
        who: 'Marketplace Example',
        time: dates.longEuropean(dueOn),
        zone: ZONE,
        quote: `no later than ${dates.longEuropean(dueOn)}`,
      },
    ],
    notes: [
      {
        text: 'Territorial scope is Ireland only: restrict there, do not remove everywhere.',
        quote: 'limited to the territory of Ireland',
      },
    ],
    exhibits: [],
    decisions: [],
    response: null,
  };
};

const orderPaper = (
  dates: SampleDates,
  { issuedOn, dueOn, reference }: { readonly issuedOn: string; readonly dueOn: string; readonly reference: string },
): Paper => ({
  title: `Order to act against illegal content ${reference} (SPECIMEN)`,
  language: 'en-IE',
  size: 'a4',
  foot: 'SPECIMEN. A synthetic order for the sample desk; no authority issued it.',
  blocks: [
    {
      kind: 'letterhead',
      name: 'SPECIMEN DIGITAL SERVICES AUTHORITY',
      lines: ['Placeholder House, 55 Sample Quay, Dublin', 'orders@sdsa.example.com · +353 1 555 0100'],
    },
    {
      kind: 'fields',
      rows: [
        ['Reference', reference],
        ['Date', dates.longEuropean(issuedOn)],
        ['Addressee', 'Marketplace Example EU, legal representative, 2 Example Square, Dublin'],
        ['Language of the order', 'English'],
      ],
    },
    { kind: 'title', text: 'ORDER TO ACT AGAINST ILLEGAL CONTENT' },
    { kind: 'heading', text: '1. Legal basis' },
    {
      kind: 'paragraph',
      text: 'This order is issued under Article 9 of Regulation (EU) 2022/2065 (Digital Services Act) in conjunction with section 12 of the Sample Product Safety Act, which forbids the sale of toys that contain magnets which a child can swallow.',
    },
    { kind: 'heading', text: '2. Content concerned' },
    { kind: 'paragraph', text: 'The provider shall act against the following specific items of content:' },
    {
      kind: 'numbered',
      items: [
        'The listing at https://www.example.ie/dp/SPEC000901, “Magnet balls, 216 pieces”.',
        'The listing at https://www.example.ie/dp/SPEC000902, “Desk puzzle, mini magnets”.',
        'Every further listing of the seller account A-5550-7716 that shows the same photographs.',
      ],
    },
    { kind: 'heading', text: '3. Statement of reasons' },
    {
      kind: 'paragraph',
      text: 'A sample bought on the marketplace was tested by the national laboratory. The magnets fit into the small parts cylinder and their flux index is eleven times the limit of the standard for toys. Two children were operated on this year after they had swallowed such magnets. The content is therefore illegal content within the meaning of Article 3, point (h), of the Regulation.',
    },
    { kind: 'page-break' },
    { kind: 'heading', text: '4. Territorial scope' },
    {
      kind: 'paragraph',
      text: 'Having regard to the Charter of Fundamental Rights and to the general principles of international law, the effect of this order is limited to the territory of Ireland.',
    },
    { kind: 'heading', text: '5. What the provider shall do, and when' },
    {
      kind: 'paragraph',
      text: `The provider shall restrict access to the content and shall inform this Authority of the effect given to the order, and of when it was given, no later than ${dates.longEuropean(dueOn)}. The recipient of the service shall be informed as Article 9(5) provides.`,
    },
    { kind: 'heading', text: '6. Redress' },
    {
      kind: 'paragraph',
      text: 'The provider and the recipient of the service may bring an action against this order before the Specimen High Court within 28 days of its receipt. An action does not suspend the order unless the court so decides.',
    },
    { kind: 'heading', text: '7. Contact' },
    {
      kind: 'paragraph',
      text: 'Questions about this order and the report on its effect go to orders@sdsa.example.com, quoting the reference above. The Authority confirms each report by electronic mail.',
    },
    { kind: 'signature', signed: 'Á. Sampla', lines: ['Áine Sampla', 'Head of Orders, Specimen Digital Services Authority'] },
  ],
});
