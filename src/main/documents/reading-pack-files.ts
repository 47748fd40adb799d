import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { READING_PACK_FILES, readingPackSchema, type ReadingPack } from '../../core/requests/reading-pack.ts';

/** Reads the rules of the analysis from their folder (`resources/policy/reading`). Throws, naming the folder, if a file is missing or is not what it must be. */
export const loadReadingPack = async (dir: string): Promise<ReadingPack> => {
  const parts = await Promise.all(
    Object.entries(READING_PACK_FILES).map(
      async ([part, file]) => [part, JSON.parse(await readFile(join(dir, file), 'utf8')) as unknown] as const,
    ),
  );
  const parsed = readingPackSchema.safeParse(Object.fromEntries(parts));
  if (!parsed.success)
    throw new Error(
      `The reading rules in ${dir} can not be used: ${parsed.error.issues
        .map((issue) => `${issue.path.join('.')}: ${issue.message}`)
        .slice(0, 5)
        .join('; ')}`,
    );
  return parsed.data;
};
