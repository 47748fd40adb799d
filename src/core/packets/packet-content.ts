import { chainRecords } from '../evidence/hash-chain.ts';
import type { ResponseSentence } from '../responses/response.ts';
import { byPath } from './bag-names.ts';
import { canonicalJson } from './canonical-json.ts';
import { csvText } from './csv.ts';
import type { AuditLink, CaseRecord, CustodyRecord, DecisionRecord, FactRecord, ReviewRecord, TimelineRecord } from './records.ts';

/** Everything the records of a packet say about a case, read from the store in one moment. Lists are in their order of record. */
export interface PacketContent {
  readonly case: CaseRecord;
  readonly custody: readonly CustodyRecord[];
  readonly timeline: readonly TimelineRecord[];
  readonly facts: readonly FactRecord[];
  readonly decisions: readonly DecisionRecord[];
  readonly reviews: readonly ReviewRecord[];
  readonly audit: readonly AuditLink[];
  readonly responseSentences: readonly ResponseSentence[];
}

/** A file of the bag that is made, not collected. */
export interface MadeFile {
  readonly path: string;
  readonly bytes: Uint8Array;
}

/** Paths of the records, always all of them; a kind without records is an empty file. */
export const RECORD_PATHS = {
  case: 'data/records/case.json',
  items: 'data/records/items.csv',
  custody: 'data/records/custody.jsonl',
  timeline: 'data/records/timeline.jsonl',
  facts: 'data/records/facts.jsonl',
  decisions: 'data/records/decisions.jsonl',
  reviews: 'data/records/reviews.jsonl',
  audit: 'data/records/audit.jsonl',
} as const;

/** Where the response's sentences and their sources lie. */
export const RESPONSE_SENTENCES_PATH = 'data/response/R0001/sentences.jsonl';

/** The record files of a packet, sorted by path. The same content gives the same bytes. */
export const buildPayloadRecords = (content: PacketContent): MadeFile[] => {
  const files = [
    made(RECORD_PATHS.case, `${canonicalJson(content.case)}\n`),
    made(RECORD_PATHS.items, itemsCsv(content.case)),
    made(RECORD_PATHS.custody, jsonLines(chainRecords(content.custody))),
    made(RECORD_PATHS.timeline, jsonLines(content.timeline)),
    made(RECORD_PATHS.facts, jsonLines(content.facts)),
    made(RECORD_PATHS.decisions, jsonLines(content.decisions)),
    made(RECORD_PATHS.reviews, jsonLines(content.reviews)),
    made(RECORD_PATHS.audit, jsonLines(content.audit)),
  ];
  if (content.responseSentences.length > 0) files.push(made(RESPONSE_SENTENCES_PATH, jsonLines(content.responseSentences)));
  return files.sort(byPath);
};

/** The list of documents for people and spreadsheets; only here and in case.json do the original names stand. */
export const itemsCsv = (record: CaseRecord): string =>
  csvText([
    [
      'label',
      'role',
      'path',
      'original_name',
      'media_type',
      'size_bytes',
      'sha256',
      'pages',
      'unreadable_reason',
      'added_by',
      'added_at_utc',
    ],
    ...record.documents.map((document) => [
      document.label,
      document.role,
      document.path,
      document.originalName,
      document.mediaType,
      document.sizeBytes,
      document.sha256,
      document.pageCount,
      document.unreadableReason ?? '',
      document.addedBy.name,
      new Date(document.addedAtMs).toISOString(),
    ]),
  ]);

const jsonLines = (records: readonly unknown[]): string => records.map((record) => `${canonicalJson(record)}\n`).join('');

const made = (path: string, text: string): MadeFile => ({ path, bytes: new TextEncoder().encode(text) });
