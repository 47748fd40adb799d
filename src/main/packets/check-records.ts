import type { z } from 'zod';
import { GENESIS_HASH, chainHead, firstBrokenLink } from '../../core/evidence/hash-chain.ts';
import type { CheckLog, PacketCheckName } from '../../core/packets/packet-checks.ts';
import { type PacketContent, RECORD_PATHS, RESPONSE_SENTENCES_PATH, itemsCsv } from '../../core/packets/packet-content.ts';
import { type PacketMetadata, countRecords, packetMetadataSchema } from '../../core/packets/packet-metadata.ts';
import {
  auditLinkSchema,
  caseRecordSchema,
  custodyLinkSchema,
  decisionRecordSchema,
  factRecordSchema,
  responseSentenceRecordSchema,
  reviewRecordSchema,
  timelineRecordSchema,
} from '../../core/packets/records.ts';
import { BadLine, type BagReader } from './bag-reader.ts';

/** What a packet says about itself and its case, read and parsed. */
export interface PacketRecords {
  readonly metadata: PacketMetadata | undefined;
  readonly content: PacketContent | undefined;
}

/** Reads every record, and checks its form, the counts, the chains and that each document lies where the records say. */
export const checkRecords = async (bag: BagReader, log: CheckLog): Promise<PacketRecords> => {
  const metadata = await readJson(bag, 'metadata/packet.json', packetMetadataSchema, log);
  const record = await readJson(bag, RECORD_PATHS.case, caseRecordSchema, log);
  const custody = await readLines(bag, RECORD_PATHS.custody, custodyLinkSchema, log);
  const audit = await readLines(bag, RECORD_PATHS.audit, auditLinkSchema, log);
  const rest = {
    timeline: await readLines(bag, RECORD_PATHS.timeline, timelineRecordSchema, log),
    facts: await readLines(bag, RECORD_PATHS.facts, factRecordSchema, log),
    decisions: await readLines(bag, RECORD_PATHS.decisions, decisionRecordSchema, log),
    reviews: await readLines(bag, RECORD_PATHS.reviews, reviewRecordSchema, log),
    responseSentences: await readLines(bag, RESPONSE_SENTENCES_PATH, responseSentenceRecordSchema, log),
  };
  checkChainOf('custody-chain', RECORD_PATHS.custody, custody, metadata?.custodyHead, log);
  checkChainOf('audit-chain', RECORD_PATHS.audit, audit, metadata?.auditHead, log);
  if (!record) {
    for (const check of ['documents', 'counts'] as const) log.problem(check, 'case.json could not be read.', [RECORD_PATHS.case]);
    return { metadata, content: undefined };
  }
  const content: PacketContent = { case: record, custody: custody.map((link) => link.record), audit, ...rest };
  await checkDocuments(bag, content, log);
  checkCounts(bag, content, metadata, log);
  return { metadata, content };
};

const checkChainOf = (
  check: PacketCheckName,
  path: string,
  chain: readonly ({ readonly prevHash: string; readonly hash: string } & ({ readonly record: unknown } | { readonly withheld: number }))[],
  head: string | undefined,
  log: CheckLog,
): void => {
  const broken = firstBrokenLink(chain);
  if (broken !== undefined) log.problem(check, `${path} is broken at line ${broken + 1}.`, [path]);
  if (head === undefined) log.problem(check, 'The head that metadata/packet.json should name is unknown.', ['metadata/packet.json']);
  else if (chainHead(chain, GENESIS_HASH) !== head)
    log.problem(check, `${path} ends in another hash than metadata/packet.json names.`, [path, 'metadata/packet.json']);
  log.seen(check, `${chain.length} links.`);
};

