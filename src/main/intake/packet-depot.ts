import { chmod, link, mkdir, open, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type Announcement, type IntakeAnswer, parseIntakeAnswer } from '../../core/packets/intake-answer.ts';
import { receiptFileName } from '../../core/packets/receipt.ts';
import { hashFile, syncFolder, writeDurably } from '../packets/durable-files.ts';
import { verifyPacket } from '../packets/verify-packet.ts';
import { signReceipt } from '../sync/receipts.ts';
import type { IntakeIdentity } from './intake-identity.ts';
import { type ReceiptEntry, type ReceiptLog, openReceiptLog } from './receipt-log.ts';

/** Write-once storage of packets, with the receipts it gave. */
export interface PacketDepot {
  /** Why an announced packet need not or can't be sent, before a byte travels; `undefined` if it may. */
  objection(announced: Announcement): IntakeAnswer | undefined;
  /** Checks an uploaded file and, if everything holds, moves it into storage and gives the receipt. The file is gone afterwards. */
  accept(uploadPath: string, announced: Announcement): Promise<IntakeAnswer>;
  /** What is known about a packet: its receipt, or why it was refused. */
  answerFor(packetId: string, zipSha256: string | null): Promise<IntakeAnswer | undefined>;
}

export interface DepotOptions {
  readonly storeDir: string;
  readonly identity: IntakeIdentity;
  readonly rootPems: readonly string[];
  readonly now: () => number;
}

/**
 * Opens the storage in `storeDir` and finishes what a crash interrupted: a packet that was stored but got no receipt gets it now. A packet is stored
 * by linking, which never overwrites, then read back; one refused is not kept, only the reasons are.
 */
export const openPacketDepot = async (options: DepotOptions): Promise<PacketDepot> => {
  const folders = {
    packets: join(options.storeDir, 'packets'),
    receipts: join(options.storeDir, 'receipts'),
    refused: join(options.storeDir, 'refused'),
  };
  for (const folder of Object.values(folders)) await mkdir(folder, { recursive: true, mode: 0o700 });
  const log = await openReceiptLog(join(options.storeDir, 'receipts.jsonl'));
  const depot: Depot = { ...options, folders, log };
  await finishInterrupted(depot);
  let queue: Promise<unknown> = Promise.resolve();
  return {
    objection: (announced) => objection(depot, announced),
    accept: (uploadPath, announced) => {
      const result = queue.then(() => accept(depot, uploadPath, announced));
      queue = result.catch(() => undefined);
      return result;
    },
    answerFor: async (packetId, zipSha256) => {
      const entry = log.byPacket(packetId);
      if (entry && (zipSha256 === null || entry.receipt.zip_sha256 === zipSha256))
        return { kind: 'stored', receiptP7s: receiptOf(depot, entry) };
      return zipSha256 === null ? undefined : readRefusal(depot, zipSha256);
    },
  };
};

interface Depot extends DepotOptions {
  readonly folders: { readonly packets: string; readonly receipts: string; readonly refused: string };
  readonly log: ReceiptLog;
}

const objection = (depot: Depot, announced: Announcement): IntakeAnswer | undefined => {
  const entry = depot.log.byPacket(announced.packet_id) ?? depot.log.byCase(announced.case_ref, Number(announced.revision));
  if (!entry) return undefined;
  const { receipt } = entry;
  if (receipt.packet_id === announced.packet_id && receipt.zip_sha256 === announced.zip_sha256)
    return { kind: 'already-stored', receiptP7s: receiptOf(depot, entry) };
  return {
    kind: 'conflict',
    message: `Another packet of ${entry.caseRef} revision ${entry.revision} is already stored here (${receipt.packet_id.slice(0, 12)}). It was kept. Someone must decide; a correction needs a new revision.`,
  };
};

const accept = async (depot: Depot, uploadPath: string, announced: Announcement): Promise<IntakeAnswer> => {
  const { sha256, sizeBytes } = await hashFile(uploadPath);
  if (sha256 !== announced.zip_sha256) {
    await rm(uploadPath, { force: true });
    return {
      kind: 'damaged',
      message: 'The bytes that arrived are not those that were announced. They were removed; send the packet again.',
    };
  }
  const early = objection(depot, announced);
  if (early) {
    await rm(uploadPath, { force: true });
    return early;
  }
  const refusal = await judge(depot, uploadPath, announced);
  if (refusal) {
    await writeDurably(refusalPath(depot, sha256), JSON.stringify(refusal));
    await rm(uploadPath, { force: true });
    return refusal;
  }
  await store(depot, uploadPath, announced.packet_id, sha256);
  const entry = await giveReceipt(depot, {
    caseRef: announced.case_ref,
    revision: Number(announced.revision),
    packetId: announced.packet_id,
    sha256,
    sizeBytes,
  });
  await rm(refusalPath(depot, sha256), { force: true });
  return { kind: 'stored', receiptP7s: receiptOf(depot, entry) };
};

