import { parentPort } from 'node:worker_threads';
import { analyzePages } from '../../core/requests/analyze-pages.ts';
import type { AnalysisRequest, AnalysisReply } from './document-analyzer.ts';

/** The thread in which documents are analysed, so that a long text holds nobody up. */

const port = parentPort;
if (!port) throw new Error('analysis-worker is a worker thread; it is not started by itself.');

port.on('message', ({ document, pack }: AnalysisRequest) => {
  let reply: AnalysisReply;
  try {
    const startMs = performance.now();
    const analysis = analyzePages(document, pack);
    reply = { kind: 'analysed', analysis, ms: Math.round(performance.now() - startMs) };
  } catch (error) {
    reply = { kind: 'failed', problem: error instanceof Error ? error.message : String(error) };
  }
  port.postMessage(reply);
});
