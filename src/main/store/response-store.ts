import { z } from 'zod';
import { caseIdSchema, responseVersionIdSchema, userIdSchema, type CaseId, type ResponseVersionId, type UserId } from '../../core/ids.ts';
import { responseBlockSchema, type ResponseBlock } from '../../core/responses/response.ts';
import { templateFieldsSchema, type TemplateFields } from '../../core/responses/template-fields.ts';
import type { Db } from './database.ts';
import { fromJson } from './json-column.ts';

/** A version of a response as it is kept: never changed, never deleted. `fields` is what the template was filled with. */
export interface StoredVersion {
  readonly id: ResponseVersionId;
  readonly caseId: CaseId;
  readonly versionNo: number;
  readonly templateId: string;
  readonly templateVersion: string;
  readonly blocks: readonly ResponseBlock[];
  readonly fields: TemplateFields;
  readonly writtenBy: UserId;
  readonly writtenByName: string;
  readonly writtenAtMs: number;
}

const blocksSchema = z.array(responseBlockSchema);

/** The versions of responses. */
export const createResponseStore = (db: Db) => {
  const select = () =>
    db
      .selectFrom('response_version as v')
      .innerJoin('user as u', 'u.id', 'v.written_by')
      .selectAll('v')
      .select('u.name as written_by_name');
  type Row = Awaited<ReturnType<ReturnType<typeof select>['executeTakeFirstOrThrow']>>;
  const fromRow = (row: Row): StoredVersion => ({
    id: responseVersionIdSchema.parse(row.id),
    caseId: caseIdSchema.parse(row.case_id),
    versionNo: row.version_no,
    templateId: row.template_id,
    templateVersion: row.template_version,
    blocks: fromJson(blocksSchema, row.blocks_json),
    fields: fromJson(templateFieldsSchema, row.fields_json),
    writtenBy: userIdSchema.parse(row.written_by),
    writtenByName: row.written_by_name,
    writtenAtMs: row.written_at_ms,
  });

  return {
    async insert(version: Omit<StoredVersion, 'writtenByName'>): Promise<void> {
      await db
        .insertInto('response_version')
        .values({
          id: version.id,
          case_id: version.caseId,
          version_no: version.versionNo,
          template_id: version.templateId,
          template_version: version.templateVersion,
          blocks_json: JSON.stringify(version.blocks),
          fields_json: JSON.stringify(version.fields),
          written_by: version.writtenBy,
          written_at_ms: version.writtenAtMs,
        })
        .execute();
    },

    async newest(caseId: CaseId): Promise<StoredVersion | undefined> {
      const row = await select().where('v.case_id', '=', caseId).orderBy('v.version_no', 'desc').limit(1).executeTakeFirst();
      return row && fromRow(row);
    },

    async byNo(caseId: CaseId, versionNo: number): Promise<StoredVersion | undefined> {
      const row = await select().where('v.case_id', '=', caseId).where('v.version_no', '=', versionNo).executeTakeFirst();
      return row && fromRow(row);
    },

    async byId(id: ResponseVersionId): Promise<StoredVersion | undefined> {
      const row = await select().where('v.id', '=', id).executeTakeFirst();
      return row && fromRow(row);
    },

    /** Oldest first, without their words. */
    async list(caseId: CaseId): Promise<{ versionNo: number; writtenBy: UserId; writtenByName: string; writtenAtMs: number }[]> {
      const rows = await db
        .selectFrom('response_version as v')
        .innerJoin('user as u', 'u.id', 'v.written_by')
        .select(['v.version_no', 'v.written_by', 'v.written_at_ms', 'u.name'])
        .where('v.case_id', '=', caseId)
        .orderBy('v.version_no')
        .execute();
      return rows.map((row) => ({
        versionNo: row.version_no,
        writtenBy: userIdSchema.parse(row.written_by),
        writtenByName: row.name,
        writtenAtMs: row.written_at_ms,
      }));
    },
  };
};
