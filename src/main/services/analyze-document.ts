import type { Analysis } from '../../core/requests/analyze-pages.ts';
import type { PageText } from '../../core/text/page-text.ts';
import type { DocumentAnalyzer } from '../documents/document-analyzer.ts';
import type { DocumentRecord } from '../store/document-store.ts';
import type { StoredReading } from '../store/reading-store.ts';
import type { OpenDesk } from './context.ts';

/** A request is told within its first pages; exhibits behind it are searched, not analysed. */
const MOST_PAGES = 400;
const MOST_CHARS = 2_000_000;
const PAGES_AT_ONCE = 100;

const NOTHING_READ: Analysis = {
  languages: [],
  type: 'unknown',
  typeConfidence: 0,
  typeReasons: [],
  facts: [],
  urls: [],
  summary: [],
  title: '',
};

/**
 * Analyses a document whose pages are stored. When the analysis breaks, the reading says that nothing was recognised, and a remark says why;
 * the document itself is as good as before.
 */
export const analyzeDocument = async (
  { desk, analyzer }: { readonly desk: OpenDesk; readonly analyzer: DocumentAnalyzer },
  document: DocumentRecord,
): Promise<{ readonly reading: StoredReading; readonly remarks: readonly string[] }> => {
  const pages = await firstPages(desk, document);
  const reply = await analyzer.analyze({ documentSha256: document.sha256, mediaType: document.mediaType, pages });
  const analysis = reply.kind === 'analysed' ? reply.analysis : NOTHING_READ;
  return {
    reading: { packVersion: analyzer.packVersion, analysisJson: JSON.stringify(analysis), readAtMs: desk.now() },
    remarks: reply.kind === 'analysed' ? [] : [`It can be read and searched, but no suggestions could be made (${reply.problem}).`],
  };
};

const firstPages = async (desk: OpenDesk, document: DocumentRecord): Promise<PageText[]> => {
  const pages: PageText[] = [];
  let chars = 0;
  while (pages.length < MOST_PAGES && chars < MOST_CHARS) {
    const next = await desk.stores.pages.list(document.id, pages.length + 1, PAGES_AT_ONCE);
    pages.push(...next);
    chars += next.reduce((sum, page) => sum + page.text.length, 0);
    if (next.length < PAGES_AT_ONCE) break;
  }
  return pages;
};
