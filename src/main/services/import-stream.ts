import type { ImportOutcome } from '../../contract/documents.ts';
import { BlobError } from '../../core/evidence/blob-error.ts';
import type { CaseId } from '../../core/ids.ts';
import type { CallContext } from './context.ts';
import { receiveDocument } from './receive-document.ts';
import { watchedStream } from './watched-stream.ts';

/**
 * Takes in a file that a window uploads: it is encrypted while it arrives, and becomes a document once all of it lies safely in the vault.
 * A stream that breaks off leaves nothing behind.
 */
export const importStream = async (
  { desk, actor }: Pick<CallContext, 'desk' | 'actor'>,
  file: { readonly name: string; readonly stream: AsyncIterable<Uint8Array>; readonly caseId?: CaseId },
): Promise<ImportOutcome> => {
  const watched = watchedStream(file.stream);
  let blob;
  try {
    blob = await desk.blobs.put(watched.stream);
  } catch (error) {
    if (watched.sourceError() !== undefined)
      return {
        name: file.name,
        status: 'failed',
        reason: 'The upload broke off before all of the file had arrived. Nothing of it was kept; import it again.',
      };
    if (error instanceof BlobError) return { name: file.name, status: 'failed', reason: error.message };
    throw error;
  }
  const outcome = await desk.transaction((stores) =>
    receiveDocument(desk, stores, actor, { name: file.name, blob, head: watched.head(), caseId: file.caseId }),
  );
  desk.emit({ topics: ['documents', 'jobs', 'desk'] });
  return outcome;
};
