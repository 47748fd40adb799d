import { createHash } from 'node:crypto';
import { chmodSync, mkdirSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { storedAnalysisSchema } from '../../../src/core/requests/stored-analysis.ts';
import { localFiles } from '../../../src/main/documents/local-files.ts';
import { anchorSelection } from '../../../src/main/services/anchor-selection.ts';
import { cancelJob } from '../../../src/main/services/cancel-job.ts';
import { fileDocuments } from '../../../src/main/services/file-documents.ts';
import { queuePaths } from '../../../src/main/services/import-file.ts';
import { importPaths, type ImportResultLine } from '../../../src/main/services/import-paths.ts';
import { getDocument, listDocuments, readPageText } from '../../../src/main/services/list-documents.ts';
import { searchDocuments } from '../../../src/main/services/search-documents.ts';
import { encryptedPdf, exhaustingPdf, pdfOf } from '../documents/pdf-fixtures.ts';
import { textBytes } from '../documents/read-pages.ts';
import { openDocumentDesk, type DocumentDesk } from './document-desk.ts';
import { failureOf, valueOf } from './test-desk.ts';

let desk: DocumentDesk;
beforeEach(async () => {
  desk = await openDocumentDesk();
});
afterEach(() => desk.dispose());

const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');
const warrant = () =>
  pdfOf(3, (page) => ['SEARCH WARRANT', `Page ${page}: the account A-5550-${page} at Marlowe Example`, 'Issued June 2, 2026']);
const actions = async () => (await desk.stores.audit.list({ limit: 100 })).records.map((link) => link.record.action).reverse();
const linesOf = async (paths: string[]): Promise<ImportResultLine[]> => {
  const lines: ImportResultLine[] = [];
  for await (const line of importPaths(desk.context, { files: localFiles, runner: desk.runner() }, paths)) lines.push(line);
  return lines;
};

describe('importStream', () => {
  it('keeps the bytes, custody, audit and a job in one step, and then reads, indexes and analyses', async () => {
    const bytes = await warrant();
    const outcome = await desk.upload('warrant.pdf', bytes);
    expect(outcome).toMatchObject({
      name: 'warrant.pdf',
      status: 'imported',
      sha256: sha256(bytes),
      sizeBytes: bytes.length,
      mediaType: 'application/pdf',
    });
    const { custody } = { custody: await desk.db.selectFrom('custody_event').selectAll().execute() };
    expect(custody).toMatchObject([
      { action: 'received', sha256_before: null, sha256_after: sha256(bytes), actor_id: desk.context.actor.userId },
    ]);
    expect(await actions()).toEqual(['document.received']);
    await desk.runner().idle();
    expect(await desk.document(outcome.documentId)).toMatchObject({ state: 'read', pageCount: 3, pagesRead: 3, reason: null });
    expect(Buffer.from(await desk.desk.blobs.read((await desk.document(outcome.documentId)).sha256)).equals(bytes)).toBe(true);
    const { hits } = await searchDocuments(desk.context, { query: 'A-5550-2', scope: {}, limit: 10 });
    expect(hits).toMatchObject([{ pageNo: 2, documentName: 'warrant.pdf', anchor: { quote: 'A-5550-2' } }]);
    const reading = outcome.documentId && (await desk.stores.readings.get(outcome.documentId));
    expect(storedAnalysisSchema.parse(JSON.parse(reading ? reading.analysisJson : '')).type).toBe('search-warrant');
    expect(desk.events.flatMap((event) => event.topics)).toEqual(expect.arrayContaining(['documents', 'jobs']));
  });

  it('knows the same bytes again, under whatever name', async () => {
    const bytes = await warrant();
    const first = await desk.upload('warrant.pdf', bytes);
    const second = await desk.upload('copy.pdf', bytes);
    expect(second).toMatchObject({ status: 'duplicate', documentId: first.documentId, reason: expect.stringContaining('“warrant.pdf”') });
    expect((await listDocuments(desk.context, { scope: 'all', limit: 10, offset: 0 })).total).toBe(1);
  });

  it('keeps an empty file with its reason', async () => {
    const outcome = await desk.upload('nothing.pdf', new Uint8Array(0));
    expect(outcome).toMatchObject({ status: 'kept-unreadable', sizeBytes: 0, reason: expect.stringContaining('0 bytes') });
    await desk.runner().idle();
    expect((await desk.document(outcome.documentId)).state).toBe('kept-unreadable');
  });

  it('keeps nothing of an upload that breaks off', async () => {
    async function* broken(): AsyncGenerator<Uint8Array> {
      yield textBytes('%PDF-1.7 half of it');
      throw new Error('connection reset');
    }
    const { importStream } = await import('../../../src/main/services/import-stream.ts');
    expect(await importStream(desk.context, { name: 'half.pdf', stream: broken() })).toMatchObject({
      status: 'failed',
      reason: expect.stringContaining('broke off'),
    });
    expect((await listDocuments(desk.context, { scope: 'all', limit: 10, offset: 0 })).total).toBe(0);
    expect(await actions()).toEqual([]);
  });

  it('files what it imports in a case, and says why it could not', async () => {
    const request = await desk.upload('request.txt', textBytes('SUBPOENA for account A-5550'));
    await desk.runner().idle();
    const { caseId } = valueOf(await desk.open({ documentIds: [(await desk.document(request.documentId)).id] }));
    const outcome = await desk.upload('evidence.csv', textBytes('order,amount,when\n1,2,3\n4,5,6\n'), { caseId });
    expect(
      (await listDocuments(desk.context, { scope: { caseId }, limit: 10, offset: 0 })).rows.map((row) => [
        row.name,
        row.cases[0]?.label,
        row.cases[0]?.role,
      ]),
    ).toEqual([
      ['request.txt', 'D1', 'request'],
      ['evidence.csv', 'D2', 'evidence'],
    ]);
    expect(valueOf(await getDocument(desk.context, (await desk.document(outcome.documentId)).id)).cases).toMatchObject([
      { caseId, label: 'D2' },
    ]);
    await desk.setStatus(caseId, 'sealed');
    expect(await desk.upload('late.txt', textBytes('too late'), { caseId })).toMatchObject({
      status: 'imported',
      reason: expect.stringContaining('not filed'),
    });
    const late = (await listDocuments(desk.context, { scope: 'intake', limit: 10, offset: 0 })).rows;
    expect(late.map((row) => row.name)).toEqual(['late.txt']);
    expect(failureOf(await fileDocuments(desk.context, { caseId, documentIds: [late[0]?.id as never], role: 'evidence' }))).toBe(
      'case-closed',
    );
  });

  it('shows a name, never uses it as a path', async () => {
    expect((await desk.upload('../../etc/pass\u202Ewd\n.pdf', textBytes('a'))).name).toBe('pass wd .pdf');
    expect((await desk.upload('/', textBytes('b'))).name).toBe('unnamed');
  });
});

describe('importPaths', () => {
  it('accounts for every file of a folder, good or sick, and stops for none', async () => {
    const inner = join(desk.filesDir, 'inner');
    mkdirSync(inner);
    const bytes = await warrant();
    desk.file('a.pdf', bytes);
    desk.file('b-encrypted.pdf', await encryptedPdf());
    desk.file('c-truncated.pdf', bytes.subarray(0, 200));
    desk.file('d-empty.pdf', '');
    desk.file('e-not-a.pdf', '<!doctype html><p>Not a PDF');
    desk.file(
      'f.bin',
      Uint8Array.from({ length: 300 }, (_, index) => (index * 89) % 256),
    );
    desk.file('inner/g-same.pdf', bytes);
    symlinkSync(desk.filesDir, join(inner, 'loop'));
    const gone = join(desk.filesDir, 'gone.pdf');
    const lines = await linesOf([desk.filesDir, gone]);
    expect(lines.map(({ path, status, pages, mediaType }) => [path.slice(desk.filesDir.length + 1), status, pages, mediaType])).toEqual([
      ['a.pdf', 'imported', 3, 'application/pdf'],
      ['b-encrypted.pdf', 'kept-unreadable', undefined, 'application/pdf'],
      ['c-truncated.pdf', 'kept-unreadable', undefined, 'application/pdf'],
      ['d-empty.pdf', 'kept-unreadable', undefined, 'application/octet-stream'],
      ['e-not-a.pdf', 'imported', 1, 'text/html'],
      ['f.bin', 'kept-unreadable', undefined, 'application/octet-stream'],
      ['inner/g-same.pdf', 'duplicate', 3, 'application/pdf'],
      ['gone.pdf', 'failed', undefined, undefined],
    ]);
    expect(lines.map((line) => line.reason ?? '')).toEqual([
      '',
      expect.stringContaining('needs a password'),
      expect.stringContaining('damaged'),
      expect.stringContaining('0 bytes'),
      '',
      expect.stringContaining('not a text'),
      expect.stringContaining('“a.pdf”'),
      expect.stringContaining('no longer there'),
    ]);
    expect((await actions()).filter((action) => action === 'document.import-failed')).toHaveLength(1);
    // What failed can be had later: the same path again.
    desk.file('gone.pdf', 'there again');
    expect(await linesOf([gone])).toMatchObject([{ status: 'imported' }]);
  });

  it('names a file that may not be read', async () => {
    const path = desk.file('locked.txt', 'text');
    chmodSync(path, 0);
    const [line] = await linesOf([path]);
    // Whoever runs the tests as root may read everything.
    expect(line?.status).toBe(process.getuid?.() === 0 ? 'imported' : 'failed');
  });

  it('refuses a choice without files', async () => {
    mkdirSync(join(desk.filesDir, 'empty'));
    expect(failureOf(await queuePaths(desk.context, localFiles, { paths: [join(desk.filesDir, 'empty')] }))).toBe('no-files');
  });
});

describe('readDocumentHandler', () => {
  it('makes the first pages searchable while the rest is read, and goes on after a restart without a page lost or doubled', async () => {
    const outcome = await desk.upload(
      'long.pdf',
      await pdfOf(2_300, (page) => [
        `Specimen page ${page}`,
        ...Array.from({ length: 12 }, (_, line) => `Line ${line} of the record of orders`),
      ]),
    );
    const { id } = await desk.document(outcome.documentId);
    while ((await desk.document(id)).pagesRead < 60) await new Promise((resolve) => setTimeout(resolve, 5));
    const early = await searchDocuments(desk.context, { query: 'Specimen page', scope: { documentId: id }, limit: 1_000 });
    expect(early.total).toBeGreaterThanOrEqual(60);
    await desk.stop();
    const stopped = await desk.document(id);
    expect(stopped.state).toBe('reading');
    expect(stopped.pagesRead).toBeLessThan(2_300);
    await desk.restart();
    await desk.runner().idle();
    expect(await desk.document(id)).toMatchObject({ state: 'read', pageCount: 2_300, pagesRead: 2_300 });
    const { rows } = {
      rows: await desk.db.selectFrom('page').select('page_no').where('document_id', '=', id).orderBy('page_no').execute(),
    };
    expect(rows.map((row) => row.page_no)).toEqual(Array.from({ length: 2_300 }, (_, index) => index + 1));
    expect((await searchDocuments(desk.context, { query: '"Specimen page 2299"', scope: {}, limit: 10 })).total).toBe(1);
  });

  it('marks a document that breaks its reader twice, keeps the pages before, and reads the others', async () => {
    await desk.dispose();
    desk = await openDocumentDesk({ pageMs: 500 });
    const evil = await desk.upload('evil.pdf', await exhaustingPdf(6_000_000));
    const good = await desk.upload('good.txt', textBytes('An honest text'));
    await desk.runner().idle();
    expect(await desk.document(evil.documentId)).toMatchObject({
      state: 'kept-unreadable',
      pagesRead: 1,
      reason: 'Page 2 took longer than 0.5 seconds. Page 1 was read and can be searched.',
    });
    expect((await desk.document(good.documentId)).state).toBe('read');
    const job = evil.documentId && (await desk.stores.jobs.bySubject('read-document', evil.documentId));
    expect(job).toMatchObject({ state: 'done' });
    expect((await searchDocuments(desk.context, { query: 'harmless', scope: {}, limit: 10 })).total).toBe(1);
  });

  it('stops a reading that someone cancels, and goes on when the file is imported again', async () => {
    const bytes = await pdfOf(1_500, (page) => [`Specimen page ${page}`]);
    const outcome = await desk.upload('long.pdf', bytes);
    const { id } = await desk.document(outcome.documentId);
    while ((await desk.document(id)).pagesRead < 40) await new Promise((resolve) => setTimeout(resolve, 5));
    const job = await desk.stores.jobs.bySubject('read-document', id);
    valueOf(await cancelJob(desk.context, job?.id ?? ''));
    await desk.runner().idle();
    const stopped = await desk.document(id);
    expect(stopped).toMatchObject({
      state: 'kept-unreadable',
      reason: expect.stringContaining('Ines Example stopped the reading after page'),
    });
    expect(await desk.upload('long.pdf', bytes)).toMatchObject({ status: 'duplicate' });
    await desk.runner().idle();
    expect(await desk.document(id)).toMatchObject({ state: 'read', pagesRead: 1_500, reason: null });
  });
});

describe('anchorSelection', () => {
  it('answers our own words and boxes for what the window selected', async () => {
    const outcome = await desk.upload('warrant.pdf', await warrant());
    await desk.runner().idle();
    const { id } = await desk.document(outcome.documentId);
    const anchor = valueOf(
      await anchorSelection(desk.context, { documentId: id, pageNo: 2, quote: 'account  A-5550-2 at', boxes: [[100, 700, 300, 712]] }),
    );
    expect(anchor.quote).toBe('account A-5550-2 at');
    const { text } = valueOf(await readPageText(desk.context, id, 2));
    expect(text.slice(anchor.start, anchor.end)).toBe(anchor.quote);
    expect(anchor.boxes).toHaveLength(1);
    expect(failureOf(await anchorSelection(desk.context, { documentId: id, pageNo: 2, quote: 'A-5550-3', boxes: [] }))).toBe(
      'quote-not-found',
    );
    expect(failureOf(await anchorSelection(desk.context, { documentId: id, pageNo: 4, quote: 'account', boxes: [] }))).toBe('not-read-yet');
  });
});
