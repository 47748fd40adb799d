import type { Anchor } from '../../core/evidence/anchor.ts';
import { factValueText } from '../../core/facts/fact.ts';
import type { PacketContent } from '../../core/packets/packet-content.ts';
import type { Person } from '../../core/packets/records.ts';
import { requestTypeName } from '../../core/requests/request-types.ts';
import { DISPOSITION_WORDS } from '../../core/responses/fields-of-case.ts';
import { labelOfTag } from '../../core/responses/template-fields.ts';
import type { BlockModel } from './docx-to-pdf/model.ts';
import { drawPdf, type DrawnPdf } from './docx-to-pdf/draw-pdf.ts';
import { loadSerif, type SerifBytes } from './docx-to-pdf/serif-fonts.ts';
import { command, edgeLine, heading, pairs, QUIET, REPORT_WIDTH_PT, table, text, title, type Words } from './report-blocks.ts';

/** A file of the packet that the report lists with its hash. */
interface ReportFile {
  readonly path: string;
  readonly sha256: string;
  readonly sizeBytes: number;
}

/** What the index for people is made of: the packet's records, the response, and the files frozen before it. */
export interface PacketReportInput {
  readonly content: PacketContent;
  readonly organisation: string;
  readonly response: { readonly templateName: string; readonly versionNo: number; readonly writtenBy: Person } | null;
  readonly submittedBy: Person;
  readonly submittedAtMs: number;
  readonly files: readonly ReportFile[];
}

/** Writes `report/packet.pdf`, the index of a packet for people. The same input gives the same bytes. */
export const buildPacketReport = async (input: PacketReportInput, serif?: SerifBytes): Promise<DrawnPdf> => {
  const { case: record } = input.content;
  const name = `${record.number} revision ${record.revision}`;
  const foot = [edgeLine('An index for people. The records themselves are in data/records.', ['Page ', 'page', ' of ', 'pages'], 'foot')];
  return drawPdf(
    {
      widthPt: 612,
      heightPt: 792,
      margins: { top: 54, bottom: 60, left: (612 - REPORT_WIDTH_PT) / 2, right: (612 - REPORT_WIDTH_PT) / 2, header: 32, footer: 30 },
      header: { first: [], other: [edgeLine(input.organisation, [name], 'head')] },
      footer: { first: foot, other: foot },
      blocks: reportBlocks(input),
      title: `Case packet ${name}`,
      language: 'en-US',
    },
    serif ?? (await loadSerif()),
  );
};

