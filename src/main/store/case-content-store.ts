import { z } from 'zod';
import type { Anchor } from '../../core/evidence/anchor.ts';
import { factValueSchema } from '../../core/facts/fact.ts';
import type { CaseId, DocumentId, Sha256 } from '../../core/ids.ts';
import { documentPath } from '../../core/packets/bag-names.ts';
import type { PacketContent } from '../../core/packets/packet-content.ts';
import { auditLinkSchema } from '../../core/packets/records.ts';
import type {
  CaseRecord,
  CustodyRecord,
  DecisionRecord,
  FactRecord,
  Person,
  ReviewRecord,
  TimelineRecord,
} from '../../core/packets/records.ts';
import { decodeCharBoxes } from '../../core/text/char-boxes.ts';
import type { PageText } from '../../core/text/page-text.ts';
import { createAuditStore } from './audit-store.ts';
import { anchorFromJson, anchorsFromJson, fromJson } from './json-column.ts';
import type { Db } from './database.ts';

/** A document of a case as the bag will hold it. */
export interface BagDocument {
  readonly documentId: DocumentId;
  readonly sha256: Sha256;
  readonly role: 'request' | 'evidence';
  readonly label: string;
  readonly path: string;
  readonly originalName: string;
  readonly pageCount: number;
  readonly isRead: boolean;
  readonly isUnreadable: boolean;
}

/** Everything that the records of a packet say about a case, without the response's sentences. */
export type CaseContent = Omit<PacketContent, 'responseSentences'> & { readonly documents: readonly BagDocument[] };

