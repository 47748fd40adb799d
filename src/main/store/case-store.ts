import { z } from 'zod';
import {
  caseKindSchema,
  caseStatusSchema,
  severitySchema,
  CASE_NUMBER_PREFIX,
  formatCaseNumber,
  type CaseKind,
  type CaseStatus,
  type Severity,
} from '../../core/cases/case.ts';
import type { CaseCounts, LegalCase } from '../../core/cases/legal-case.ts';
import { type SummarySentence } from '../../core/facts/fact.ts';
import { caseIdSchema, packetIdSchema, userIdSchema, type CaseId, type PacketId, type UserId } from '../../core/ids.ts';
import { outboxStateSchema, type OutboxState } from '../../core/packets/packet.ts';
import { requestTypeSchema, type RequestType } from '../../core/requests/request-types.ts';
import type { Db } from './database.ts';
import { anchorsFromJson } from './json-column.ts';

/** What of a case a person can correct after its opening. */
export interface CasePatch {
  readonly title?: string;
  readonly severity?: Severity;
  readonly kind?: CaseKind;
  readonly requestType?: RequestType;
  readonly dueOn?: string | null;
  readonly dueZone?: string;
  readonly holderUserId?: UserId;
}

/** Cases, their numbers, their status and their summary. */
export const createCaseStore = (db: Db) => ({
  /** The next number of a kind and year. Taken in the caller's transaction, so a rolled back opening leaves no gap and none repeats. */
  async takeNumber(kind: CaseKind, year: number): Promise<string> {
    const { last_number } = await db
      .insertInto('case_number_counter')
      .values({ prefix: CASE_NUMBER_PREFIX[kind], year, last_number: 1 })
      .onConflict((conflict) =>
        conflict.columns(['prefix', 'year']).doUpdateSet((eb) => ({ last_number: eb('case_number_counter.last_number', '+', 1) })),
      )
      .returning('last_number')
      .executeTakeFirstOrThrow();
    return formatCaseNumber(kind, year, last_number);
  },

  async insert(
    entry: Omit<LegalCase, 'holder' | 'openedByName' | 'revision' | 'changedAtMs'> & { readonly holderUserId: UserId },
  ): Promise<void> {
    await db
      .insertInto('legal_case')
      .values({
        id: entry.id,
        number: entry.number,
        kind: entry.kind,
        request_type: entry.requestType,
        title: entry.title,
        status: entry.status,
        severity: entry.severity,
        holder_user_id: entry.holderUserId,
        due_on: entry.dueOn,
        due_zone: entry.dueZone,
        opened_by: entry.openedBy,
        opened_at_ms: entry.openedAtMs,
        changed_at_ms: entry.openedAtMs,
      })
      .execute();
  },

  async get(caseId: CaseId): Promise<LegalCase | undefined> {
    const row = await selectCases(db).where('c.id', '=', caseId).executeTakeFirst();
    return row && caseFromRow(row);
  },

  async getByNumber(number: string): Promise<LegalCase | undefined> {
    const row = await selectCases(db).where('c.number', '=', number).executeTakeFirst();
    return row && caseFromRow(row);
  },

  async update(caseId: CaseId, patch: CasePatch, atMs: number): Promise<void> {
    await db
      .updateTable('legal_case')
      .set({
        ...(patch.title === undefined ? {} : { title: patch.title }),
        ...(patch.severity === undefined ? {} : { severity: patch.severity }),
        ...(patch.kind === undefined ? {} : { kind: patch.kind }),
        ...(patch.requestType === undefined ? {} : { request_type: patch.requestType }),
        ...(patch.dueOn === undefined ? {} : { due_on: patch.dueOn }),
        ...(patch.dueZone === undefined ? {} : { due_zone: patch.dueZone }),
        ...(patch.holderUserId === undefined ? {} : { holder_user_id: patch.holderUserId }),
        changed_at_ms: atMs,
      })
      .where('id', '=', caseId)
      .execute();
  },

  /** Sets what `nextStatus` answered; `revision` only when a case is reopened. */
  async setStatus(caseId: CaseId, status: CaseStatus, atMs: number, revision?: number): Promise<void> {
    await db
      .updateTable('legal_case')
      .set({ status, changed_at_ms: atMs, ...(revision === undefined ? {} : { revision }) })
      .where('id', '=', caseId)
      .execute();
  },

  /** Notes that something in the case changed. */
  async touch(caseId: CaseId, atMs: number): Promise<void> {
    await db.updateTable('legal_case').set({ changed_at_ms: atMs }).where('id', '=', caseId).execute();
  },

  async counts(caseId: CaseId): Promise<CaseCounts> {
    const count = (table: 'case_document' | 'fact' | 'note' | 'timeline_entry' | 'exhibit' | 'decision') =>
      db
        .selectFrom(table)
        .select((eb) => eb.fn.countAll<number>().as('n'))
        .where('case_id', '=', caseId);
    const row = await db
      .selectNoFrom((eb) => [
        count('case_document').as('documents'),
        count('fact').where('state', '=', 'suggested').as('factsToConfirm'),
        count('fact').where('state', '=', 'confirmed').as('factsConfirmed'),
        count('note').where('removed_at_ms', 'is', null).as('notes'),
        count('timeline_entry').where('removed_at_ms', 'is', null).as('timeline'),
        count('exhibit').as('exhibits'),
        count('decision').as('decisions'),
        eb
          .selectFrom('response_version')
          .select((v) => v.fn.max<number | null>('version_no').as('n'))
          .where('case_id', '=', caseId)
          .as('responseVersion'),
        eb
          .selectFrom('submission as s')
          .innerJoin('response_version as v', 'v.id', 's.response_version_id')
          .select((v) => v.fn.max<number | null>('v.version_no').as('n'))
          .where('s.case_id', '=', caseId)
          .as('submittedVersion'),
      ])
      .executeTakeFirstOrThrow();
    return {
      documents: row.documents ?? 0,
      factsToConfirm: row.factsToConfirm ?? 0,
      factsConfirmed: row.factsConfirmed ?? 0,
      notes: row.notes ?? 0,
      timeline: row.timeline ?? 0,
      exhibits: row.exhibits ?? 0,
      decisions: row.decisions ?? 0,
      responseVersion: row.responseVersion ?? 0,
      submittedVersion: row.submittedVersion ?? 0,
    };
  },

  /** Whether a person wrote a version of the response of a case, submitted it, or made a decision in the case. */
  async isAuthor(caseId: CaseId, userId: UserId): Promise<boolean> {
    const wrote = await db
      .selectFrom('response_version')
      .select('id')
      .where('case_id', '=', caseId)
      .where('written_by', '=', userId)
      .limit(1)
      .executeTakeFirst();
    if (wrote) return true;
    const decided = await db
      .selectFrom('decision')
      .select('id')
      .where('case_id', '=', caseId)
      .where('made_by', '=', userId)
      .limit(1)
      .executeTakeFirst();
    if (decided) return true;
    const submitted = await db
      .selectFrom('submission')
      .select('id')
      .where('case_id', '=', caseId)
      .where('submitted_by', '=', userId)
      .limit(1)
      .executeTakeFirst();
    return submitted !== undefined;
  },

  /** The packet of a case's revision and where it stands; `outbox` is null while it is not queued. */
  async packet(caseId: CaseId, revision: number): Promise<{ id: PacketId; outbox: OutboxState | null } | undefined> {
    const row = await db
      .selectFrom('packet as p')
      .leftJoin('outbox as o', 'o.packet_id', 'p.id')
      .select(['p.id', 'o.state'])
      .where('p.case_id', '=', caseId)
      .where('p.revision', '=', revision)
      .executeTakeFirst();
    return row && { id: packetIdSchema.parse(row.id), outbox: row.state === null ? null : outboxStateSchema.parse(row.state) };
  },

  async replaceSummary(caseId: CaseId, sentences: readonly SummarySentence[]): Promise<void> {
    await db.deleteFrom('summary_sentence').where('case_id', '=', caseId).execute();
    const rows = sentences.map((sentence, index) => ({
      case_id: caseId,
      position: index + 1,
      text: sentence.text,
      anchors_json: JSON.stringify(sentence.anchors),
    }));
    if (rows.length > 0) await db.insertInto('summary_sentence').values(rows).execute();
  },

  async summary(caseId: CaseId): Promise<SummarySentence[]> {
    const rows = await db
      .selectFrom('summary_sentence')
      .select(['text', 'anchors_json'])
      .where('case_id', '=', caseId)
      .orderBy('position')
      .execute();
    return rows.map((row) => ({ text: row.text, anchors: anchorsFromJson(row.anchors_json) }));
  },
});