const reportBlocks = (input: PacketReportInput): BlockModel[] => {
  const { content, submittedBy } = input;
  const { case: record } = content;
  const source = sourceIn(content);
  return [
    ...title(`Case packet ${record.number}`, `${record.title} · revision ${record.revision} · ${input.organisation}`),
    pairs([
      ['Type of request', requestTypeName(record.requestType)],
      ['Severity', record.severity],
      ['Due', record.dueOn ? `${record.dueOn} (end of day, ${record.dueZone})` : 'no date'],
      ['Held by', record.holder.name],
      ['Opened', `${instant(record.openedAtMs)} by ${record.openedBy.name}`],
      ['Submitted', `${instant(input.submittedAtMs)} by ${submittedBy.name}`],
      ['Desk', record.desk.name],
      ...partiesOf(content),
    ]),
    ...section('Summary', record.summary, () => [
      text(
        record.summary.flatMap((sentence): (string | { text: string; small: true; color: string })[] => [
          `${sentence.text} `,
          { text: `[${sentence.anchors.map(source).join('; ')}] `, small: true, color: QUIET },
        ]),
      ),
    ]),
    ...section('Documents', record.documents, () => [
      table(
        [
          { title: 'No.', share: 6 },
          { title: 'Original name', share: 17 },
          { title: 'Pages', share: 5 },
          { title: 'Bytes', share: 8 },
          { title: 'SHA-256 and place in the packet', share: 34 },
        ],
        record.documents.map((one) => [
          one.label,
          one.unreadableReason === null
            ? one.originalName
            : [one.originalName, { text: `\nNot readable: ${one.unreadableReason}`, italic: true }],
          String(one.pageCount),
          count(one.sizeBytes),
          [
            { text: one.sha256, small: true },
            { text: `\n${one.path}`, small: true, color: QUIET },
          ],
        ]),
      ),
    ]),
    ...section('Items asked for and their answers', record.requestedItems, () => [
      table(
        [
          { title: 'No.', share: 5 },
          { title: 'Item', share: 30 },
          { title: 'Answer', share: 12 },
          { title: 'Reason', share: 18 },
          { title: 'Source', share: 10 },
        ],
        record.requestedItems.map((item) => [
          String(item.position),
          item.text,
          DISPOSITION_WORDS[item.disposition],
          item.reason,
          item.anchor ? source(item.anchor) : 'none',
        ]),
      ),
    ]),
    ...section('Facts', content.facts, () => [
      table(
        [
          { title: 'No.', share: 6 },
          { title: 'Field', share: 13 },
          { title: 'Value', share: 22 },
          { title: 'State', share: 14 },
          { title: 'Source and quoted words', share: 25 },
        ],
        content.facts.map((fact) => [
          fact.label,
          labelOfTag(fact.field) ?? fact.field,
          factValueText(fact.value),
          fact.decidedBy ? `${fact.state} by ${fact.decidedBy.name}` : fact.state,
          quoted(fact.anchor, source),
        ]),
      ),
    ]),
    ...section('Timeline', content.timeline, () => [
      table(
        [
          { title: 'No.', share: 6 },
          { title: 'When', share: 20 },
          { title: 'What', share: 26 },
          { title: 'Who', share: 12 },
          { title: 'Source', share: 14 },
        ],
        content.timeline.map((entry) => [entry.label, when(entry), entry.title, entry.who, entry.anchors.map(source).join('\n') || 'none']),
      ),
    ]),
    ...section('Exhibits', content.case.exhibits, () => [
      table(
        [
          { title: 'No.', share: 6 },
          { title: 'Title', share: 30 },
          { title: 'Document', share: 16 },
          { title: 'Made by', share: 24 },
        ],
        content.case.exhibits.map((exhibit) => [
          exhibit.label,
          exhibit.title,
          exhibit.anchor
            ? source(exhibit.anchor)
            : (labelOfDocument(content, exhibit.documentSha256) ?? exhibit.documentSha256.slice(0, 12)),
          `${exhibit.madeBy.name}, ${instant(exhibit.madeAtMs)}`,
        ]),
      ),
    ]),
    ...section('Decisions', content.decisions, () => [
      table(
        [
          { title: 'No.', share: 6 },
          { title: 'Action', share: 13 },
          { title: 'Subject', share: 16 },
          { title: 'Policy and reason', share: 28 },
          { title: 'Made by', share: 15 },
        ],
        content.decisions.map((one) => [
          one.label,
          one.action,
          one.subject,
          [
            { text: `${one.policy}\n`, bold: true },
            one.reason,
            { text: one.anchors.length > 0 ? `\n${one.anchors.map(source).join('; ')}` : '', small: true, color: QUIET },
          ],
          `${one.madeBy.name}, ${instant(one.madeAtMs)}`,
        ]),
      ),
    ]),
    ...responseBlocks(input),
    ...section('Rounds of review before this submission', content.reviews, () =>
      content.reviews.flatMap((round) => [
        text([
          { text: `Round ${round.round}: ${round.outcome} by ${round.reviewer.name}, ${instant(round.decidedAtMs)}. `, bold: true },
          `Submitted by ${round.submittedBy.name}, ${instant(round.submittedAtMs)}. ${round.comment}`,
        ]),
        ...round.comments.map((comment) =>
          text([{ text: `${comment.madeBy.name}, ${instant(comment.madeAtMs)}: `, color: QUIET }, comment.text]),
        ),
      ]),
    ),
    ...section('Custody', content.custody, () => [
      table(
        [
          { title: 'When', share: 16 },
          { title: 'Document', share: 9 },
          { title: 'What', share: 13 },
          { title: 'Who', share: 13 },
          { title: 'Why', share: 24 },
        ],
        content.custody.map((event) => [instant(event.atMs), event.documentLabel, event.action, event.actor.name, event.reason]),
      ),
    ]),
    ...verifyBlocks(input),
  ];
};

