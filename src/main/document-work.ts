import { createDocumentAnalyzer } from './documents/document-analyzer.ts';
import { createDocumentReader, type DocumentReaderOptions } from './documents/document-reader.ts';
import { localFiles } from './documents/local-files.ts';
import { loadReadingPack } from './documents/reading-pack-files.ts';
import { createJobRunner, type JobRunner } from './jobs/job-runner.ts';
import { mergeEvents } from './jobs/merge-events.ts';
import type { OpenDesk } from './services/context.ts';
import { importFileHandler } from './services/import-file.ts';
import { readDocumentHandler } from './services/read-document.ts';

/** The background work on an open desk's documents. */
export interface DocumentWork {
  readonly runner: JobRunner;
  /** Interrupts the work, so that the vault can be closed; what was interrupted goes on at the next start. */
  readonly stop: () => Promise<void>;
}

/** Starts importing, reading and analysing on an open desk: what waits, what a crash left, and what comes. */
export const startDocumentWork = async (desk: OpenDesk, { readingPackDir, reader: readerOptions }: { readonly readingPackDir: string; readonly reader?: DocumentReaderOptions }): Promise<DocumentWork> => {
  const pack = await loadReadingPack(readingPackDir);
  const reader = createDocumentReader(readerOptions);
  const analyzer = createDocumentAnalyzer({ pack });
  const events = mergeEvents(desk.emit);
  const quietDesk: OpenDesk = { ...desk, emit: events.emit };
  const runner = createJobRunner({ desk: quietDesk, handlers: { 'import-file': importFileHandler({ desk: quietDesk, files: localFiles }), 'read-document': readDocumentHandler({ desk: quietDesk, reader, analyzer }) } });
  runner.start();
  return {
    runner,
    stop: async () => {
      await runner.stop();
      await Promise.all([reader.close(), analyzer.close()]);
      events.flush();
    },
  };
};
