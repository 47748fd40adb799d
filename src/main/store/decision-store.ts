import { decisionActionSchema, type CaseDecision, type DecisionAction } from '../../core/decisions/decision.ts';
import { SANCTIONS } from '../../core/decisions/decision-rules.ts';
import type { Anchor } from '../../core/evidence/anchor.ts';
import { caseIdSchema, decisionIdSchema, userIdSchema, type CaseId, type DecisionId, type UserId } from '../../core/ids.ts';
import type { Db } from './database.ts';
import { createCaseDocumentStore } from './case-document-store.ts';
import { anchorsFromJson, placed } from './json-column.ts';

/** Decisions of cases, with their labels `A1`, `A2`. */
export const createDecisionStore = (db: Db) => ({
  async insert(decision: {
    id: DecisionId;
    caseId: CaseId;
    action: DecisionAction;
    subject: string;
    policy: string;
    reason: string;
    anchors: readonly Anchor[];
    madeBy: UserId;
    madeAtMs: number;
  }): Promise<void> {
    const { last } = await db
      .selectFrom('decision')
      .select(({ fn }) => fn.max<number | null>('label_no').as('last'))
      .where('case_id', '=', decision.caseId)
      .executeTakeFirstOrThrow();
    await db
      .insertInto('decision')
      .values({
        id: decision.id,
        case_id: decision.caseId,
        label_no: (last ?? 0) + 1,
        action: decision.action,
        subject: decision.subject,
        policy: decision.policy,
        reason: decision.reason,
        anchors_json: JSON.stringify(decision.anchors),
        made_by: decision.madeBy,
        made_at_ms: decision.madeAtMs,
      })
      .execute();
  },

  /** Who made decisions in a case. */
  async makers(caseId: CaseId): Promise<UserId[]> {
    const rows = await db.selectFrom('decision').select('made_by').distinct().where('case_id', '=', caseId).execute();
    return rows.map((row) => userIdSchema.parse(row.made_by));
  },

  /** The decisions of a case in the order they were made. */
  async list(caseId: CaseId): Promise<CaseDecision[]> {
    const places = await createCaseDocumentStore(db).places(caseId);
    const rows = await db
      .selectFrom('decision as d')
      .innerJoin('user as u', 'u.id', 'd.made_by')
      .selectAll('d')
      .select('u.name as made_by_name')
      .where('d.case_id', '=', caseId)
      .orderBy('d.label_no')
      .execute();
    return rows.map((row) => ({
      id: decisionIdSchema.parse(row.id),
      caseId: caseIdSchema.parse(row.case_id),
      label: `A${row.label_no}`,
      action: decisionActionSchema.parse(row.action),
      subject: row.subject,
      policy: row.policy,
      reason: row.reason,
      anchors: placed(places, anchorsFromJson(row.anchors_json)),
      madeBy: userIdSchema.parse(row.made_by),
      madeByName: row.made_by_name,
      madeAtMs: row.made_at_ms,
    }));
  },

  /** Who decided against this subject before, in any case; letter case is ignored. */
  async sanctionsBy(subject: string): Promise<UserId[]> {
    const rows = await db
      .selectFrom('decision')
      .select('made_by')
      .distinct()
      .where((eb) => eb(eb.fn<string>('lower', ['subject']), '=', subject.toLowerCase()))
      .where('action', 'in', SANCTIONS)
      .execute();
    return rows.map((row) => userIdSchema.parse(row.made_by));
  },
});
