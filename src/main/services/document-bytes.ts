import type { DocumentId } from '../../core/ids.ts';
import type { CallContext } from './context.ts';

/** A document's bytes for a viewer or to be saved: any stretch of them, deciphered as it is read. */
export interface DocumentBytes {
  readonly name: string;
  readonly sizeBytes: number;
  /** The bytes `[start, end)`. */
  readonly stream: (start: number, end: number) => AsyncIterable<Uint8Array>;
}

/** Opens a document's bytes, or null if the desk has no such document. */
export const openDocumentBytes = async ({ desk }: Pick<CallContext, 'desk'>, documentId: DocumentId): Promise<DocumentBytes | null> => {
  const document = await desk.stores.documents.byId(documentId);
  if (!document) return null;
  const blob = await desk.blobs.open(document.sha256);
  return { name: document.name, sizeBytes: blob.sizeBytes, stream: (start, end) => blob.stream(start, end) as AsyncIterable<Uint8Array> };
};
