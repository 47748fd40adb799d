import { createDocumentAnalyzer } from './documents/document-analyzer.ts';
import { createDocumentReader } from './documents/document-reader.ts';
import { localFiles } from './documents/local-files.ts';
import { loadReadingPack } from './documents/reading-pack-files.ts';
import { createJobRunner, type JobRunner } from './jobs/job-runner.ts';
import { resourcePath } from './project-files.ts';
import { createOutboxWorker } from './sync/outbox-worker.ts';
import { createTarget } from './sync/targets/create-target.ts';
import type { OpenDesk } from './services/context.ts';
import { importFileHandler } from './services/import-file.ts';
import { createOutboxQueue } from './services/outbox-queue.ts';
import { readDocumentHandler } from './services/read-document.ts';

/** What goes on in the background while the desk is open: imports, reading, deliveries. */
export interface DeskWork {
  readonly runner: JobRunner;
  readonly start: () => void;
  /** Looks into the outbox now, after something was queued. */
  readonly wakeOutbox: () => void;
  /** Tries every packet that is due and waits for it; null when no target is set. */
  readonly syncNow: () => Promise<{ readonly delivered: number; readonly waiting: number; readonly problem: string | null } | null>;
  readonly stop: () => Promise<void>;
}

/** Puts the background work of an open desk together; nothing runs before `start`. `background`: whether it delivers by itself. */
export const composeWork = async (
  desk: OpenDesk,
  reportIncident: (where: string, error: unknown) => string,
  background: boolean,
): Promise<DeskWork> => {
  const reader = createDocumentReader({ threads: 2 });
  const analyzer = createDocumentAnalyzer({ pack: await loadReadingPack(resourcePath('policy', 'reading')) });
  const runner = createJobRunner({
    desk,
    handlers: {
      'import-file': importFileHandler({ desk, files: localFiles }),
      'read-document': readDocumentHandler({ desk, reader, analyzer }),
    },
  });
  await desk.stores.outbox.clearLeases();
  const outbox = createOutboxWorker({
    queue: createOutboxQueue(desk),
    targetOf: createTarget,
    now: desk.now,
    random: Math.random,
    onError: (error) => void reportIncident('outbox', error),
  });
  return {
    runner,
    start: () => {
      runner.start();
      if (background) outbox.start();
    },
    wakeOutbox: () => outbox.wake(),
    syncNow: async () => {
      const { target } = await desk.stores.settings.read();
      const { waiting } = await desk.stores.outbox.counts();
      if (target === null && waiting === 0) return null;
      await desk.stores.outbox.makeDue(desk.now());
      return outbox.runOnce();
    },
    stop: async () => {
      await outbox.stop();
      await runner.stop();
      await reader.close();
      await analyzer.close();
    },
  };
};
