import { analysisJson } from '../../core/requests/analysis-json.ts';
import { resourcePath } from '../project-files.ts';
import { CommandError, oneOperand, printJson, type Command } from './command.ts';

/** `casewright analyze`: what the desk reads in a file; needs no vault. */
export const analyzeCommand: Command = {
  name: 'analyze',
  usage: 'analyze FILE --json',
  help: 'Reads one file and prints what the desk would suggest: type, facts with their places, addresses, a summary. One JSON object; no vault is needed and nothing is kept.',
  options: { json: { type: 'boolean' } },
  run: async (arguments_) => {
    const path = oneOperand(analyzeCommand, arguments_);
    const [{ createDocumentAnalyzer }, { readFileForAnalysis }, { loadReadingPack }] = await Promise.all([
      import('../documents/document-analyzer.ts'),
      import('../documents/read-for-analysis.ts'),
      import('../documents/reading-pack-files.ts'),
    ]);
    const file = await readFileForAnalysis(path);
    if (!file.ok) throw new CommandError(file.failure.message);
    const { sha256, mediaType, pages, ms, reason } = file.value;
    const analyzer = createDocumentAnalyzer({ pack: await loadReadingPack(resourcePath('policy', 'reading')) });
    try {
      const reply = await analyzer.analyze({ documentSha256: sha256, mediaType, pages });
      if (reply.kind === 'failed') throw new CommandError(`The file was read, but could not be analysed: ${reply.problem}`);
      const json = analysisJson(reply.analysis, { sha256, mediaType, pages: pages.length }, { extract: ms, analyze: Math.round(reply.ms) });
      printJson(reason === undefined ? json : { ...json, reason });
      return 0;
    } finally {
      await analyzer.close();
    }
  },
};