const checkDocuments = async (bag: BagReader, content: PacketContent, log: CheckLog): Promise<void> => {
  const hashes = new Map<string, string>();
  for (const document of content.case.documents) {
    const file = bag.files.get(document.path);
    hashes.set(document.label, document.sha256);
    const inPlace = document.path.startsWith(`data/${document.role}/${document.label}/`);
    if (!file || !inPlace || file.sha256 !== document.sha256 || file.sizeBytes !== document.sizeBytes) {
      log.problem('documents', `${document.label} is not at ${document.path} with the hash and size that case.json gives.`, [
        document.path,
      ]);
    }
  }
  for (const path of bag.files.keys()) {
    const label = /^data\/(?:request|evidence)\/([^/]+)\//.exec(path)?.[1];
    if (label !== undefined && !hashes.has(label)) log.problem('documents', `${path} belongs to no document of case.json.`, [path]);
  }
  for (const event of content.custody) {
    if (hashes.get(event.documentLabel) !== event.sha256After) {
      log.problem('custody-chain', `Custody of ${event.documentLabel} names another hash than that of the document.`, [
        RECORD_PATHS.custody,
      ]);
    }
  }
  for (const label of hashes.keys()) {
    if (!content.custody.some((event) => event.documentLabel === label))
      log.problem('custody-chain', `${label} has no custody event.`, [RECORD_PATHS.custody]);
  }
  const items = await bag.text(RECORD_PATHS.items);
  if (items !== undefined && items !== itemsCsv(content.case))
    log.problem('documents', 'items.csv is not the list of documents of case.json.', [RECORD_PATHS.items]);
  log.seen('documents', `${hashes.size} documents.`);
};

const checkCounts = (bag: BagReader, content: PacketContent, metadata: PacketMetadata | undefined, log: CheckLog): void => {
  if (!metadata) return log.problem('counts', 'metadata/packet.json could not be read.', ['metadata/packet.json']);
  const payload = [...bag.files.values()].filter((file) => file.path.startsWith('data/'));
  const found: Readonly<Record<string, number>> = {
    ...countRecords(content),
    'payload files': payload.length,
    'payload bytes': payload.reduce((sum, file) => sum + file.sizeBytes, 0),
  };
  const said: Readonly<Record<string, number>> = {
    ...metadata.counts,
    'payload files': metadata.payload.files,
    'payload bytes': metadata.payload.sizeBytes,
  };
  for (const [what, count] of Object.entries(found)) {
    if (said[what] !== count)
      log.problem('counts', `metadata/packet.json says ${said[what]} ${what}; there are ${count}.`, ['metadata/packet.json']);
  }
};

const readJson = async <T>(bag: BagReader, path: string, schema: z.ZodType<T>, log: CheckLog): Promise<T | undefined> => {
  if (!bag.files.has(path)) return undefined;
  const parsed = parse((await bag.text(path)) ?? '', schema);
  if (parsed === undefined) log.problem('records', `${path} is not well formed.`, [path]);
  return parsed;
};

/** The records of one kind that a case may have; a file of more is no work of a desk, and is not held in memory. */
const MOST_RECORDS = 1_000_000;
const MOST_RECORD_BYTES = 512 << 20;

const readLines = async <T>(bag: BagReader, path: string, schema: z.ZodType<T>, log: CheckLog): Promise<T[]> => {
  if ((bag.files.get(path)?.sizeBytes ?? 0) > MOST_RECORD_BYTES) {
    log.problem('records', `${path} is larger than the ${MOST_RECORD_BYTES >> 20} MiB that are read.`, [path]);
    return [];
  }
  const records: T[] = [];
  for await (const record of recordLines(bag, path, schema, log)) {
    if (records.length === MOST_RECORDS) {
      log.problem('records', `${path} has more than the ${MOST_RECORDS} records that are read.`, [path]);
      break;
    }
    records.push(record);
  }
  return records;
};

/** The records of a JSON Lines file, one at a time; a line that is not well formed is noted and left out. */
export async function* recordLines<T>(bag: BagReader, path: string, schema: z.ZodType<T>, log: CheckLog): AsyncGenerator<T> {
  let lineNo = 0;
  try {
    for await (const line of bag.lines(path)) {
      lineNo += 1;
      const parsed = parse(line, schema);
      if (parsed === undefined) log.problem('records', `${path} is not well formed in line ${lineNo}.`, [path]);
      else yield parsed;
    }
  } catch (error) {
    if (!(error instanceof BadLine)) throw error;
    log.problem('records', `${path} can't be read after line ${lineNo}: ${error.message}.`, [path]);
  }
}

const parse = <T>(text: string, schema: z.ZodType<T>): T | undefined => {
  try {
    const parsed = schema.safeParse(JSON.parse(text));
    return parsed.success ? parsed.data : undefined;
  } catch {
    return undefined;
  }
};
