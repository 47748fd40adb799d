import type { Selectable } from 'kysely';
import { z } from 'zod';
import type { PacketId } from '../../core/ids.ts';
import { packetIdSchema } from '../../core/ids.ts';
import { outboxStateSchema, type OutboxState } from '../../core/packets/packet.ts';
import { targetSchema, type Target } from '../../core/desk/settings.ts';
import type { Db } from './database.ts';
import { fromJson } from './json-column.ts';
import type { OutboxTable } from './tables.ts';

/** A packet on its way. `sentBytes` and `uploadUrl` let an interrupted delivery go on. */
export interface OutboxRow {
  readonly packetId: PacketId;
  readonly target: Target;
  readonly state: OutboxState;
  readonly attempts: number;
  readonly nextAtMs: number;
  readonly uploadUrl: string | null;
  readonly sentBytes: number;
  readonly problem: string | null;
  readonly receiptJson: string | null;
  readonly receiptP7s: Uint8Array | null;
  readonly queuedAtMs: number;
  readonly changedAtMs: number;
}

/** What changes about a packet on its way. */
export type OutboxChange = Partial<Omit<OutboxRow, 'packetId' | 'target' | 'queuedAtMs'>> & { readonly leaseUntilMs?: number | null };

/** How far ahead of the clock a row may have been written before that means that the clock was set back. */
const CLOCK_SLACK_MS = 60_000;

