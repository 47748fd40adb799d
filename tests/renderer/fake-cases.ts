import type { CallOutput } from '../../src/contract/index.ts';
import { CASE_KINDS, CASE_NUMBER_PREFIX, CASE_STATUSES, SEVERITIES } from '../../src/core/cases/case.ts';
import { PERMISSIONS } from '../../src/core/policy/permissions.ts';
import type { FakeAnswers } from './fake-desk.ts';

type Row = CallOutput<'cases.list'>['rows'][number];

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

const uuid = (running: number): string => `00000000-0000-4000-8000-${String(running).padStart(12, '0')}`;

const TITLES = [
  'Threat in a buyer chat, SPECIMEN Cyber Unit',
  'Counterfeit lamp listings, Lumen Example GmbH',
  'Order to act against unsafe chargers, SPECIMEN Market Authority',
  'Emergency request for a missing person, SPECIMEN Police Department',
  'DMCA notice for fourteen photographs, J. Doe Photography',
  'Search warrant for the account of a seller of bicycles with attachments A to C, Superior Court of SPECIMEN County, on behalf of the Office of the District Attorney',
  'Appeal against a closed account, seller 5550-2218',
  'Counter-notice about a camera strap',
  'Civil subpoena for order records, Roe v. Example Trading',
  'Refund ring across 31 accounts',
  'Trademark claim on headphones, Aurel Example SA',
  '2703(d) order for log-in records',
];

const PEOPLE = ['Ines Example', 'Tomas Sample', 'Priya Nair', 'Jo Specimen'];

/** Made-up cases around `nowMs`, some overdue, some due today, one of each kind and status. */
export const fakeCaseRows = (nowMs: number, count = 40): readonly Row[] =>
  Array.from({ length: count }, (_, at) => {
    const kind = CASE_KINDS[at % CASE_KINDS.length] ?? 'legal-request';
    const dueAtMs = nowMs + (at - 2) * 14 * HOUR_MS + 3 * HOUR_MS + at * at * 20 * 60_000;
    return {
      id: uuid(at + 1) as Row['id'],
      number: `${CASE_NUMBER_PREFIX[kind]}-2026-${String(40 + at).padStart(4, '0')}`,
      kind,
      requestType: 'search-warrant',
      title: TITLES[at % TITLES.length] ?? 'Untitled',
      status: CASE_STATUSES[at % 5] ?? 'investigating',
      severity: SEVERITIES[(at * 7) % 4] ?? 'low',
      holder: { id: uuid(900 + (at % 4)) as Row['holder']['id'], name: PEOPLE[at % 4] ?? '' },
      dueOn: new Date(dueAtMs).toISOString().slice(0, 10),
      dueZone: 'America/Los_Angeles',
      dueAtMs,
      openedAtMs: nowMs - (3 + (at % 9)) * DAY_MS,
      changedAtMs: nowMs - at * HOUR_MS,
    };
  });

