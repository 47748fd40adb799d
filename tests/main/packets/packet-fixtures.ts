import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { Anchor } from '../../../src/core/evidence/anchor.ts';
import { chainRecords } from '../../../src/core/evidence/hash-chain.ts';
import type { AuditRecord } from '../../../src/core/evidence/audit-record.ts';
import { sha256Schema } from '../../../src/core/ids.ts';
import { documentPath, pagesPath } from '../../../src/core/packets/bag-names.ts';
import { manifestText } from '../../../src/core/packets/bag-text.ts';
import { type MadeFile, type PacketContent, buildPayloadRecords } from '../../../src/core/packets/packet-content.ts';
import { pagesFile } from '../../../src/core/packets/pages-file.ts';
import type { AuditLink, DocumentRecord, Person } from '../../../src/core/packets/records.ts';
import { tagFilesAtSubmit } from '../../../src/core/packets/tag-files.ts';
import type { PageText } from '../../../src/core/text/page-text.ts';
import { signAttestation } from '../../../src/main/packets/attest.ts';
import { smallFile } from '../../../src/main/packets/bag-layout.ts';
import type { BagFile, SealInput } from '../../../src/main/packets/seal-packet.ts';
import { organisation } from './signing-fixtures.ts';

/** The people of the sample packet and the root that vouches for them. */
export const market = organisation('A');
export const author = market.signer('11111111-1111-4111-8111-111111111111', 'Ada Example');
export const approver = market.signer('22222222-2222-4222-8222-222222222222', 'Bo Example');
export const sealer = market.signer('33333333-3333-4333-8333-333333333333', 'Cy Example');

export const SUBMITTED_AT_MS = Date.UTC(2026, 2, 3, 9, 30);
/** Late in the day, so that the day differs between time zones. */
export const APPROVED_AT_MS = Date.UTC(2026, 2, 4, 23, 45);

const ada: Person = { id: author.userId, name: author.name };
const pageTexts = [
  'Superior Court of Example\nSearch warrant no. SW-555-0199\nissued on March 2, 2026',
  'You are commanded to produce the records\nof seller "Example Store".',
];

const page = (text: string, pageNo: number): PageText => {
  const charBoxes = new Float32Array(text.length * 4);
  for (let at = 0; at < text.length; at += 1) if (/\S/.test(text[at] ?? '')) charBoxes.set([10 + 5 * at, 700, 15 + 5 * at, 710], 4 * at);
  return { pageNo, widthPt: 612, heightPt: 792, rotation: 0, source: 'pdf', text, charBoxes };
};

const warrantBytes = Buffer.from('%PDF-1.7 a warrant of the tests\n%%EOF\n');
const ordersBytes = Buffer.from('order,amount\n=1+1,5\n');
const hash = (bytes: Uint8Array): DocumentRecord['sha256'] => sha256Schema.parse(createHash('sha256').update(bytes).digest('hex'));

const documents: readonly DocumentRecord[] = [
  {
    label: 'D0001',
    role: 'request',
    path: documentPath('request', 'D0001', 'Warrant 100% final.PDF'),
    originalName: 'Warrant 100% final.PDF',
    mediaType: 'application/pdf',
    sizeBytes: warrantBytes.length,
    sha256: hash(warrantBytes),
    pageCount: 2,
    unreadableReason: null,
    addedBy: ada,
    addedAtMs: SUBMITTED_AT_MS - 9_000_000,
  },
  {
    label: 'E0002',
    role: 'evidence',
    path: documentPath('evidence', 'E0002', '=orders, "all".csv'),
    originalName: '=orders, "all".csv',
    mediaType: 'text/csv',
    sizeBytes: ordersBytes.length,
    sha256: hash(ordersBytes),
    pageCount: 0,
    unreadableReason: 'No text was extracted.',
    addedBy: ada,
    addedAtMs: SUBMITTED_AT_MS - 8_000_000,
  },
];

/** An anchor on words of the sample's warrant. */
export const anchorOn = (pageNo: number, quote: string): Anchor => {
  const text = pageTexts[pageNo - 1] ?? '';
  const start = text.indexOf(quote);
  return { documentSha256: hash(warrantBytes), pageNo, boxes: [[10, 700, 200, 710]], quote, start, end: start + quote.length };
};

const auditRecord = (seq: number, caseId: string): AuditRecord => ({
  seq,
  atMs: SUBMITTED_AT_MS - 9_000_000 + seq,
  deskId: 'desk-1',
  actorId: ada.id,
  actorName: ada.name,
  action: 'document.import',
  subjectKind: 'document',
  subjectId: `d-${seq}`,
  caseId,
  summary: `Imported document ${seq}`,
  beforeSha256: null,
  afterSha256: hash(warrantBytes),
});

const auditChain = (): AuditLink[] => {
  const chain = chainRecords([1, 2, 3, 4].map((seq) => auditRecord(seq, seq === 2 || seq === 3 ? 'other' : 'this')));
  const [first, second, third, fourth] = chain;
  if (!first || !second || !third || !fourth) throw new Error('chain');
  return [
    { ...first, prevHash: sha256Schema.parse(first.prevHash), hash: sha256Schema.parse(first.hash) },
    { prevHash: sha256Schema.parse(second.prevHash), hash: sha256Schema.parse(third.hash), withheld: 2 },
    { ...fourth, prevHash: sha256Schema.parse(fourth.prevHash), hash: sha256Schema.parse(fourth.hash) },
  ];
};

