import type { DocumentRow } from '../../contract/documents.ts';
import type { DocumentId } from '../../core/ids.ts';
import { fail, ok, type Result } from '../../core/result.ts';
import type { PageText } from '../../core/text/page-text.ts';
import type { DocumentScope, ListedDocument } from '../store/document-store.ts';
import { notReadYet } from './anchor-selection.ts';
import { notFound } from './change-case.ts';
import type { CallContext } from './context.ts';
import type { Failure } from './failure.ts';

/** Documents as a list shows them. */
export const listDocuments = async (
  { desk }: Pick<CallContext, 'desk'>,
  query: { readonly scope: DocumentScope; readonly filter?: string | undefined; readonly limit: number; readonly offset: number },
): Promise<{ total: number; rows: DocumentRow[] }> => {
  const { total, rows } = await desk.stores.documents.list(query);
  return { total, rows: rows.map(rowOf) };
};

export const getDocument = async (
  { desk }: Pick<CallContext, 'desk'>,
  documentId: DocumentId,
): Promise<Result<DocumentRow, Failure<'not-found'>>> => {
  const document = await desk.stores.documents.listed(documentId);
  return document ? ok(rowOf(document)) : fail(notFound('document'));
};

/** The text of one page. */
export const readPageText = async (
  { desk }: Pick<CallContext, 'desk'>,
  documentId: DocumentId,
  pageNo: number,
): Promise<Result<Omit<PageText, 'pageNo' | 'charBoxes'>, Failure<'not-found' | 'not-read-yet'>>> => {
  const document = await desk.stores.documents.byId(documentId);
  if (!document) return fail(notFound('document'));
  const page = await desk.stores.pages.get(documentId, pageNo);
  if (!page) return fail(notReadYet(document.state, pageNo));
  const { text, widthPt, heightPt, rotation, source } = page;
  return ok({ text, widthPt, heightPt, rotation, source });
};

const rowOf = (document: ListedDocument): DocumentRow => ({
  id: document.id,
  sha256: document.sha256,
  name: document.name,
  mediaType: document.mediaType,
  sizeBytes: document.sizeBytes,
  state: document.state,
  ...(document.reason === null ? {} : { reason: document.reason }),
  ...(document.pageCount === null ? {} : { pageCount: document.pageCount }),
  pagesRead: document.pagesRead,
  importedAtMs: document.importedAtMs,
  importedByName: document.importedByName,
  cases: document.cases,
  marks: document.marks,
});