/** Packets waiting to travel, travelling, and arrived. */
export const createOutboxStore = (db: Db) => ({
  async enqueue(packetId: PacketId, target: Target, nowMs: number): Promise<void> {
    await db
      .insertInto('outbox')
      .values({
        packet_id: packetId,
        target_json: JSON.stringify(target),
        state: 'queued',
        next_at_ms: nowMs,
        lease_until_ms: null,
        upload_url: null,
        problem: null,
        receipt_json: null,
        receipt_p7s: null,
        queued_at_ms: nowMs,
        changed_at_ms: nowMs,
      })
      .execute();
  },

  async find(packetId: PacketId): Promise<OutboxRow | null> {
    const row = await db.selectFrom('outbox').selectAll().where('packet_id', '=', packetId).executeTakeFirst();
    return row ? rowOf(row) : null;
  },

  async list(): Promise<OutboxRow[]> {
    return (await db.selectFrom('outbox').selectAll().orderBy('queued_at_ms').execute()).map(rowOf);
  },

  /** Takes the packet, but none of `except`, that is due longest and that nobody works on; it is the caller's until `leaseUntilMs`. */
  async lease(nowMs: number, leaseUntilMs: number, except: readonly string[]): Promise<OutboxRow | null> {
    const due = await db
      .selectFrom('outbox')
      .select('packet_id')
      .where('state', 'in', ['queued', 'uploading', 'stored'])
      // A row written in the future: the clock was set back, and its wait means nothing any more.
      .where((eb) => eb.or([eb('next_at_ms', '<=', nowMs), eb('changed_at_ms', '>', nowMs + CLOCK_SLACK_MS)]))
      .where('packet_id', 'not in', except)
      .where((eb) => eb.or([eb('lease_until_ms', 'is', null), eb('lease_until_ms', '<', nowMs)]))
      .orderBy('next_at_ms')
      .limit(1)
      .executeTakeFirst();
    if (!due) return null;
    const row = await db
      .updateTable('outbox')
      .set({ lease_until_ms: leaseUntilMs })
      .where('packet_id', '=', due.packet_id)
      .returningAll()
      .executeTakeFirst();
    return row ? rowOf(row) : null;
  },

  async change(packetId: PacketId, change: OutboxChange, nowMs: number): Promise<void> {
    await db
      .updateTable('outbox')
      .set({
        changed_at_ms: nowMs,
        ...(change.state === undefined ? {} : { state: change.state }),
        ...(change.attempts === undefined ? {} : { attempts: change.attempts }),
        ...(change.nextAtMs === undefined ? {} : { next_at_ms: change.nextAtMs }),
        ...(change.leaseUntilMs === undefined ? {} : { lease_until_ms: change.leaseUntilMs }),
        ...(change.uploadUrl === undefined ? {} : { upload_url: change.uploadUrl }),
        ...(change.sentBytes === undefined ? {} : { sent_bytes: change.sentBytes }),
        ...(change.problem === undefined ? {} : { problem: change.problem }),
        ...(change.receiptJson === undefined ? {} : { receipt_json: change.receiptJson }),
        ...(change.receiptP7s === undefined ? {} : { receipt_p7s: change.receiptP7s }),
      })
      .where('packet_id', '=', packetId)
      .execute();
  },

  /** Makes everything that waits due at once, for a person who asks for it. */
  async makeDue(nowMs: number): Promise<void> {
    await db
      .updateTable('outbox')
      .set({ next_at_ms: nowMs })
      .where('state', 'in', ['queued', 'uploading', 'stored'])
      .where('next_at_ms', '>', nowMs)
      .execute();
  },

  /** Forgets the leases of a process that is gone; called once when the desk opens. */
  async clearLeases(): Promise<void> {
    await db.updateTable('outbox').set({ lease_until_ms: null }).where('lease_until_ms', 'is not', null).execute();
  },

  /** The earliest moment at which something is due, or null when nothing waits. */
  async nextDueAtMs(): Promise<number | null> {
    const row = await db
      .selectFrom('outbox')
      .select((eb) => eb.fn.min<number | null>('next_at_ms').as('next'))
      .where('state', 'in', ['queued', 'uploading', 'stored'])
      .executeTakeFirst();
    return row?.next ?? null;
  },

  async addEvent(packetId: PacketId, atMs: number, text: string): Promise<void> {
    await db.insertInto('outbox_event').values({ packet_id: packetId, at_ms: atMs, text }).execute();
  },

  /** What happened on the way, newest first. */
  async events(packetId: PacketId): Promise<{ readonly atMs: number; readonly text: string }[]> {
    const rows = await db
      .selectFrom('outbox_event')
      .selectAll()
      .where('packet_id', '=', packetId)
      .orderBy('seq', 'desc')
      .limit(200)
      .execute();
    return rows.map((row) => ({ atMs: row.at_ms, text: row.text }));
  },

  /** Packets being uploaded now, with how far they got. */
  async underWay(): Promise<
    {
      readonly packetId: PacketId;
      readonly caseNumber: string;
      readonly sentBytes: number;
      readonly sizeBytes: number;
      readonly queuedAtMs: number;
    }[]
  > {
    const rows = await db
      .selectFrom('outbox as o')
      .innerJoin('packet as p', 'p.id', 'o.packet_id')
      .select(['o.packet_id', 'p.case_number', 'o.sent_bytes', 'p.size_bytes', 'o.queued_at_ms'])
      .where('o.state', '=', 'uploading')
      .orderBy('o.queued_at_ms')
      .limit(20)
      .execute();
    return rows.map((row) => ({
      packetId: packetIdSchema.parse(row.packet_id),
      caseNumber: row.case_number,
      sentBytes: row.sent_bytes,
      sizeBytes: row.size_bytes,
      queuedAtMs: row.queued_at_ms,
    }));
  },

  /** How the last attempt at a delivery went: whether the other side was reached; `null` if none was made. */
  async lastReached(): Promise<boolean | null> {
    const row = await db
      .selectFrom('outbox')
      .select(['state', 'problem'])
      .where('attempts', '>', 0)
      .orderBy('changed_at_ms', 'desc')
      .limit(1)
      .executeTakeFirst();
    if (!row) return null;
    return row.state !== 'queued' || row.problem === null;
  },

  async counts(): Promise<{ readonly waiting: number; readonly held: number }> {
    const rows = await db
      .selectFrom('outbox')
      .select(['state', (eb) => eb.fn.countAll<number>().as('count')])
      .groupBy('state')
      .execute();
    const of = (states: readonly string[]): number =>
      rows.filter((row) => states.includes(row.state)).reduce((sum, row) => sum + row.count, 0);
    return { waiting: of(['queued', 'uploading', 'stored']), held: of(['held']) };
  },
});

const bytesSchema = z.instanceof(Uint8Array);

const rowOf = (row: Selectable<OutboxTable>): OutboxRow => ({
  packetId: packetIdSchema.parse(row.packet_id),
  target: fromJson(targetSchema, row.target_json),
  state: outboxStateSchema.parse(row.state),
  attempts: row.attempts,
  nextAtMs: row.next_at_ms,
  uploadUrl: row.upload_url,
  sentBytes: row.sent_bytes,
  problem: row.problem,
  receiptJson: row.receipt_json,
  receiptP7s: row.receipt_p7s === null ? null : bytesSchema.parse(row.receipt_p7s),
  queuedAtMs: row.queued_at_ms,
  changedAtMs: row.changed_at_ms,
});
