import { Worker } from 'node:worker_threads';
import type { Sha256 } from '../../core/ids.ts';
import type { Analysis } from '../../core/requests/analyze-pages.ts';
import type { ReadingPack } from '../../core/requests/reading-pack.ts';
import type { PageText } from '../../core/text/page-text.ts';
import { workerEntry } from './worker-entry.ts';

/** A document read, ready to be analysed. */
export interface AnalysisInput {
  readonly documentSha256: Sha256;
  readonly mediaType: string;
  readonly pages: readonly PageText[];
}

/** What the analysis thread is told and answers. */
export interface AnalysisRequest {
  readonly document: AnalysisInput;
  readonly pack: ReadingPack;
}
export type AnalysisReply =
  | { readonly kind: 'analysed'; readonly analysis: Analysis; readonly ms: number }
  | { readonly kind: 'failed'; readonly problem: string };

/** Analyses documents in a thread of its own, one after the other. `failed`: the rules broke or took too long on this document. */
export interface DocumentAnalyzer {
  /** The versions of the rules that it goes by. */
  readonly packVersion: string;
  readonly analyze: (document: AnalysisInput) => Promise<AnalysisReply>;
  /** Starts the thread ahead of the first document: loading the rules takes it a second or two. */
  readonly prepare: () => void;
  /** Ends the thread; what is under way ends as `failed`. */
  readonly close: () => Promise<void>;
}

const LIMIT_MS = 60_000;
const HEAP_MB = 2_048;

/** Makes an analyser that goes by `pack`; its thread starts when first needed, and anew after one that hung or died. */
export const createDocumentAnalyzer = ({
  pack,
  limitMs = LIMIT_MS,
}: {
  readonly pack: ReadingPack;
  readonly limitMs?: number;
}): DocumentAnalyzer => {
  let worker: Worker | undefined;
  let last: Promise<unknown> = Promise.resolve();

  const drop = async (): Promise<void> => {
    const dropped = worker;
    worker = undefined;
    await dropped?.terminate();
  };

  const start = (): Worker => {
    worker ??= new Worker(workerEntry('analysis-worker'), {
      name: 'analysis',
      resourceLimits: { maxOldGenerationSizeMb: HEAP_MB },
      stdout: true,
      stderr: true,
    });
    worker.unref();
    return worker;
  };

  const analyzeNext = (document: AnalysisInput): Promise<AnalysisReply> =>
    new Promise((resolve) => {
      const thread = start();
      thread.ref();
      const over = (reply: AnalysisReply, keep: boolean): void => {
        clearTimeout(timer);
        thread.off('message', answered).off('error', died).off('exit', ended);
        thread.unref();
        if (keep) resolve(reply);
        else void drop().then(() => resolve(reply));
      };
      const answered = (reply: AnalysisReply): void => over(reply, true);
      const died = (error: Error): void => over({ kind: 'failed', problem: error.message }, false);
      const ended = (): void => over({ kind: 'failed', problem: 'the analysis ended unexpectedly' }, false);
      const timer = setTimeout(
        () => over({ kind: 'failed', problem: `it took longer than ${Math.round(limitMs / 1_000)} seconds` }, false),
        limitMs,
      );
      thread.on('message', answered).on('error', died).on('exit', ended);
      thread.postMessage({ document, pack } satisfies AnalysisRequest, []);
    });

  return {
    packVersion: `types ${pack.types.version}, vocabulary ${pack.vocabulary.version}, laws ${pack.laws.version}, conduct ${pack.conduct.version}`,
    analyze: (document) => {
      const next = last.then(() => analyzeNext(document));
      last = next;
      return next;
    },
    prepare: () => void start(),
    close: drop,
  };
};
