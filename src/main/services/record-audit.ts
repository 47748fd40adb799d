import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';
import { sha256Schema } from '../../core/ids.ts';
import { canonicalJson } from '../../core/packets/canonical-json.ts';
import type { Stores } from '../store/stores.ts';
import type { Actor, OpenDesk } from './context.ts';

/**
 * One thing that somebody did. `before` and `after` are the plain data that changed; only their digests are kept. `actor` is null where
 * nobody was signed in.
 */
export interface AuditEntry {
  readonly actor: Pick<Actor, 'userId' | 'name'> | null;
  /** A verb of the past with its subject, such as `case.opened`. */
  readonly action: string;
  readonly subjectKind: string;
  readonly subjectId: string;
  readonly caseId?: string | null;
  /** One sentence for people; it goes into the packet of its case. */
  readonly summary: string;
  readonly before?: unknown;
  readonly after?: unknown;
  /** When it happened, if not now. */
  readonly atMs?: number;
}

/** Adds a record to the audit log; called with a transaction's stores it stands or falls with what it records. Answers the log's new head. */
export const recordAudit = async (
  desk: Pick<OpenDesk, 'deskId' | 'now'>,
  stores: Stores,
  entry: AuditEntry,
): Promise<{ readonly seq: number; readonly hash: string }> => {
  const link = await stores.audit.append({
    atMs: entry.atMs ?? desk.now(),
    deskId: desk.deskId,
    actorId: entry.actor?.userId ?? null,
    actorName: entry.actor?.name ?? 'nobody signed in',
    action: entry.action,
    subjectKind: entry.subjectKind,
    subjectId: entry.subjectId,
    caseId: entry.caseId ?? null,
    summary: entry.summary,
    beforeSha256: digestOf(entry.before),
    afterSha256: digestOf(entry.after),
  });
  return { seq: link.record.seq, hash: link.hash };
};

const digestOf = (value: unknown) =>
  value === undefined ? null : sha256Schema.parse(bytesToHex(sha256(utf8ToBytes(canonicalJson(value)))));
