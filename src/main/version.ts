import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { PROGRAM_DIR } from './project-files.ts';

/** The program's version, from package.json. */
export const VERSION = z.object({ version: z.string() }).parse(JSON.parse(readFileSync(join(PROGRAM_DIR, 'package.json'), 'utf8'))).version;
