import { CUSTODY_ACTIONS, type CustodyAction, type CustodyEvent } from '../../core/evidence/custody.ts';
import { caseIdSchema, documentIdSchema, userIdSchema, type CaseId, type DocumentId, type UserId } from '../../core/ids.ts';
import { z } from 'zod';
import type { Db } from './database.ts';

const actionSchema = z.enum(CUSTODY_ACTIONS);

/** What happened to each document; it only grows. */
export const createCustodyStore = (db: Db) => ({
  async append(event: {
    documentId: DocumentId;
    caseId: CaseId | null;
    atMs: number;
    actorId: UserId;
    action: CustodyAction;
    reason: string;
    sha256Before: string | null;
    sha256After: string;
  }): Promise<void> {
    await db
      .insertInto('custody_event')
      .values({
        document_id: event.documentId,
        case_id: event.caseId,
        at_ms: event.atMs,
        actor_id: event.actorId,
        action: event.action,
        reason: event.reason,
        sha256_before: event.sha256Before,
        sha256_after: event.sha256After,
      })
      .execute();
  },

  /** Everything that happened to the documents of a case, from their arrival on, oldest first; not what other cases did with them. */
  async list(caseId: CaseId): Promise<CustodyEvent[]> {
    const rows = await db
      .selectFrom('custody_event as e')
      .innerJoin('case_document as c', 'c.document_id', 'e.document_id')
      .innerJoin('document as d', 'd.id', 'e.document_id')
      .innerJoin('user as u', 'u.id', 'e.actor_id')
      .selectAll('e')
      .select(['d.name as document_name', 'u.name as actor_name'])
      .where('c.case_id', '=', caseId)
      .where((eb) => eb.or([eb('e.case_id', 'is', null), eb('e.case_id', '=', caseId)]))
      .orderBy('e.seq')
      .execute();
    return rows.map((row) => ({
      seq: row.seq,
      atMs: row.at_ms,
      actorId: userIdSchema.parse(row.actor_id),
      actorName: row.actor_name,
      action: actionSchema.parse(row.action),
      reason: row.reason,
      sha256Before: row.sha256_before,
      sha256After: row.sha256_after,
      documentId: documentIdSchema.parse(row.document_id),
      documentName: row.document_name,
      caseId: row.case_id === null ? null : caseIdSchema.parse(row.case_id),
    }));
  },
});
