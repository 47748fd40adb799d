import { createHash } from 'node:crypto';
import { open, readFile, truncate } from 'node:fs/promises';
import { z } from 'zod';
import { canonicalJson } from '../../core/packets/canonical-json.ts';
import { type Receipt, receiptSchema, receiptText } from '../../core/packets/receipt.ts';

const entrySchema = z.strictObject({ receipt: receiptSchema, caseRef: z.string(), revision: z.int() }).readonly();

/** A line of the log: a receipt, and the case and revision it is about. */
export type ReceiptEntry = z.infer<typeof entrySchema>;

/** The receipts a store has given, in order, each naming the one before; the log only grows and every line is on the disk before it is told. */
export interface ReceiptLog {
  byPacket(packetId: string): ReceiptEntry | undefined;
  byCase(caseRef: string, revision: number): ReceiptEntry | undefined;
  /** Adds a receipt after the last one. Calls must not overlap. */
  append(entry: Omit<ReceiptEntry, 'receipt'> & { readonly receipt: Omit<Receipt, 'prev_receipt'> }): Promise<ReceiptEntry>;
}

/**
 * Opens the log at `path`. A last line that was cut off by a crash was never told to anyone and is removed; any other damage, or a broken chain,
 * throws with the line's number.
 */
export const openReceiptLog = async (path: string): Promise<ReceiptLog> => {
  const entries = await readEntries(path);
  const byPacket = new Map(entries.map((entry) => [entry.receipt.packet_id, entry]));
  const byCase = new Map(entries.map((entry) => [caseKey(entry.caseRef, entry.revision), entry]));
  let last = entries.at(-1);
  return {
    byPacket: (packetId) => byPacket.get(packetId),
    byCase: (caseRef, revision) => byCase.get(caseKey(caseRef, revision)),
    append: async ({ receipt, ...about }) => {
      const entry: ReceiptEntry = { ...about, receipt: { ...receipt, prev_receipt: last ? hashOf(last.receipt) : null } };
      const file = await open(path, 'a', 0o600);
      try {
        const { size } = await file.stat();
        try {
          await file.appendFile(`${canonicalJson(entry)}\n`);
          await file.sync();
        } catch (error) {
          // A line of which only a part found room would spoil the one that comes after it.
          await file.truncate(size);
          throw error;
        }
      } finally {
        await file.close();
      }
      last = entry;
      byPacket.set(entry.receipt.packet_id, entry);
      byCase.set(caseKey(entry.caseRef, entry.revision), entry);
      return entry;
    },
  };
};

const readEntries = async (path: string): Promise<ReceiptEntry[]> => {
  const bytes = await readFile(path).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return Buffer.alloc(0);
    throw error;
  });
  const whole = bytes.subarray(0, bytes.lastIndexOf(0x0a) + 1);
  if (whole.length < bytes.length) await truncate(path, whole.length);
  const entries: ReceiptEntry[] = [];
  for (const [index, line] of whole.toString('utf8').split('\n').slice(0, -1).entries()) {
    const entry = parseLine(line);
    const before = entries.at(-1);
    if (!entry || entry.receipt.prev_receipt !== (before ? hashOf(before.receipt) : null)) {
      throw new Error(
        `The receipt log ${path} is damaged in line ${index + 1}. Nothing was changed; restore it from a backup before the intake is started again.`,
      );
    }
    entries.push(entry);
  }
  return entries;
};

const parseLine = (line: string): ReceiptEntry | undefined => {
  try {
    return entrySchema.parse(JSON.parse(line));
  } catch {
    return undefined;
  }
};

const caseKey = (caseRef: string, revision: number): string => `${caseRef} r${revision}`;
const hashOf = (receipt: Receipt): string => createHash('sha256').update(receiptText(receipt)).digest('hex');
