// Writes migrations/schema.sql from the migrations; with --check only compares and exits 1 on a difference.
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { dumpSchema } from '../src/main/store/schema-dump.ts';

const path = join(import.meta.dirname, '..', 'migrations', 'schema.sql');
const wanted = await dumpSchema();

if (!process.argv.includes('--check')) {
  writeFileSync(path, wanted);
  console.log('migrations/schema.sql written.');
} else if (existsSync(path) && readFileSync(path, 'utf8') === wanted) {
  console.log('migrations/schema.sql fits the migrations.');
} else {
  console.error('migrations/schema.sql does not fit the migrations. Run `npm run schema:dump` and look at the difference.');
  process.exitCode = 1;
}
