import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { documentIdSchema, sha256Schema, userIdSchema } from '../../../src/core/ids.ts';
import { searchWords } from '../../../src/core/text/search-words.ts';
import { typedPage } from '../services/test-desk.ts';
import { openTemporaryDatabase, TEST_USER_ID } from './temporary-database.ts';

let database: Awaited<ReturnType<typeof openTemporaryDatabase>>;
beforeEach(async () => {
  database = await openTemporaryDatabase();
});
afterEach(() => database.dispose());

describe('createSearchStore', () => {
  it('has an index that splits and folds words as the matcher does', async () => {
    const { db, stores } = database;
    const id = documentIdSchema.parse(randomUUID());
    await stores.documents.insert({
      id,
      sha256: sha256Schema.parse('a'.repeat(64)),
      name: 'letters.txt',
      mediaType: 'text/plain',
      sizeBytes: 1,
      state: 'read',
      reason: null,
      importedBy: userIdSchema.parse(TEST_USER_ID),
      importedAtMs: 1,
    });
    await sql`CREATE VIRTUAL TABLE temp.word USING fts5vocab('main', 'page_fts', 'instance')`.execute(db);
    // Every letter, digit and mark of the scripts in use for the languages this desk meets, each in the middle of a word.
    const ranges = [
      [0x20, 0x1bf],
      [0x300, 0x331],
      [0x386, 0x3ce],
      [0x400, 0x4ff],
      [0x5d0, 0x5ea],
      [0x620, 0x64a],
      [0x660, 0x669],
      [0x1ea0, 0x1ef9],
      [0x2010, 0x2027],
      [0x20a0, 0x20b9],
      [0x4e00, 0x4e80],
      [0xac00, 0xac40],
      [0xff10, 0xff5a],
    ] as const;
    const chars = ranges
      .flatMap(([from, to]) => Array.from({ length: to - from + 1 }, (_, index) => String.fromCodePoint(from + index)))
      .filter((char) => !/\p{Cn}/u.test(char));
    const text = chars.map((char, index) => `q${index}z${char}y`).join(' ');
    await stores.pages.insert(id, [typedPage(text)]);
    const { rows } = await sql<{ term: string }>`SELECT term FROM temp.word ORDER BY offset`.execute(db);
    const byIndex = rows.map((row) => row.term);
    const byMatcher = searchWords(text).map((word) => word.folded);
    const different = byMatcher.flatMap((word, at) => (word === byIndex[at] ? [] : [`${word} / ${byIndex[at]}`]));
    expect(different.slice(0, 20)).toEqual([]);
    expect(byMatcher.length).toBe(byIndex.length);
  });
});