const judge = async (
  depot: Depot,
  path: string,
  announced: Announcement,
): Promise<Extract<IntakeAnswer, { kind: 'refused' }> | undefined> => {
  const refused = (message: string, reasons: Extract<IntakeAnswer, { kind: 'refused' }>['reasons'] = []) => ({
    kind: 'refused' as const,
    message,
    reasons,
  });
  if (depot.rootPems.length === 0)
    return refused(
      'This intake trusts no root certificate yet, so it accepts no packet. Give it one with --root or in its folder roots, then send again.',
    );
  const verification = await verifyPacket(path, { rootPems: depot.rootPems });
  if (!verification.valid) {
    const reasons = verification.checks
      .filter((check) => !check.passed)
      .map((check) => ({ check: check.name, detail: check.detail, files: check.files }));
    return refused('The packet did not pass verification and was not stored.', reasons);
  }
  if (
    verification.packetId !== announced.packet_id ||
    verification.caseNumber !== announced.case_ref ||
    String(verification.revision) !== announced.revision
  ) {
    return refused('The packet is not the one that was announced.');
  }
  return undefined;
};

/** Into its place for good: linked, so nothing is ever overwritten, read only, synced, read back. */
const store = async (depot: Depot, uploadPath: string, packetId: string, sha256: string): Promise<void> => {
  const path = packetPath(depot, packetId);
  await chmod(uploadPath, 0o444);
  const file = await open(uploadPath, 'r');
  try {
    await file.sync();
  } finally {
    await file.close();
  }
  await link(uploadPath, path).catch(async (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EEXIST' || (await hashFile(path)).sha256 !== sha256) throw error;
  });
  await syncFolder(depot.folders.packets);
  if ((await hashFile(path)).sha256 !== sha256) throw new Error(`The stored packet ${path} does not read back as it was written.`);
  await rm(uploadPath, { force: true });
};

const giveReceipt = async (
  depot: Depot,
  stored: {
    readonly caseRef: string;
    readonly revision: number;
    readonly packetId: string;
    readonly sha256: string;
    readonly sizeBytes: number;
  },
): Promise<ReceiptEntry> => {
  const entry = await depot.log.append({
    caseRef: stored.caseRef,
    revision: stored.revision,
    receipt: {
      packet_id: stored.packetId,
      zip_sha256: stored.sha256,
      size_bytes: stored.sizeBytes,
      stored_at_ms: depot.now(),
      store_id: depot.identity.storeId,
    },
  });
  await writeFile(join(depot.folders.receipts, receiptFileName(stored.packetId)), Buffer.from(receiptOf(depot, entry), 'base64'), {
    mode: 0o444,
  });
  return entry;
};

/** The receipt as signed bytes in base64. Signing is deterministic, so it is the same each time. */
const receiptOf = (depot: Depot, entry: ReceiptEntry): string => Buffer.from(signReceipt(entry.receipt, depot.identity)).toString('base64');

const finishInterrupted = async (depot: Depot): Promise<void> => {
  for (const name of await readdir(depot.folders.packets)) {
    const packetId = name.replace(/\.zip$/, '');
    if (depot.log.byPacket(packetId)) continue;
    const path = packetPath(depot, packetId);
    const verification = await verifyPacket(path, { rootPems: depot.rootPems });
    if (
      verification.packetId !== packetId ||
      verification.caseNumber === undefined ||
      verification.revision === undefined ||
      !verification.valid
    )
      continue;
    const { sha256, sizeBytes } = await hashFile(path);
    await giveReceipt(depot, { caseRef: verification.caseNumber, revision: verification.revision, packetId, sha256, sizeBytes });
  }
};

const readRefusal = async (depot: Depot, zipSha256: string): Promise<IntakeAnswer | undefined> => {
  const text = await readFile(refusalPath(depot, zipSha256), 'utf8').catch(() => undefined);
  return text === undefined ? undefined : parseIntakeAnswer(text);
};

const packetPath = (depot: Depot, packetId: string): string => join(depot.folders.packets, `${packetId}.zip`);
const refusalPath = (depot: Depot, zipSha256: string): string => join(depot.folders.refused, `${zipSha256}.json`);
