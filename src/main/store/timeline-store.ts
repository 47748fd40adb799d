import type { CaseTimelineEntry } from '../../core/timeline/case-timeline-entry.ts';
import { precisionSchema, type TimelineTime } from '../../core/timeline/entry.ts';
import type { Anchor } from '../../core/evidence/anchor.ts';
import { caseIdSchema, timelineEntryIdSchema, userIdSchema, type CaseId, type TimelineEntryId, type UserId } from '../../core/ids.ts';
import type { Db } from './database.ts';
import { createCaseDocumentStore } from './case-document-store.ts';
import { anchorsFromJson, placed, type Places } from './json-column.ts';

/** Timeline entries of cases, with their labels `T1`, `T2`. */
export const createTimelineStore = (db: Db) => {
  const select = () =>
    db.selectFrom('timeline_entry as t').innerJoin('user as u', 'u.id', 't.made_by').selectAll('t').select('u.name as made_by_name');
  type Row = Awaited<ReturnType<ReturnType<typeof select>['executeTakeFirstOrThrow']>>;

  const fromRow = (row: Row, places: Places): CaseTimelineEntry => ({
    id: timelineEntryIdSchema.parse(row.id),
    caseId: caseIdSchema.parse(row.case_id),
    label: `T${row.label_no}`,
    title: row.title,
    who: row.who,
    time: {
      startMs: row.start_ms,
      ...(row.end_ms === null ? {} : { endMs: row.end_ms }),
      precision: precisionSchema.parse(row.precision),
      zone: row.zone,
    },
    anchors: placed(places, anchorsFromJson(row.anchors_json)),
    madeBy: userIdSchema.parse(row.made_by),
    madeByName: row.made_by_name,
    madeAtMs: row.made_at_ms,
    removed: row.removed_at_ms !== null,
  });

  return {
    async insert(entry: {
      id: TimelineEntryId;
      caseId: CaseId;
      title: string;
      who: string;
      time: TimelineTime;
      anchors: readonly Anchor[];
      madeBy: UserId;
      madeAtMs: number;
    }): Promise<void> {
      const { last } = await db
        .selectFrom('timeline_entry')
        .select(({ fn }) => fn.max<number | null>('label_no').as('last'))
        .where('case_id', '=', entry.caseId)
        .executeTakeFirstOrThrow();
      await db
        .insertInto('timeline_entry')
        .values({
          id: entry.id,
          case_id: entry.caseId,
          label_no: (last ?? 0) + 1,
          title: entry.title,
          who: entry.who,
          start_ms: entry.time.startMs,
          end_ms: entry.time.endMs ?? null,
          precision: entry.time.precision,
          zone: entry.time.zone,
          anchors_json: JSON.stringify(entry.anchors),
          made_by: entry.madeBy,
          made_at_ms: entry.madeAtMs,
        })
        .execute();
    },

    /** The entries of a case that are not removed, in the order of time. */
    async list(caseId: CaseId): Promise<CaseTimelineEntry[]> {
      const places = await createCaseDocumentStore(db).places(caseId);
      const rows = await select()
        .where('t.case_id', '=', caseId)
        .where('t.removed_at_ms', 'is', null)
        .orderBy('t.start_ms')
        .orderBy('t.label_no')
        .execute();
      return rows.map((row) => fromRow(row, places));
    },

    async get(entryId: TimelineEntryId): Promise<CaseTimelineEntry | undefined> {
      const row = await select().where('t.id', '=', entryId).executeTakeFirst();
      return row && fromRow(row, await createCaseDocumentStore(db).places(caseIdSchema.parse(row.case_id)));
    },

    async setRemoved(entryId: TimelineEntryId, removedAtMs: number | null): Promise<void> {
      await db.updateTable('timeline_entry').set({ removed_at_ms: removedAtMs }).where('id', '=', entryId).execute();
    },
  };
};
