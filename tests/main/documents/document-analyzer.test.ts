import { afterAll, describe, expect, it } from 'vitest';
import { createDocumentAnalyzer } from '../../../src/main/documents/document-analyzer.ts';
import { loadReadingPack } from '../../../src/main/documents/reading-pack-files.ts';
import { sha256Schema } from '../../../src/core/ids.ts';

const analyzer = createDocumentAnalyzer({ pack: await loadReadingPack('resources/policy/reading'), limitMs: 20_000 });
afterAll(() => analyzer.close());

const page = (text: string) =>
  ({ pageNo: 1, widthPt: 612, heightPt: 792, rotation: 0, source: 'plain', text, charBoxes: new Float32Array() }) as const;
const documentOf = (text: string) => ({ documentSha256: sha256Schema.parse('a'.repeat(64)), mediaType: 'text/plain', pages: [page(text)] });

describe('createDocumentAnalyzer', () => {
  it('analyses one document after another in the same thread', async () => {
    for (const text of [
      'SEARCH WARRANT\nYou are commanded to search the account.',
      'Nothing of the kind.',
      'GRAND JURY SUBPOENA\nYou are commanded to appear.',
    ]) {
      expect(await analyzer.analyze(documentOf(text))).toMatchObject({ kind: 'analysed' });
    }
  });

  it('answers requests that overlap, each with its own analysis', async () => {
    const replies = await Promise.all(
      [
        'SEARCH WARRANT\nTo any peace officer: you are commanded to search the account described below. Proof by affidavit shows probable cause.',
        'SUBPOENA TO TESTIFY BEFORE A GRAND JURY\nYou are commanded to appear before the grand jury.',
      ].map((text) => analyzer.analyze(documentOf(text))),
    );
    expect(replies.map((reply) => (reply.kind === 'analysed' ? reply.analysis.type : reply.problem))).toEqual([
      'search-warrant',
      'grand-jury-subpoena',
    ]);
  });
});
