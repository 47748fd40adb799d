import { createDocumentAnalyzer } from '../../../src/main/documents/document-analyzer.ts';
import { createDocumentReader, type DocumentReaderOptions } from '../../../src/main/documents/document-reader.ts';
import { localFiles } from '../../../src/main/documents/local-files.ts';
import { loadReadingPack } from '../../../src/main/documents/reading-pack-files.ts';
import { createJobRunner, type JobRunner } from '../../../src/main/jobs/job-runner.ts';
import type { OpenDesk } from '../../../src/main/services/context.ts';
import { importFileHandler } from '../../../src/main/services/import-file.ts';
import { readDocumentHandler } from '../../../src/main/services/read-document.ts';

/** The background work on an open desk's documents. */
export interface DocumentWork {
  readonly runner: JobRunner;
  /** Interrupts the work, so that the vault can be closed; what was interrupted goes on at the next start. */
  readonly stop: () => Promise<void>;
}

/** Starts importing, reading and analysing on an open desk: what waits, what a crash left, and what comes. */
export const startDocumentWork = async (
  desk: OpenDesk,
  { readingPackDir, reader: readerOptions }: { readonly readingPackDir: string; readonly reader?: DocumentReaderOptions },
): Promise<DocumentWork> => {
  const pack = await loadReadingPack(readingPackDir);
  const reader = createDocumentReader(readerOptions);
  const analyzer = createDocumentAnalyzer({ pack });
  const runner = createJobRunner({
    desk,
    handlers: {
      'import-file': importFileHandler({ desk, files: localFiles }),
      'read-document': readDocumentHandler({ desk, reader, analyzer }),
    },
  });
  runner.start();
  return {
    runner,
    stop: async () => {
      await runner.stop();
      await Promise.all([reader.close(), analyzer.close()]);
    },
  };
};
