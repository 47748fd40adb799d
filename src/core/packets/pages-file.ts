import { boxesForRange, type PageText } from '../text/page-text.ts';
import { canonicalJson } from './canonical-json.ts';
import type { PageRecord } from './records.ts';

/** The bytes of a document's `pages.jsonl`: each page's text, the engine that read it, and a box for every word that has a place. */
export const pagesFile = (pages: readonly PageText[], engine: string): Uint8Array =>
  new TextEncoder().encode(pages.map((page) => `${canonicalJson(pageRecord(page, engine))}\n`).join(''));

const pageRecord = (page: PageText, engine: string): PageRecord => {
  const words: PageRecord['words'][number][] = [];
  for (const match of page.text.matchAll(/\S+/gu)) {
    const end = match.index + match[0].length;
    for (const [x0, y0, x1, y1] of boxesForRange(page, match.index, end)) words.push([match.index, end, x0, y0, x1, y1]);
  }
  return {
    pageNo: page.pageNo,
    widthPt: page.widthPt,
    heightPt: page.heightPt,
    rotation: page.rotation,
    source: page.source,
    engine,
    text: page.text,
    words,
  };
};
