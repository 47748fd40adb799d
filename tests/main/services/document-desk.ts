import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { DocumentId } from '../../../src/core/ids.ts';
import { startDocumentWork, type DocumentWork } from './document-work.ts';
import type { ReaderLimits } from '../../../src/main/documents/reader-limits.ts';
import { importStream } from '../../../src/main/services/import-stream.ts';
import type { OpenDesk } from '../../../src/main/services/context.ts';
import { openTestDesk } from './test-desk.ts';

export const READING_PACK_DIR = fileURLToPath(new URL('../../../resources/policy/reading/', import.meta.url));

/** A test desk on the real clock with the real background work on its documents. */
export const openDocumentDesk = async (limits: Partial<ReaderLimits> = {}) => {
  const test = await openTestDesk();
  const desk: OpenDesk = { ...test.desk, now: Date.now };
  const context = { ...test.ines, desk };
  let work: DocumentWork | undefined = await startDocumentWork(desk, { readingPackDir: READING_PACK_DIR, reader: { limits } });
  const filesDir = join(desk.vaultDir, 'incoming');
  mkdirSync(filesDir);

  return {
    ...test,
    desk,
    context,
    filesDir,
    runner: () => work?.runner as DocumentWork['runner'],
    /** Uploads bytes in pieces, as a window does. */
    upload: (name: string, bytes: Uint8Array, more: { caseId?: Parameters<typeof importStream>[1]['caseId'] } = {}) =>
      importStream(context, { name, stream: inPieces(bytes), ...(more.caseId === undefined ? {} : { caseId: more.caseId }) }),
    /** Writes a file of this machine. */
    file: (name: string, bytes: Uint8Array | string): string => {
      const path = join(filesDir, name);
      writeFileSync(path, bytes);
      return path;
    },
    document: async (id: DocumentId | undefined) => {
      const found = id && (await desk.stores.documents.byId(id));
      if (!found) throw new Error('There is no such document.');
      return found;
    },
    restart: async () => {
      await work?.stop();
      work = await startDocumentWork(desk, { readingPackDir: READING_PACK_DIR, reader: { limits } });
    },
    stop: async () => {
      await work?.stop();
      work = undefined;
    },
    dispose: async () => {
      await work?.stop();
      await test.dispose();
    },
  };
};

export type DocumentDesk = Awaited<ReturnType<typeof openDocumentDesk>>;

async function* inPieces(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += 10_000) yield bytes.subarray(at, at + 10_000);
}