/** Reads a case whole, as its packet tells it. Call it within one transaction, so that it is one moment's truth. */
export const createCaseContentStore = (db: Db) => {
  const peopleById = async (): Promise<(id: string) => Person> => {
    const rows = await db.selectFrom('user').select(['id', 'name']).execute();
    const names = new Map(rows.map((row) => [row.id, row.name]));
    return (id) => ({ id, name: names.get(id) ?? id });
  };

  const documentsOf = (caseId: CaseId) =>
    db
      .selectFrom('case_document as c')
      .innerJoin('document as d', 'd.id', 'c.document_id')
      .select([
        'd.id',
        'd.sha256',
        'd.name',
        'd.media_type',
        'd.size_bytes',
        'd.state',
        'd.reason',
        'd.page_count',
        'd.pages_read',
        'c.label_no',
        'c.role',
        'c.added_by',
        'c.added_at_ms',
      ])
      .where('c.case_id', '=', caseId)
      .orderBy('c.label_no')
      .execute();
  type DocumentRow = Awaited<ReturnType<typeof documentsOf>>[number];

  const caseRecord = async (caseId: CaseId, rows: readonly DocumentRow[], person: (id: string) => Person): Promise<CaseRecord> => {
    const found = await db.selectFrom('legal_case').selectAll().where('id', '=', caseId).executeTakeFirstOrThrow();
    const desk = await db.selectFrom('desk').selectAll().executeTakeFirstOrThrow();
    const summary = await db.selectFrom('summary_sentence').selectAll().where('case_id', '=', caseId).orderBy('position').execute();
    const items = await db.selectFrom('item').selectAll().where('case_id', '=', caseId).orderBy('position').execute();
    const exhibits = await db
      .selectFrom('exhibit as x')
      .innerJoin('document as d', 'd.id', 'x.document_id')
      .selectAll('x')
      .select('d.sha256')
      .where('x.case_id', '=', caseId)
      .orderBy('x.label_no')
      .execute();
    return {
      number: found.number,
      revision: found.revision,
      kind: found.kind as CaseRecord['kind'],
      requestType: found.request_type as CaseRecord['requestType'],
      title: found.title,
      severity: found.severity as CaseRecord['severity'],
      dueOn: found.due_on,
      dueZone: found.due_zone,
      holder: person(found.holder_user_id),
      openedBy: person(found.opened_by),
      openedAtMs: found.opened_at_ms,
      desk: { id: desk.desk_id, name: desk.name },
      summary: summary.map((row) => ({ text: row.text, anchors: anchorsFromJson(row.anchors_json) })),
      requestedItems: items.map((row, index) => ({
        position: index + 1,
        text: row.text,
        disposition: row.disposition as CaseRecord['requestedItems'][number]['disposition'],
        reason: row.reason,
        anchor: anchorFromJson(row.anchor_json),
      })),
      documents: rows.map((row) => ({
        label: bagLabel(row),
        role: row.role,
        path: documentPath(row.role, bagLabel(row), row.name),
        originalName: row.name,
        mediaType: row.media_type,
        sizeBytes: row.size_bytes,
        sha256: row.sha256 as Sha256,
        pageCount: row.state === 'read' ? row.pages_read : 0,
        unreadableReason: row.state === 'kept-unreadable' ? (row.reason ?? 'not readable') : null,
        addedBy: person(row.added_by),
        addedAtMs: row.added_at_ms,
      })),
      exhibits: exhibits.map((row) => ({
        label: recordLabel('X', row.label_no),
        title: row.title,
        documentSha256: row.sha256 as Sha256,
        anchor: anchorFromJson(row.anchor_json),
        madeBy: person(row.made_by),
        madeAtMs: row.made_at_ms,
      })),
    };
  };

  const facts = async (caseId: CaseId, person: (id: string) => Person): Promise<FactRecord[]> => {
    const rows = await db.selectFrom('fact').selectAll().where('case_id', '=', caseId).orderBy('label_no').execute();
    return rows.map((row) => ({
      label: recordLabel('F', row.label_no),
      field: row.field as FactRecord['field'],
      kind: row.kind,
      value: fromJson(factValueSchema, row.value_json),
      state: row.state as FactRecord['state'],
      origin: row.origin as FactRecord['origin'],
      confidence: row.confidence,
      anchor: anchorFromJson(row.anchor_json) as Anchor,
      madeBy: row.made_by === null ? null : person(row.made_by),
      madeAtMs: row.made_at_ms,
      decidedBy: row.decided_by === null ? null : person(row.decided_by),
      decidedAtMs: row.decided_at_ms,
    }));
  };

  const timeline = async (caseId: CaseId, person: (id: string) => Person): Promise<TimelineRecord[]> => {
    const rows = await db
      .selectFrom('timeline_entry')
      .selectAll()
      .where('case_id', '=', caseId)
      .where('removed_at_ms', 'is', null)
      .orderBy('label_no')
      .execute();
    return rows.map((row) => ({
      label: recordLabel('T', row.label_no),
      title: row.title,
      who: row.who,
      startMs: row.start_ms,
      endMs: row.end_ms,
      precision: row.precision as TimelineRecord['precision'],
      zone: row.zone,
      anchors: anchorsFromJson(row.anchors_json),
      madeBy: person(row.made_by),
      madeAtMs: row.made_at_ms,
    }));
  };

  const decisions = async (caseId: CaseId, person: (id: string) => Person): Promise<DecisionRecord[]> => {
    const rows = await db.selectFrom('decision').selectAll().where('case_id', '=', caseId).orderBy('label_no').execute();
    return rows.map((row) => ({
      label: recordLabel('A', row.label_no),
      action: row.action,
      subject: row.subject,
      policy: row.policy,
      reason: row.reason,
      anchors: anchorsFromJson(row.anchors_json),
      madeBy: person(row.made_by),
      madeAtMs: row.made_at_ms,
    }));
  };

  const reviews = async (caseId: CaseId, person: (id: string) => Person): Promise<ReviewRecord[]> => {
    const rows = await db
      .selectFrom('review as r')
      .innerJoin('submission as s', 's.id', 'r.submission_id')
      .select(['s.id', 's.round_no', 's.submitted_by', 's.submitted_at_ms', 'r.reviewer_id', 'r.outcome', 'r.comment', 'r.decided_at_ms'])
      .where('s.case_id', '=', caseId)
      .orderBy('s.round_no')
      .execute();
    const comments = await db
      .selectFrom('review_comment as c')
      .innerJoin('submission as s', 's.id', 'c.submission_id')
      .selectAll('c')
      .where('s.case_id', '=', caseId)
      .orderBy('c.made_at_ms')
      .execute();
    return rows.map((row) => ({
      round: row.round_no,
      submittedBy: person(row.submitted_by),
      submittedAtMs: row.submitted_at_ms,
      reviewer: person(row.reviewer_id),
      outcome: row.outcome,
      comment: row.comment,
      comments: comments
        .filter((comment) => comment.submission_id === row.id)
        .map((comment) => ({
          sentenceId: comment.sentence_id,
          text: comment.text,
          madeBy: person(comment.made_by),
          madeAtMs: comment.made_at_ms,
        })),
      decidedAtMs: row.decided_at_ms,
    }));
  };

  const custody = async (caseId: CaseId, rows: readonly DocumentRow[], person: (id: string) => Person): Promise<CustodyRecord[]> => {
    const labels = new Map(rows.map((row) => [row.id, bagLabel(row)]));
    const events = await db
      .selectFrom('custody_event as e')
      .innerJoin('case_document as c', 'c.document_id', 'e.document_id')
      .selectAll('e')
      .where('c.case_id', '=', caseId)
      .where((eb) => eb.or([eb('e.case_id', 'is', null), eb('e.case_id', '=', caseId)]))
      .orderBy('e.seq')
      .execute();
    return events.map((event) => ({
      documentLabel: labels.get(event.document_id) as string,
      atMs: event.at_ms,
      actor: person(event.actor_id),
      action: event.action,
      reason: event.reason,
      sha256Before: event.sha256_before as Sha256 | null,
      sha256After: event.sha256_after as Sha256,
    }));
  };

  return {
    async read(caseId: CaseId): Promise<CaseContent> {
      const person = await peopleById();
      const rows = await documentsOf(caseId);
      return {
        case: await caseRecord(caseId, rows, person),
        custody: await custody(caseId, rows, person),
        timeline: await timeline(caseId, person),
        facts: await facts(caseId, person),
        decisions: await decisions(caseId, person),
        reviews: await reviews(caseId, person),
        audit: z.array(auditLinkSchema).parse(await createAuditStore(db).chainOfCase(caseId)),
        documents: rows.map((row) => ({
          documentId: row.id as DocumentId,
          sha256: row.sha256 as Sha256,
          role: row.role,
          label: bagLabel(row),
          path: documentPath(row.role, bagLabel(row), row.name),
          originalName: row.name,
          pageCount: row.pages_read,
          isRead: row.state === 'read',
          isUnreadable: row.state === 'kept-unreadable',
        })),
      };
    },

    /** The pages of a document, in order, with the place of every character. */
    async pages(documentId: DocumentId): Promise<PageText[]> {
      const rows = await db.selectFrom('page').selectAll().where('document_id', '=', documentId).orderBy('page_no').execute();
      return rows.map((row) => ({
        pageNo: row.page_no,
        widthPt: row.width_pt,
        heightPt: row.height_pt,
        rotation: rotationSchema.parse(row.rotation),
        source: row.source,
        text: row.text,
        charBoxes: row.char_boxes.length === 0 ? new Float32Array() : decodeCharBoxes(row.char_boxes, row.text.length),
      }));
    },
  };
};

const rotationSchema = z.union([z.literal(0), z.literal(90), z.literal(180), z.literal(270)]);

const bagLabel = (row: { role: 'request' | 'evidence'; label_no: number }): string =>
  recordLabel(row.role === 'request' ? 'D' : 'E', row.label_no);

const recordLabel = (letter: string, no: number): string => `${letter}${String(no).padStart(4, '0')}`;