/** Answers of an open desk with people, cases, documents, jobs, numbers and an audit trail. */
export const fakeOpenDesk = (nowMs: number): FakeAnswers => {
  const rows = fakeCaseRows(nowMs);
  const users = PEOPLE.map((name, at): CallOutput<'session.people'>['users'][number] => ({
    id: uuid(900 + at) as CallOutput<'session.people'>['users'][number]['id'],
    name,
    roles: [(['investigator', 'supervisor', 'intake', 'exporter'] as const)[at] ?? 'auditor', ...(at === 0 ? (['admin'] as const) : [])],
    certificateFingerprint: '9f3cb21e41d077ac'.repeat(4),
  }));
  const [user] = users;
  const settings: CallOutput<'desk.settings'> = { lockAfterMinutes: 15, timeZone: 'Europe/Dublin', target: null, outboxPaused: false };
  const document = (at: number, part: Partial<CallOutput<'documents.get'>>): CallOutput<'documents.get'> => ({
    id: uuid(500 + at) as CallOutput<'documents.get'>['id'],
    sha256: 'ab'.repeat(32) as CallOutput<'documents.get'>['sha256'],
    name: 'Search warrant 2026-SW-0187.pdf',
    mediaType: 'application/pdf',
    sizeBytes: 1_284_120,
    state: 'read',
    pageCount: 11,
    pagesRead: 11,
    importedAtMs: nowMs - at * HOUR_MS,
    importedByName: 'Priya Nair',
    cases: [],
    marks: 0,
    ...part,
  });
  const documents = [
    document(1, {}),
    document(2, { name: 'Scan of attachment C, received by courier on Monday.pdf', state: 'reading', pageCount: 400, pagesRead: 212 }),
    document(3, {
      name: 'chat-backup.bin',
      mediaType: 'application/octet-stream',
      state: 'kept-unreadable',
      reason: 'The file says it is a database, but its first page is damaged. The bytes are kept unchanged.',
      pagesRead: 0,
    }),
    document(4, { name: 'Service email, Det. Marlowe.eml', mediaType: 'message/rfc822', pageCount: 1, pagesRead: 1, sizeBytes: 18_200 }),
  ];
  const anchor = (pageNo: number, quote: string) => ({
    documentSha256: 'ab'.repeat(32) as CallOutput<'documents.get'>['sha256'],
    pageNo,
    boxes: [],
    quote,
    start: 1,
    end: 1 + quote.length,
  });
  return {
    'session.state': () => ({
      vault: 'open',
      deskName: 'ATLAS-07',
      users,
      ...(user ? { user } : {}),
      permissions: [...PERMISSIONS],
      lockAfterMinutes: 15,
      locksAtMs: nowMs + 12 * 60_000,
      host: 'loopback',
      version: '0.1.0',
    }),
    'session.people': () => ({ users }),
    'session.stillHere': () => ({ locksAtMs: Date.now() + 12 * 60_000 }),
    'desk.status': () => ({
      deskName: 'ATLAS-07',
      counts: { intake: 4, openCases: rows.length, review: 3, toSeal: 2 },
      pagesIndexed: 12_408,
      jobs: [
        {
          id: 'j1',
          kind: 'read-document',
          label: 'Reading Scan of attachment C',
          state: 'running',
          doneUnits: 212,
          totalUnits: 400,
          unit: 'pages',
          startedAtMs: nowMs - 60_000,
        },
      ],
      outbox: { waiting: 3, held: 1, online: 'unreachable' },
    }),
    'desk.settings': () => settings,
    'desk.saveSettings': (input) => input,
    'desk.insights': () => ({
      byStatus: CASE_STATUSES.map((status, at) => ({ status, count: 14 - at })),
      byKind: CASE_KINDS.map((kind, at) => ({ kind, open: 12 - 2 * at, closed: 20 + at * 7 })),
      overdue: 2,
      dueThisWeek: 9,
      openedLast30Days: 31,
      receiptedLast30Days: 27,
      medianTurnaroundMs: 4.3 * DAY_MS,
      returnedShare: 0.18,
      documents: 412,
      pages: 12_408,
    }),
    'desk.audit': () => ({
      total: 312,
      records: Array.from({ length: 30 }, (_, at) => ({
        seq: 312 - at,
        atMs: nowMs - at * 900_000,
        actorName: PEOPLE[at % 4] ?? '',
        action: 'fact.confirm',
        summary:
          ['Confirmed three facts of LE-2026-0042', 'Imported Search warrant 2026-SW-0187.pdf', 'Signed off LE-2026-0039, version 2'][
            at % 3
          ] ?? '',
        subjectKind: 'fact',
        subjectId: String(at),
        caseId: null,
        hash: `${(at * 7919).toString(16).padStart(8, '0')}${'c4'.repeat(28)}`,
      })),
    }),
    'desk.checkAudit': () => ({ intact: true, records: 312, head: 'c4'.repeat(32) }),
    'cases.list': (input) => {
      const matching = rows.filter((row) => !input.query || `${row.number} ${row.title}`.toLowerCase().includes(input.query.toLowerCase()));
      const byDay = Map.groupBy(rows, (row) => row.dueOn ?? '');
      return {
        total: matching.length,
        rows: matching.slice(input.offset ?? 0, (input.offset ?? 0) + (input.limit ?? 100)),
        views: { mine: 10, open: rows.length, review: 8, toSeal: 2, all: 216 },
        horizon: [...byDay].map(([on, due]) => ({ on, count: due.length })),
        ms: 9,
      };
    },
    'cases.get': (input) => {
      const row = rows.find((candidate) => candidate.id === input.caseId) ?? rows[0];
      if (!row) return { ok: false, failure: { kind: 'not-found', message: 'There is no such case on this desk.' } };
      return {
        ...row,
        items: [
          'Subscriber information',
          'Sessions and IP addresses',
          'Listings and orders, including item, serial number, price, shipping address and date',
          'Message content',
          '(415) 555-0142',
        ].map((text, at) => ({
          id: uuid(700 + at) as CallOutput<'cases.get'>['items'][number]['id'],
          position: at + 1,
          text,
          anchor: null,
          disposition: at < 2 ? 'produced' : 'open',
          reason: '',
        })),
        counts: {
          documents: 7,
          factsToConfirm: 4,
          factsConfirmed: 9,
          notes: 2,
          timeline: 18,
          exhibits: 1,
          decisions: 0,
          responseVersion: 2,
        },
        revision: 1,
        nextAction: { action: 'confirm-facts', label: 'Confirm 4 facts' },
        packetId: null,
      };
    },
    'cases.suggestOpening': (input) => ({
      documentId: input.documentId as CallOutput<'documents.get'>['id'],
      documentName: 'Search warrant 2026-SW-0187.pdf',
      readingComplete: true,
      kind: 'legal-request',
      requestType: 'search-warrant',
      typeConfidence: 0.97,
      typeReasons: [
        { text: 'Says “Search Warrant” in its title', anchor: anchor(1, 'Search Warrant No. 2026-SW-0187') },
        { text: 'A judge commands the search', anchor: anchor(1, 'The People of the State of California to any peace officer') },
      ],
      title: 'Search warrant, SPECIMEN County Superior Court',
      severity: 'high',
      dueOn: new Date(nowMs + 5 * DAY_MS).toISOString().slice(0, 10),
      facts: [
        {
          field: 'issuing-authority',
          value: 'Superior Court of California, County of SPECIMEN',
          confidence: 0.98,
          anchor: anchor(1, 'SUPERIOR COURT OF CALIFORNIA, COUNTY OF SPECIMEN'),
        },
        { field: 'reference-number', value: '2026-SW-0187', confidence: 0.99, anchor: anchor(1, 'Search Warrant No. 2026-SW-0187') },
        {
          field: 'served-on',
          value: { on: '2026-05-27' },
          confidence: 0.9,
          anchor: anchor(3, 'served on the Provider’s agent by electronic mail on May 27, 2026'),
        },
        {
          field: 'due',
          value: { rule: { amount: 5, unit: 'business-days', from: 'receipt' }, text: 'within five (5) business days of receipt' },
          confidence: 0.93,
          anchor: anchor(3, 'within five (5) business days of receipt'),
        },
        {
          field: 'identifier',
          kind: 'email',
          value: 'northside.bikes@example.com',
          confidence: 0.99,
          anchor: anchor(3, 'northside.bikes@example.com'),
        },
      ],
      summary: [
        { text: 'A SPECIMEN County judge ordered the records of one seller account.', anchors: [anchor(1, 'SUPERIOR COURT')] },
        {
          text: 'The order covers 1 January to 30 April 2026, Pacific time.',
          anchors: [anchor(3, 'January 1, 2026 through April 30, 2026, Pacific time')],
        },
      ],
    }),
    'documents.list': () => ({ total: documents.length, rows: documents }),
    'documents.get': (input) => documents.find((row) => row.id === input.documentId) ?? document(1, {}),
    'documents.search': () => ({
      total: 17,
      more: false,
      ms: 4,
      hits: [1, 2, 3].map((at) => ({
        documentId: documents[0]?.id ?? (uuid(501) as CallOutput<'documents.get'>['id']),
        documentName: 'Search warrant 2026-SW-0187.pdf',
        label: 'D1',
        caseNumber: 'LE-2026-0042',
        pageNo: at,
        snippet: [
          { text: 'shall produce records for ', hit: false },
          { text: 'account', hit: true },
          { text: ' number A-5550-1187', hit: false },
        ],
        anchor: anchor(at, 'account'),
      })),
    }),
    'packets.list': () => ({ packets: [], toSeal: [] }),
  };
};
