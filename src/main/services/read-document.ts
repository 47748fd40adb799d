import { documentIdSchema } from '../../core/ids.ts';
import type { PageText } from '../../core/text/page-text.ts';
import type { DocumentAnalyzer } from '../documents/document-analyzer.ts';
import type { DocumentReader, ReadEnd } from '../documents/document-reader.ts';
import type { JobControl, JobHandler, JobOutcome } from '../jobs/job-handler.ts';
import type { DocumentRecord } from '../store/document-store.ts';
import { analyzeDocument } from './analyze-document.ts';
import type { OpenDesk } from './context.ts';

/** How often a document may break its reader in one go before it is marked. */
const MOST_BREAKS = 2;

export interface ReadDocumentOptions {
  readonly desk: OpenDesk;
  readonly reader: DocumentReader;
  readonly analyzer: DocumentAnalyzer;
}

/**
 * Reads a document's text, batch by batch, each in one transaction with the count of pages read: so reading goes on where it stopped, and what
 * is read can be searched while the rest goes on. Then analyses it. A document that can't be read is kept and marked with the reason.
 */
export const readDocumentHandler = ({ desk, reader, analyzer }: ReadDocumentOptions): JobHandler => ({
  run: async (control) => {
    const id = documentIdSchema.parse(control.job.subject);
    const document = await desk.stores.documents.byId(id);
    if (!document || document.state === 'read' || document.state === 'kept-unreadable') return { kind: 'done' };
    analyzer.prepare();
    const end = await readToEnd({ desk, reader }, control, document);
    if (end.kind === 'aborted') return { kind: 'interrupted' };
    return end.kind === 'read'
      ? finish({ desk, reader, analyzer }, control, document, end.damagedPages)
      : mark(desk, control, document, end.reason);
  },
  giveUp: async (stores, job, problem) => {
    await stores.documents.setReading(documentIdSchema.parse(job.subject), {
      state: 'kept-unreadable',
      reason: `Reading it failed: ${problem}`,
    });
  },
});

/** Reads on from the last page stored; after a break once more, with a new reader. */
const readToEnd = async (
  { desk, reader }: Omit<ReadDocumentOptions, 'analyzer'>,
  control: JobControl,
  document: DocumentRecord,
): Promise<Exclude<ReadEnd, { kind: 'broken' }>> => {
  if (document.sizeBytes > reader.limits.fileBytes) {
    return {
      kind: 'unreadable',
      reason: `The file has ${megabytes(document.sizeBytes)} MB; this desk reads up to ${megabytes(reader.limits.fileBytes)} MB. Split it and import the parts.`,
    };
  }
  for (let breaks = 1; ; breaks += 1) {
    const { pagesRead } = (await desk.stores.documents.byId(document.id)) ?? document;
    const end = await reader.read({
      bytes: await desk.blobs.read(document.sha256),
      fromPage: pagesRead + 1,
      signal: control.signal,
      onType: (mediaType) => desk.stores.documents.setReading(document.id, { mediaType }),
      onOpened: (opened) => noteOpened(desk, control, document, opened),
      onPages: (pages) => keepPages(desk, control, document, pages),
    });
    if (end.kind !== 'broken') return end;
    if (breaks >= MOST_BREAKS) return { kind: 'unreadable', reason: end.reason };
  }
};

const noteOpened = async (
  desk: OpenDesk,
  control: JobControl,
  document: DocumentRecord,
  { mediaType, pageCount }: { mediaType: string; pageCount: number },
): Promise<void> => {
  await desk.transaction(async (stores) => {
    await stores.documents.setReading(document.id, { state: 'reading', mediaType, pageCount });
    const { pagesRead } = (await stores.documents.byId(document.id)) ?? document;
    await control.progress(stores, pagesRead, pageCount);
  });
  control.emit({ topics: ['documents', 'jobs'] });
};

const keepPages = async (desk: OpenDesk, control: JobControl, document: DocumentRecord, pages: readonly PageText[]): Promise<void> => {
  await desk.transaction(async (stores) => {
    const known = (await stores.documents.byId(document.id)) ?? document;
    const fresh = pages.filter((page) => page.pageNo > known.pagesRead);
    await stores.pages.insert(document.id, fresh);
    const pagesRead = known.pagesRead + fresh.length;
    await stores.documents.setReading(document.id, { pagesRead });
    await control.progress(stores, pagesRead, known.pageCount);
  });
  control.emit({ topics: ['documents', 'jobs'] });
};

const finish = async (
  { desk, analyzer }: ReadDocumentOptions,
  control: JobControl,
  document: DocumentRecord,
  damagedPages: readonly number[],
): Promise<JobOutcome> => {
  const read = (await desk.stores.documents.byId(document.id)) ?? document;
  const analysed = await analyzeDocument({ desk, analyzer }, read);
  if (control.signal.aborted) return { kind: 'interrupted' };
  const remarks = [
    ...damageRemark(damagedPages),
    ...((await desk.stores.pages.hasText(document.id)) ? [] : [read.mediaType === 'application/pdf' ? NO_TEXT_IN_PDF : NO_TEXT]),
    ...analysed.remarks,
  ];
  await desk.transaction(async (stores) => {
    await stores.readings.put(document.id, analysed.reading);
    await stores.documents.setReading(document.id, { state: 'read', reason: remarks.length > 0 ? remarks.join(' ') : null });
    await control.endWith(stores, { pages: read.pagesRead });
  });
  control.emit({ topics: ['documents', 'jobs', 'desk', 'facts'] });
  return { kind: 'ended' };
};

/** Keeps a document that can't be read, or not to its end, with the reason. */
const mark = async (desk: OpenDesk, control: JobControl, document: DocumentRecord, reason: string): Promise<JobOutcome> => {
  await desk.transaction(async (stores) => {
    const { pagesRead, pageCount } = (await stores.documents.byId(document.id)) ?? document;
    const kept =
      pagesRead > 0
        ? ` ${pagesRead === 1 ? 'Page 1 was' : `Pages 1 to ${pagesRead}${pageCount === null ? '' : ` of ${pageCount}`} were`} read and can be searched.`
        : '';
    await stores.documents.setReading(document.id, { state: 'kept-unreadable', reason: `${reason}${kept}` });
    await control.endWith(stores, { reason });
  });
  control.emit({ topics: ['documents', 'jobs', 'desk'] });
  return { kind: 'ended' };
};

const NO_TEXT_IN_PDF = 'Its pages hold no text, only pictures: there is nothing to search or quote.';
const NO_TEXT = 'It holds no text: there is nothing to search or quote.';

const damageRemark = (pages: readonly number[]): string[] => {
  if (pages.length === 0) return [];
  const named = `${pages.slice(0, 10).join(', ')}${pages.length > 10 ? ' and others' : ''}`;
  return [pages.length === 1 ? `Page ${named} is damaged and was left empty.` : `Pages ${named} are damaged and were left empty.`];
};

const megabytes = (sizeBytes: number): string => Math.round(sizeBytes / 1024 / 1024).toLocaleString('en');
