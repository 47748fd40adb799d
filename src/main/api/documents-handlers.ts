import { fail, ok } from '../../core/result.ts';
import { anchorSelection } from '../services/anchor-selection.ts';
import { fileDocuments } from '../services/file-documents.ts';
import { queuePaths } from '../services/import-file.ts';
import { getDocument, listDocuments, readPageText } from '../services/list-documents.ts';
import { searchDocuments } from '../services/search-documents.ts';
import type { Handlers } from './router.ts';

/** What the documents' handlers need of the machine; null where the window may not name its files, as in a browser. */
export interface DocumentsHandlersOptions {
  readonly files: Parameters<typeof queuePaths>[1] | null;
}

/** The calls about documents: lists, import, search and anchors. */
export const createDocumentsHandlers = ({ files }: DocumentsHandlersOptions): Handlers<'documents'> => ({
  list: async (context, input) => ok(await listDocuments(context, input)),
  get: (context, { documentId }) => getDocument(context, documentId),
  importPaths: async (context, input) =>
    files === null
      ? fail({
          kind: 'forbidden',
          message:
            'This window may not name files of the machine. Nothing was imported. Drop the files into the window or choose them there.',
        })
      : queuePaths(context, files, input),
  addToCase: (context, input) => fileDocuments(context, input),
  anchor: (context, input) => anchorSelection(context, input),
  search: async (context, input) => ok(await searchDocuments(context, input)),
  pageText: (context, { documentId, pageNo }) => readPageText(context, documentId, pageNo),
});