/** Every column of a case with the names of its people; shared with the case list. */
export const selectCases = (db: Db) =>
  db
    .selectFrom('legal_case as c')
    .innerJoin('user as h', 'h.id', 'c.holder_user_id')
    .innerJoin('user as o', 'o.id', 'c.opened_by')
    .select([
      'c.id',
      'c.number',
      'c.kind',
      'c.request_type',
      'c.title',
      'c.status',
      'c.severity',
      'c.holder_user_id',
      'h.name as holder_name',
      'c.due_on',
      'c.due_zone',
      'c.revision',
      'c.opened_by',
      'o.name as opened_by_name',
      'c.opened_at_ms',
      'c.changed_at_ms',
    ]);

type CaseRow = Awaited<ReturnType<ReturnType<typeof selectCases>['executeTakeFirstOrThrow']>>;

const caseRowSchema = z.object({
  id: caseIdSchema,
  kind: caseKindSchema,
  status: caseStatusSchema,
  severity: severitySchema,
  request_type: requestTypeSchema,
  holder_user_id: userIdSchema,
  opened_by: userIdSchema,
});

/** A row of `selectCases` as a case. */
export const caseFromRow = (row: CaseRow): LegalCase => {
  const known = caseRowSchema.parse(row);
  return {
    id: known.id,
    number: row.number,
    kind: known.kind,
    requestType: known.request_type,
    title: row.title,
    status: known.status,
    severity: known.severity,
    holder: { id: known.holder_user_id, name: row.holder_name },
    dueOn: row.due_on,
    dueZone: row.due_zone,
    revision: row.revision,
    openedBy: known.opened_by,
    openedByName: row.opened_by_name,
    openedAtMs: row.opened_at_ms,
    changedAtMs: row.changed_at_ms,
  };
};
