import { describe, expect, it } from 'vitest';
import { sha256Schema } from '../../../src/core/ids.ts';
import { createDocumentAnalyzer } from '../../../src/main/documents/document-analyzer.ts';
import { loadReadingPack } from '../../../src/main/documents/reading-pack-files.ts';
import { READING_PACK_DIR } from '../services/document-desk.ts';
import { typedPage } from '../services/test-desk.ts';

const documentSha256 = sha256Schema.parse('a'.repeat(64));
const warrant = { documentSha256, mediaType: 'application/pdf', pages: [typedPage('SEARCH WARRANT\nSuperior Court of California\nTo any peace officer: you are commanded to search the account A-5550.')] };

describe('createDocumentAnalyzer', () => {
  it('analyses one document after the other in its thread', async () => {
    const analyzer = createDocumentAnalyzer({ pack: await loadReadingPack(READING_PACK_DIR) });
    const replies = await Promise.all([analyzer.analyze(warrant), analyzer.analyze({ ...warrant, pages: [] }), analyzer.analyze(warrant)]);
    await analyzer.close();
    expect(replies.map((reply) => (reply.kind === 'analysed' ? reply.analysis.type : reply.problem))).toEqual(['search-warrant', 'unknown', 'search-warrant']);
  });

  it('gives up on what takes too long, and goes on with the next', async () => {
    const pack = await loadReadingPack(READING_PACK_DIR);
    const hasty = createDocumentAnalyzer({ pack, limitMs: 1 });
    expect(await hasty.analyze(warrant)).toMatchObject({ kind: 'failed', problem: expect.stringContaining('longer than') });
    expect(await hasty.analyze(warrant)).toMatchObject({ kind: 'failed' });
    await hasty.close();
  });
});
