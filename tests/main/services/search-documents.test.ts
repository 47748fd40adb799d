import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { searchDocuments } from '../../../src/main/services/search-documents.ts';
import { openTestDesk, type TestDesk, valueOf } from './test-desk.ts';

let desk: TestDesk;
beforeEach(async () => {
  desk = await openTestDesk();
});
afterEach(() => desk.dispose());

const search = (query: string, scope = {}, limit = 200) => searchDocuments(desk.ines, { query, scope, limit });

describe('searchDocuments', () => {
  it('lists every place with an anchor that quotes it', async () => {
    const text = 'The Search Warrant covers account A-5550.\nThis search\nwarrant expires.';
    const { sha256 } = await desk.document('warrant.pdf', ['Nothing here', text]);
    const { total, more, hits } = await search('search warrant');
    expect({ total, more }).toEqual({ total: 2, more: false });
    expect(hits.map((hit) => hit.anchor.quote)).toEqual(['Search Warrant', 'search\nwarrant']);
    for (const { anchor } of hits) expect(text.slice(anchor.start, anchor.end)).toBe(anchor.quote);
    expect(hits[0]?.anchor).toMatchObject({ documentSha256: sha256, pageNo: 2, boxes: [[100, 700, 197, 710]] });
    expect(hits[1]?.anchor.boxes).toHaveLength(2);
    expect(hits[0]?.snippet.find((part) => part.hit)?.text).toBe('Search Warrant');
  });

  it('keeps to a case, in the order of its labels and pages', async () => {
    const second = await desk.document('b.pdf', ['subpoena', 'subpoena again']);
    const first = await desk.document('a.pdf', ['the subpoena']);
    await desk.document('stranger.pdf', ['subpoena elsewhere']);
    const { caseId, number } = valueOf(await desk.open({ documentIds: [first.id, second.id] }));
    const { hits } = await search('subpoena', { caseId });
    expect(hits.map((hit) => [hit.label, hit.pageNo, hit.caseNumber])).toEqual([
      ['D1', 1, number],
      ['D2', 1, number],
      ['D2', 2, number],
    ]);
    expect((await search('subpoena', { documentId: second.id })).hits.map((hit) => hit.pageNo)).toEqual([1, 2]);
    expect((await search('subpoena')).total).toBe(4);
  });

  it('finds parts of numbers and, where no word begins so, parts of words', async () => {
    await desk.document('x.pdf', ['Order LE4471222-B was unwarranted. 命令根据法律']);
    expect((await search('4471')).hits.map((hit) => hit.anchor.quote)).toEqual(['4471']);
    expect((await search('arrant')).hits.map((hit) => hit.anchor.quote)).toEqual(['arrant']);
    expect((await search('法律')).hits.map((hit) => hit.anchor.quote)).toEqual(['法律']);
    expect((await search('命令根据')).hits.map((hit) => hit.anchor.quote)).toEqual(['命令根据']);
  });

  it('takes nothing typed as syntax', async () => {
    await desk.document('x.pdf', ['A "quoted" NEAR word* (x) AND y']);
    for (const query of [
      '"',
      '"quoted',
      'NEAR(a b)',
      'text:word',
      'word*',
      'AND',
      'OR OR',
      '(((',
      '-word',
      '^A',
      '{a}:',
      '* *',
      "'",
      '\\',
      '%_',
      '\0word',
      'a"b"c',
      '""""',
    ]) {
      expect((await search(query)).ms, query).toBeGreaterThanOrEqual(0);
    }
    expect((await search('AND')).hits.map((hit) => hit.anchor.quote)).toEqual(['AND']);
    expect((await search('word*')).hits.map((hit) => hit.anchor.quote)).toEqual(['word']);
  });

  it('says when there is more than it was asked for', async () => {
    await desk.document(
      'many.pdf',
      Array.from({ length: 12 }, (_, index) => `specimen ${index}, specimen`),
    );
    expect(await search('specimen', {}, 10)).toMatchObject({ total: 20, more: true });
    expect(await search('specimen', {}, 12)).toMatchObject({ total: 24, more: false });
  });

  it('is quick among thousands of pages', async () => {
    const words = ['account', 'order', 'seller', 'notice', 'records', 'preserve', 'counsel', 'exhibit'];
    const { id } = await desk.document(
      'large.pdf',
      Array.from(
        { length: 1_200 },
        (_, page) =>
          Array.from({ length: 300 }, (_, index) => words[(page * 7 + index * index) % 8]).join(' ') + (page === 900 ? ' zebra' : ''),
      ),
    );
    const startMs = performance.now();
    expect((await search('zebra')).hits.map((hit) => hit.pageNo)).toEqual([901]);
    const { total, more } = await search('account', { documentId: id }, 1_000);
    expect({ isMany: total > 10_000, more }).toEqual({ isMany: true, more: true });
    expect(performance.now() - startMs).toBeLessThan(3_000);
  });
});
