import {
  factFieldSchema,
  factStateSchema,
  factValueSchema,
  type FactField,
  type FactState,
  type FactValue,
} from '../../core/facts/fact.ts';
import type { CaseFact } from '../../core/facts/case-fact.ts';
import type { Anchor } from '../../core/evidence/anchor.ts';
import { anchorSchema } from '../../core/evidence/anchor.ts';
import { caseIdSchema, factIdSchema, userIdSchema, type CaseId, type FactId, type UserId } from '../../core/ids.ts';
import type { Db } from './database.ts';
import { createCaseDocumentStore } from './case-document-store.ts';
import { fromJson, placeOf, type Places } from './json-column.ts';

/** A fact about to be kept. `decidedBy` and `decidedAtMs` are given for what is not merely suggested. */
export interface NewFact {
  readonly id: FactId;
  readonly caseId: CaseId;
  readonly field: FactField;
  readonly kind?: string;
  readonly value: FactValue;
  readonly state: FactState;
  readonly origin: 'machine' | 'person';
  readonly confidence: number;
  readonly anchor: Anchor;
  readonly madeBy: UserId | null;
  readonly madeAtMs: number;
  readonly decidedBy: UserId | null;
  readonly decidedAtMs: number | null;
}

/** Facts of cases, with their labels `F1`, `F2` in the order they were made. */
export const createFactStore = (db: Db) => {
  const select = () =>
    db
      .selectFrom('fact as f')
      .leftJoin('user as m', 'm.id', 'f.made_by')
      .leftJoin('user as d', 'd.id', 'f.decided_by')
      .selectAll('f')
      .select(['m.name as made_by_name', 'd.name as decided_by_name']);
  type Row = Awaited<ReturnType<ReturnType<typeof select>['executeTakeFirstOrThrow']>>;

  const fromRow = (row: Row, places: Places): CaseFact => {
    const anchor = fromJson(anchorSchema, row.anchor_json);
    return {
      id: factIdSchema.parse(row.id),
      caseId: caseIdSchema.parse(row.case_id),
      label: `F${row.label_no}`,
      field: factFieldSchema.parse(row.field),
      ...(row.kind === null ? {} : { kind: row.kind }),
      value: fromJson(factValueSchema, row.value_json),
      state: factStateSchema.parse(row.state),
      origin: row.origin === 'machine' ? 'machine' : 'person',
      confidence: row.confidence,
      anchor,
      ...placeOf(places, anchor),
      ...(row.made_by === null ? {} : { madeBy: userIdSchema.parse(row.made_by) }),
      ...(row.made_by_name === null ? {} : { madeByName: row.made_by_name }),
      madeAtMs: row.made_at_ms,
      ...(row.decided_by === null ? {} : { decidedBy: userIdSchema.parse(row.decided_by) }),
      ...(row.decided_by_name === null ? {} : { decidedByName: row.decided_by_name }),
      ...(row.decided_at_ms === null ? {} : { decidedAtMs: row.decided_at_ms }),
    };
  };

  return {
    /** Keeps new facts of one case under the next labels, in their order. */
    async insertAll(facts: readonly NewFact[]): Promise<void> {
      const [first] = facts;
      if (!first) return;
      const { last } = await db
        .selectFrom('fact')
        .select(({ fn }) => fn.max<number | null>('label_no').as('last'))
        .where('case_id', '=', first.caseId)
        .executeTakeFirstOrThrow();
      for (const [index, fact] of facts.entries()) {
        await db
          .insertInto('fact')
          .values({
            id: fact.id,
            case_id: fact.caseId,
            label_no: (last ?? 0) + index + 1,
            field: fact.field,
            kind: fact.kind ?? null,
            value_json: JSON.stringify(fact.value),
            state: fact.state,
            origin: fact.origin,
            confidence: fact.confidence,
            anchor_json: JSON.stringify(fact.anchor),
            made_by: fact.madeBy,
            made_at_ms: fact.madeAtMs,
            decided_by: fact.decidedBy,
            decided_at_ms: fact.decidedAtMs,
          })
          .execute();
      }
    },

    /** All facts of a case in the order of their labels. */
    async list(caseId: CaseId): Promise<CaseFact[]> {
      const places = await createCaseDocumentStore(db).places(caseId);
      const rows = await select().where('f.case_id', '=', caseId).orderBy('f.label_no').execute();
      return rows.map((row) => fromRow(row, places));
    },

    async get(factId: FactId): Promise<CaseFact | undefined> {
      const row = await select().where('f.id', '=', factId).executeTakeFirst();
      return row && fromRow(row, await createCaseDocumentStore(db).places(caseIdSchema.parse(row.case_id)));
    },

    /** Records what a person decided on a fact; `null` for both when it is put back to suggested. */
    async decide(
      factId: FactId,
      decision: { state: FactState; value: FactValue; decidedBy: UserId | null; decidedAtMs: number | null },
    ): Promise<void> {
      await db
        .updateTable('fact')
        .set({
          state: decision.state,
          value_json: JSON.stringify(decision.value),
          decided_by: decision.decidedBy,
          decided_at_ms: decision.decidedAtMs,
        })
        .where('id', '=', factId)
        .execute();
    },
  };
};
