import { describe, expect, it } from 'vitest';
import type { PageText } from '../../../src/core/text/page-text.ts';
import { createDocumentReader } from '../../../src/main/documents/document-reader.ts';
import { encryptedPdf, exhaustingPdf, pdfOf } from './pdf-fixtures.ts';
import { readPages, textBytes } from './read-pages.ts';

const line = (pageNo: number): string[] => [`Page ${pageNo} of the specimen`, `Order 555-${pageNo}`];

describe('createDocumentReader', () => {
  it('reads 2,100 pages in their order, the first at once', async () => {
    const { end, pageCount, pages, mediaType } = await readPages(await pdfOf(2_100, line));
    expect({ end, pageCount, mediaType }).toEqual({
      end: { kind: 'read', damagedPages: [] },
      pageCount: 2_100,
      mediaType: 'application/pdf',
    });
    expect(pages.map((page) => page.pageNo)).toEqual(Array.from({ length: 2_100 }, (_, index) => index + 1));
    expect(pages[1_999]?.text).toBe('Page 2000 of the specimen\nOrder 555-2000');
  });

  it('goes on from the page it is told', async () => {
    const { pages } = await readPages(await pdfOf(40, line), {}, 33);
    expect(pages.map((page) => page.pageNo)).toEqual([33, 34, 35, 36, 37, 38, 39, 40]);
  });

  it('waits for its taker: a slow one holds the reading up', async () => {
    const reader = createDocumentReader({ threads: 1 });
    let taken = 0;
    let atOnce = 0;
    await reader.read({
      bytes: await pdfOf(300, line),
      fromPage: 1,
      onOpened: () => undefined,
      onPages: async (pages) => {
        atOnce += 1;
        expect(atOnce).toBe(1);
        await new Promise((resolve) => setTimeout(resolve, 5));
        taken += pages.length;
        atOnce -= 1;
      },
    });
    await reader.close();
    expect(taken).toBe(300);
  });

  it('gives a reason for what can not be opened', async () => {
    const whole = await pdfOf(3, line);
    const reasonOf = async (bytes: Uint8Array): Promise<string> => {
      const { end } = await readPages(bytes);
      return end.kind === 'unreadable' ? end.reason : JSON.stringify(end);
    };
    expect(await reasonOf(await encryptedPdf())).toContain('needs a password');
    expect(await reasonOf(whole.subarray(0, 60))).toContain('damaged or incomplete');
    expect(await reasonOf(new Uint8Array(0))).toContain('empty');
    expect(
      await reasonOf(
        Uint8Array.from([
          0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 13, 0x49, 0x48, 0x44, 0x52, 0, 0, 0, 1, 0, 0, 0, 1, 8, 6, 0, 0, 0,
        ]),
      ),
    ).toBe('An image: this desk does not read text in images yet.');
    expect(await reasonOf(Uint8Array.from({ length: 400 }, (_, index) => (index * 37) % 251))).toContain('not a text');
  });

  it('reads a PDF behind 3,000 bytes of garbage', async () => {
    const whole = await pdfOf(2, line);
    const garbage = new Uint8Array(3_000).fill(0x2e);
    const behind = await readPages(new Uint8Array([...garbage, ...whole]));
    expect(behind.pages.map((page) => page.text.split('\n')[0])).toEqual(['Page 1 of the specimen', 'Page 2 of the specimen']);
  });

  it('kills a reader that a page exhausts, keeps the pages before, and reads the next file', async () => {
    const reader = createDocumentReader({ threads: 1, limits: { pageMs: 500 } });
    const pages: PageText[] = [];
    const taking = { onOpened: () => undefined, onPages: (batch: readonly PageText[]) => void pages.push(...batch) };
    const end = await reader.read({ bytes: await exhaustingPdf(6_000_000), fromPage: 1, ...taking });
    expect(end).toEqual({ kind: 'broken', pageNo: 2, reason: 'Page 2 took longer than 0.5 seconds.' });
    expect(pages.map((page) => page.text)).toEqual(['The first page is harmless']);
    expect(await reader.read({ bytes: await pdfOf(1, line), fromPage: 1, ...taking })).toEqual({ kind: 'read', damagedPages: [] });
    await reader.close();
  });

  it('gives a document up that takes too long as a whole', async () => {
    const { end } = await readPages(
      await pdfOf(3_000, () => Array.from({ length: 40 }, (_, index) => `A line of print, number ${index}, that takes its time to read`)),
      { documentMs: 400 },
    );
    expect(end).toMatchObject({ kind: 'broken', reason: 'Reading it took longer than 0.4 seconds.' });
  });

  it('says what died of a lack of memory', async () => {
    const { end } = await readPages(textBytes(`<!doctype html>${'<p>many small paragraphs</p>'.repeat(1_500_000)}`), { heapMb: 64 });
    expect(end).toMatchObject({ kind: 'broken' });
    expect(end.kind === 'broken' && end.reason).toContain('more memory than allowed');
  });

  it('refuses more pages and bytes than its limits', async () => {
    const bytes = await pdfOf(11, line);
    expect((await readPages(bytes, { pages: 10 })).end).toMatchObject({ kind: 'unreadable', reason: expect.stringContaining('11 pages') });
    expect((await readPages(bytes, { fileBytes: 100 })).end).toMatchObject({ kind: 'unreadable' });
  });

  it('stops when told to', async () => {
    const reader = createDocumentReader({ threads: 1 });
    const abort = new AbortController();
    const end = await reader.read({
      bytes: await pdfOf(200, line),
      fromPage: 1,
      signal: abort.signal,
      onOpened: () => undefined,
      onPages: () => abort.abort(),
    });
    expect(end).toEqual({ kind: 'aborted' });
    await reader.close();
  });
});
