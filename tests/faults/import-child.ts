import { createHash, randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { userIdSchema } from '../../src/core/ids.ts';
import { startDocumentWork } from '../main/services/document-work.ts';
import { localFiles } from '../../src/main/documents/local-files.ts';
import type { OpenDesk } from '../../src/main/services/context.ts';
import { queueFiles } from '../../src/main/services/import-file.ts';
import { openDatabase } from '../../src/main/store/open-database.ts';
import { createStores } from '../../src/main/store/stores.ts';
import { openBlobStore } from '../../src/main/vault/blob-store.ts';

/** The program that a test kills: opens the desk in the folder given first, queues the folder given second, if any, and works until nothing waits. */

const USER_ID = userIdSchema.parse('6f1d1f6e-0c4f-4a53-9a52-3c7f0d2f8a01');
const keyOf = (what: string): Uint8Array => createHash('sha256').update(`specimen ${what}`).digest();

/** Opens the desk of the fault tests, and makes it if it is not there. */
export const openFaultDesk = async (dir: string): Promise<{ desk: OpenDesk; close: () => Promise<void> }> => {
  const path = join(dir, 'desk.db');
  const isNew = !existsSync(path);
  const opened = await openDatabase({ path, key: keyOf('database'), nowMs: Date.now(), create: isNew });
  if (!opened.ok) throw new Error(opened.failure.message);
  const { db, close } = opened.value;
  const stores = createStores(db);
  if (isNew) await stores.users.insert({ id: USER_ID, name: 'Robin Example', roles: ['investigator'], certificatePem: '', createdAtMs: 1 });
  const blobs = await openBlobStore({
    dir: join(dir, 'blobs'),
    wrappingKey: keyOf('blobs'),
    random: (sizeBytes) => crypto.getRandomValues(new Uint8Array(sizeBytes)),
  });
  const desk: OpenDesk = {
    deskId: 'desk-fault',
    deskName: 'Fault desk',
    vaultDir: dir,
    rootCertificatePem: '',
    stores,
    blobs,
    now: Date.now,
    newId: randomUUID,
    emit: () => undefined,
    transaction: (work) => db.transaction().execute((trx) => work(createStores(trx))),
  };
  return { desk, close };
};

const run = async (dir: string, folder: string | undefined): Promise<void> => {
  const { desk, close } = await openFaultDesk(dir);
  const actor = { userId: USER_ID, name: 'Robin Example', roles: ['investigator'] as const };
  if (folder !== undefined) for await (const file of queueFiles({ desk, actor }, localFiles, [folder])) void file;
  process.stdout.write('queued\n');
  const work = await startDocumentWork(desk, {
    readingPackDir: fileURLToPath(new URL('../../resources/policy/reading/', import.meta.url)),
  });
  await work.runner.idle();
  await work.stop();
  await close();
  process.stdout.write('done\n');
};

const [, script, dir, folder] = process.argv;
if (script === fileURLToPath(import.meta.url) && dir !== undefined) await run(dir, folder);