/** A case with one of everything. */
export const sampleContent = (): PacketContent => ({
  case: {
    number: 'LE-2026-0042',
    revision: 1,
    kind: 'legal-request',
    requestType: 'search-warrant',
    title: 'Warrant SW-555-0199',
    severity: 'high',
    dueOn: '2026-03-20',
    dueZone: 'America/Los_Angeles',
    holder: ada,
    openedBy: ada,
    openedAtMs: SUBMITTED_AT_MS - 9_000_000,
    desk: { id: 'desk-1', name: 'Desk One' },
    summary: [{ text: 'A court asks for records of Example Store.', anchors: [anchorOn(2, 'seller "Example Store"')] }],
    requestedItems: [
      { position: 1, text: 'Records of the seller', disposition: 'produced', reason: '', anchor: anchorOn(2, 'the records') },
    ],
    documents,
    exhibits: [
      {
        label: 'X0001',
        title: 'The warrant',
        documentSha256: hash(warrantBytes),
        anchor: null,
        madeBy: ada,
        madeAtMs: SUBMITTED_AT_MS - 5_000_000,
      },
    ],
  },
  custody: documents.map((document) => ({
    documentLabel: document.label,
    atMs: document.addedAtMs,
    actor: ada,
    action: 'received',
    reason: 'Arrived by post',
    sha256Before: null,
    sha256After: document.sha256,
  })),
  timeline: [
    {
      label: 'T0001',
      title: 'Warrant issued',
      who: 'Court',
      startMs: Date.UTC(2026, 2, 2),
      endMs: null,
      precision: 'day',
      zone: 'America/Los_Angeles',
      anchors: [anchorOn(1, 'issued on March 2, 2026')],
      madeBy: ada,
      madeAtMs: SUBMITTED_AT_MS - 4_000_000,
    },
  ],
  facts: [
    {
      label: 'F0001',
      field: 'reference-number',
      kind: null,
      value: 'SW-555-0199',
      state: 'confirmed',
      origin: 'machine',
      confidence: 0.93,
      anchor: anchorOn(1, 'SW-555-0199'),
      madeBy: null,
      madeAtMs: SUBMITTED_AT_MS - 4_000_000,
      decidedBy: ada,
      decidedAtMs: SUBMITTED_AT_MS - 3_000_000,
    },
  ],
  decisions: [
    {
      label: 'A0001',
      action: 'warn',
      subject: 'Example Store',
      policy: 'P-1',
      reason: 'Test',
      anchors: [anchorOn(2, 'Example Store')],
      madeBy: ada,
      madeAtMs: SUBMITTED_AT_MS - 2_000_000,
    },
  ],
  reviews: [
    {
      round: 1,
      submittedBy: ada,
      submittedAtMs: SUBMITTED_AT_MS - 1_500_000,
      reviewer: { id: approver.userId, name: approver.name },
      outcome: 'returned',
      comment: 'Name the court.',
      comments: [],
      decidedAtMs: SUBMITTED_AT_MS - 1_000_000,
    },
  ],
  audit: auditChain(),
  responseSentences: [
    { id: 's1', text: 'We produce the records.', origin: 'facts', factIds: [], anchors: [anchorOn(2, 'produce the records')] },
  ],
});

/** The payload of a content: collected documents, pages, response, records. */
export const samplePayload = (content: PacketContent): MadeFile[] => [
  { path: documents[0]!.path, bytes: warrantBytes },
  {
    path: pagesPath('request', 'D0001'),
    bytes: pagesFile(
      pageTexts.map((text, index) => page(text, index + 1)),
      'pdfium 1.0',
    ),
  },
  { path: documents[1]!.path, bytes: ordersBytes },
  { path: 'data/response/R0001/response.docx', bytes: Buffer.from('PK response of the tests') },
  { path: 'data/report/packet.pdf', bytes: Buffer.from('%PDF-1.7 index of the tests') },
  ...buildPayloadRecords(content),
];

/** What sealing needs, signed by `people`; each part can be replaced to make a dishonest packet. */
export const sealInput = (
  options: {
    content?: PacketContent;
    payload?: MadeFile[];
    people?: { submit?: typeof author; approve?: typeof author; seal?: typeof author };
    supersedes?: string | null;
  } = {},
): SealInput => {
  const content = options.content ?? sampleContent();
  const payload: BagFile[] = (options.payload ?? samplePayload(content)).map((made) => {
    const file = smallFile(made.path, made.bytes);
    return { ...file, open: () => inChunks(file.bytes) };
  });
  const tagFiles = tagFilesAtSubmit(content, payload, {
    generator: { name: 'casewright', version: '0.1.0' },
    supersedes: options.supersedes ?? null,
    verifyMd: readFileSync('resources/packets/VERIFY.md', 'utf8'),
  });
  const about = { caseNumber: content.case.number, revision: content.case.revision, manifestSha512Text: manifestText(payload, 'sha512') };
  return {
    organisation: 'Example Market',
    payload,
    tagFiles,
    submit: signAttestation({ ...about, role: 'submit', atMs: SUBMITTED_AT_MS }, options.people?.submit ?? author),
    approve: signAttestation({ ...about, role: 'approve', atMs: APPROVED_AT_MS }, options.people?.approve ?? approver),
    sealer: options.people?.seal ?? sealer,
  };
};

async function* inChunks(bytes: Uint8Array): AsyncIterable<Uint8Array> {
  for (let at = 0; at < bytes.length; at += 7_001) yield bytes.subarray(at, at + 7_001);
}