const partiesOf = (content: PacketContent): (readonly [string, Words])[] =>
  (['issuing-authority', 'sender', 'on-behalf-of', 'recipient', 'signatory', 'reference-number'] as const).flatMap((field) => {
    const values = content.facts
      .filter((fact) => fact.field === field && fact.state === 'confirmed')
      .map((fact) => factValueText(fact.value));
    return values.length > 0 ? [[labelOfTag(field) ?? field, [...new Set(values)].join('; ')] as const] : [];
  });

const responseBlocks = (input: PacketReportInput): BlockModel[] => {
  if (!input.response) return [heading('Response'), text('This packet holds no response.')];
  const sentences = input.content.responseSentences;
  const sourced = sentences.filter(
    (sentence) => sentence.origin !== 'template' && (sentence.factIds.length > 0 || sentence.anchors.length > 0),
  ).length;
  const fixed = sentences.filter((sentence) => sentence.origin === 'template').length;
  return [
    heading('Response'),
    pairs([
      ['Template', input.response.templateName],
      ['Version', `${input.response.versionNo}, written by ${input.response.writtenBy.name}`],
      [
        'Sentences',
        `${sentences.length}: ${sourced} with sources, ${fixed} fixed words of the template, ${sentences.length - sourced - fixed} in the author's own words without a source`,
      ],
    ]),
  ];
};

const verifyBlocks = (input: PacketReportInput): BlockModel[] => [
  ...section('Files listed here', input.files, () => [
    table(
      [
        { title: 'Path in the packet', share: 26 },
        { title: 'Bytes', share: 8 },
        { title: 'SHA-256', share: 38 },
      ],
      input.files.map((file) => [[{ text: file.path, small: true }], count(file.sizeBytes), [{ text: file.sha256, small: true }]]),
    ),
  ]),
  heading('How to check this packet'),
  text(
    'The manifests in the packet list every file with its SHA-256 and SHA-512; two different people signed them, and the seal covers all. In the unpacked folder, with the root certificate of the organisation obtained from the organisation itself:',
  ),
  command('sha512sum -c manifest-sha512.txt tagmanifest-sha512.txt'),
  command('bagit.py --validate .'),
  command(
    'openssl cms -verify -binary -inform DER -in signatures/seal.p7s -content tagmanifest-sha512.txt -CAfile root.pem -purpose any -out /dev/null',
  ),
  text(
    'VERIFY.md in the packet explains each step. Who approved the packet stands in attestations/02-approve.json, which was signed after this page was made.',
  ),
];

const section = (name: string, of: readonly unknown[], blocks: () => readonly BlockModel[]): BlockModel[] =>
  of.length === 0 ? [] : [heading(name), ...blocks()];

const sourceIn =
  (content: PacketContent) =>
  (anchor: Anchor): string =>
    `${labelOfDocument(content, anchor.documentSha256) ?? anchor.documentSha256.slice(0, 12)} p. ${anchor.pageNo}`;

const labelOfDocument = (content: PacketContent, sha256: string): string | undefined =>
  content.case.documents.find((one) => one.sha256 === sha256)?.label;

const quoted = (anchor: Anchor, source: (anchor: Anchor) => string): Words => {
  const quote = anchor.quote.replace(/\s+/g, ' ').trim();
  return [{ text: `${source(anchor)}: `, bold: true }, `“${quote.length > 240 ? `${quote.slice(0, 240)}…` : quote}”`];
};

const instant = (atMs: number): string => `${new Date(atMs).toISOString().slice(0, 16).replace('T', ' ')} UTC`;

const when = (entry: PacketContent['timeline'][number]): string => {
  const local = (atMs: number): string =>
    new Intl.DateTimeFormat('sv-SE', {
      timeZone: entry.zone,
      dateStyle: 'short',
      ...(entry.precision === 'instant' ? { timeStyle: 'medium' } : entry.precision === 'minute' ? { timeStyle: 'short' } : {}),
    }).format(atMs);
  const span = entry.endMs === null ? local(entry.startMs) : `${local(entry.startMs)} to ${local(entry.endMs)}`;
  return `${entry.precision === 'about' ? 'about ' : ''}${span} ${entry.zone}`;
};

const count = (value: number): string => value.toLocaleString('en-US');
