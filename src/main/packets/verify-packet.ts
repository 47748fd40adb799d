import { open } from 'node:fs/promises';
import { batesGaps, parseLoadFile } from '../../core/packets/bates.ts';
import { packetFolder } from '../../core/packets/bag-names.ts';
import { bagInfoValue } from '../../core/packets/bag-text.ts';
import { type CheckLog, checkLog } from '../../core/packets/packet-checks.ts';
import type { Verification } from '../../core/packets/packet.ts';
import { type BagReader, readBag } from './bag-reader.ts';
import { checkAnchors } from './check-anchors.ts';
import { checkBag } from './check-bag.ts';
import { type PacketRecords, checkRecords } from './check-records.ts';
import { type Attestations, checkSignatures } from './check-signatures.ts';
import { fileSource, type PacketSource } from './packet-source.ts';
import { DEFAULT_LIMITS, type PacketLimits, type ReadableEntry, readDirectory } from './zip-reader.ts';

/** What a verification needs from outside: the roots that are trusted (PEM), never taken from the packet. */
export interface VerifyOptions {
  readonly rootPems: readonly string[];
  readonly onProgress?: (progress: { readonly doneBytes: number; readonly totalBytes: number }) => void;
  readonly limits?: PacketLimits;
}

/**
 * Checks everything about a sealed packet that can be checked without the desk that made it. `valid` only if every check passed. A file that can't be
 * opened rejects with the system's error; whatever its content, the promise resolves.
 */
export const verifyPacket = async (zipPath: string, options: VerifyOptions): Promise<Verification> => {
  const file = await open(zipPath, 'r');
  try {
    return await verifyPacketSource(await fileSource(file), options);
  } finally {
    await file.close();
  }
};

/** The same for a packet that is not a file of its own; rejects only if its source can't be read. */
export const verifyPacketSource = async (source: PacketSource, options: VerifyOptions): Promise<Verification> => {
  const log = checkLog();
  const { sizeBytes } = source;
  const entries = await readDirectory(source, options.limits ?? DEFAULT_LIMITS, log);
  const folder = entries && singleFolder(entries, log);
  if (!entries || folder === undefined) {
    log.stop('Not checked: the files of the packet can not be told apart safely.');
    return verification(log, { fileCount: entries?.length ?? 0, sizeBytes });
  }
  let doneBytes = 0;
  const totalBytes = entries.reduce((sum, entry) => sum + entry.sizeBytes, 0);
  const bag = await readBag(source, folder, entries, log, (bytes) => {
    doneBytes += bytes;
    options.onProgress?.({ doneBytes, totalBytes });
  });
  await checkBag(bag, log);
  const attestations = await checkSignatures(bag, options.rootPems, log);
  const records = await checkRecords(bag, log);
  if (records.content) await checkAnchors(bag, records.content, log);
  else log.problem('anchors', 'The documents that anchors point into are unknown.', ['data/records/case.json']);
  await checkProduction(bag, log);
  await checkIdentity(bag, attestations, records, log);
  const packetId = bag.files.get('tagmanifest-sha512.txt')?.sha256;
  return verification(log, {
    fileCount: bag.files.size,
    sizeBytes,
    ...(packetId === undefined ? {} : { packetId }),
    ...(records.metadata ? { caseNumber: records.metadata.caseNumber, revision: records.metadata.revision } : {}),
  });
};

const verification = (log: CheckLog, found: Omit<Verification, 'valid' | 'checks'>): Verification => {
  const checks = log.checks();
  return { valid: checks.every((check) => check.passed), ...found, checks };
};

const singleFolder = (entries: readonly ReadableEntry[], log: CheckLog): string | undefined => {
  const folders = Map.groupBy(entries, (entry) => (entry.name.includes('/') ? entry.name.slice(0, entry.name.indexOf('/')) : ''));
  const [largest] = [...folders]
    .filter(([folder]) => /^[A-Z]{2}-\d{4}-\d{4,}_r[1-9]\d*$/.test(folder))
    .sort(([, left], [, right]) => right.length - left.length)
    .map(([folder]) => folder);
  if (folders.size !== 1 || largest === undefined) {
    const strays = entries.map((entry) => entry.name).filter((name) => !name.startsWith(`${largest}/`));
    log.problem(
      'single-folder',
      `The packet has ${folders.size} top folders or files; one folder such as LE-2026-0042_r1 is expected.`,
      strays,
    );
  }
  return largest;
};

const checkProduction = async (bag: BagReader, log: CheckLog): Promise<void> => {
  const path = 'data/production/DATA/loadfile.dat';
  const produced = [...bag.files.keys()].filter((name) => name.startsWith('data/production/'));
  if (produced.length === 0) return log.seen('bates-numbers', 'No production in this packet.');
  const parsed = parseLoadFile((await bag.text(path)) ?? '');
  if ('problem' in parsed) return log.problem('bates-numbers', `${path}: ${parsed.problem}`, [path]);
  for (const gap of batesGaps(parsed.ranges)) log.problem('bates-numbers', gap, [path]);
  log.seen('bates-numbers', `${parsed.ranges.length} produced documents.`);
};

/** Folder, bag-info.txt, packet.json, case.json and both attestations must name the same case, revision and day of approval. */
const checkIdentity = async (bag: BagReader, attestations: Attestations, records: PacketRecords, log: CheckLog): Promise<void> => {
  const info = (await bag.text('bag-info.txt')) ?? '';
  const said: readonly (readonly [file: string, caseNumber: string | undefined, revision: number | undefined])[] = [
    ['bag-info.txt', bagInfoValue(info, 'Internal-Sender-Identifier'), Number(bagInfoValue(info, 'Packet-Revision'))],
    ['metadata/packet.json', records.metadata?.caseNumber, records.metadata?.revision],
    ['data/records/case.json', records.content?.case.number, records.content?.case.revision],
    ['attestations/01-submit.json', attestations.submit?.caseNumber, attestations.submit?.revision],
    ['attestations/02-approve.json', attestations.approve?.caseNumber, attestations.approve?.revision],
  ];
  for (const [path, caseNumber, revision] of said) {
    if (packetFolder(caseNumber ?? '?', revision ?? 0) !== bag.folder)
      log.problem('case-and-revision', `${path} is not about ${bag.folder}.`, [path]);
  }
  const approvedOn = attestations.approve && new Date(attestations.approve.atMs).toISOString().slice(0, 10);
  if (bagInfoValue(info, 'Bagging-Date') !== approvedOn)
    log.problem('case-and-revision', 'bag-info.txt does not give the day of approval.', ['bag-info.txt']);
  const supersedes = records.metadata?.supersedes ?? undefined;
  if (bagInfoValue(info, 'Packet-Supersedes') !== supersedes)
    log.problem('case-and-revision', 'bag-info.txt and packet.json differ about the packet that is superseded.', [
      'bag-info.txt',
      'metadata/packet.json',
    ]);
  if (records.metadata && records.metadata.revision > 1 !== (records.metadata.supersedes !== null)) {
    log.problem('case-and-revision', 'A revision from the second on names the packet that it supersedes, and only such a one.', [
      'metadata/packet.json',
    ]);
  }
  log.seen('case-and-revision', bag.folder);
};
