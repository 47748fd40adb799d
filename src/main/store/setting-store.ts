import { defaultSettings, type DeskSettings, deskSettingsSchema } from '../../core/desk/settings.ts';
import type { Db } from './database.ts';

/** The desk's settings; what was never saved has its default. */
export const createSettingStore = (db: Db) => ({
  read: async (): Promise<DeskSettings> => {
    const row = await db.selectFrom('setting').select('value_json').where('key', '=', KEY).executeTakeFirst();
    return row
      ? deskSettingsSchema.parse({ ...defaultSettings('UTC'), ...(JSON.parse(row.value_json) as object) })
      : defaultSettings('UTC');
  },
  write: async (settings: DeskSettings): Promise<void> => {
    const value_json = JSON.stringify(settings);
    await db
      .insertInto('setting')
      .values({ key: KEY, value_json })
      .onConflict((conflict) => conflict.column('key').doUpdateSet({ value_json }))
      .execute();
  },
});

const KEY = 'desk';
