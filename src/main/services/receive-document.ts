import type { ImportOutcome } from '../../contract/documents.ts';
import { type CaseId, documentIdSchema } from '../../core/ids.ts';
import type { DocumentRecord } from '../store/document-store.ts';
import type { Stores } from '../store/stores.ts';
import type { StoredBlob } from '../vault/blob-store.ts';
import type { Actor, OpenDesk } from './context.ts';
import { fileInCase } from './file-documents.ts';
import { recordAudit } from './record-audit.ts';

/** A file whose bytes lie safely in the vault, on their way to become a document. */
export interface ReceivedFile {
  readonly name: string;
  readonly blob: StoredBlob;
  /** The file's first bytes, enough to recognise a PDF before it is opened. */
  readonly head: Uint8Array;
  readonly caseId?: CaseId | undefined;
}

type By = Pick<Actor, 'userId' | 'name'>;

/**
 * Makes a document of a stored file: its row, the custody event, the audit record and the job that reads it, all in the caller's transaction.
 * Bytes that are here already become no second document; the outcome names the first.
 */
export const receiveDocument = async (
  desk: Pick<OpenDesk, 'deskId' | 'now' | 'newId'>,
  stores: Stores,
  actor: By,
  file: ReceivedFile,
): Promise<ImportOutcome> => {
  const { blob } = file;
  const name = cleanName(file.name);
  const existing = await stores.documents.bySha256(blob.sha256);
  const document = existing ?? (await insertDocument(desk, stores, actor, { name, blob, head: file.head }));
  if (existing) await readAgainIfCancelled(desk, stores, actor, existing);
  const filing =
    file.caseId === undefined ? null : await fileInCase(desk, stores, actor, { caseId: file.caseId, document, role: 'evidence' });
  const notFiled = filing && !filing.ok ? ` It was not filed in the case: ${filing.failure.message}` : '';
  const isEmpty = document.state === 'kept-unreadable' && !existing;
  const reason = `${existing ? `The same bytes are here already as “${existing.name}”.` : (document.reason ?? '')}${notFiled}`.trim();
  return {
    name,
    status: existing ? 'duplicate' : isEmpty ? 'kept-unreadable' : 'imported',
    documentId: document.id,
    sha256: document.sha256,
    sizeBytes: document.sizeBytes,
    ...(document.mediaType === UNKNOWN ? {} : { mediaType: document.mediaType }),
    ...(document.pageCount === null ? {} : { pages: document.pageCount }),
    ...(reason === '' ? {} : { reason }),
  };
};

const UNKNOWN = 'application/octet-stream';
const EMPTY_REASON = 'The file is empty (0 bytes). Ask the sender for it again.';

const insertDocument = async (
  desk: Pick<OpenDesk, 'deskId' | 'now' | 'newId'>,
  stores: Stores,
  actor: By,
  file: Pick<ReceivedFile, 'name' | 'blob' | 'head'>,
): Promise<DocumentRecord> => {
  const atMs = desk.now();
  const { sha256, sizeBytes } = file.blob;
  const isEmpty = sizeBytes === 0;
  const document = {
    id: documentIdSchema.parse(desk.newId()),
    sha256,
    name: file.name,
    mediaType: startsAsPdf(file.head) ? 'application/pdf' : UNKNOWN,
    sizeBytes,
    state: isEmpty ? ('kept-unreadable' as const) : ('stored' as const),
    reason: isEmpty ? EMPTY_REASON : null,
    importedBy: actor.userId,
    importedAtMs: atMs,
  };
  await stores.documents.insert(document);
  await stores.custody.append({
    documentId: document.id,
    caseId: null,
    atMs,
    actorId: actor.userId,
    action: 'received',
    reason: `Received as “${file.name}” (${sizeBytes} bytes)`,
    sha256Before: null,
    sha256After: sha256,
  });
  await recordAudit(desk, stores, {
    actor,
    action: 'document.received',
    subjectKind: 'document',
    subjectId: document.id,
    summary: `Received “${file.name}” (${sizeBytes} bytes)`,
    after: { sha256, sizeBytes, name: file.name },
  });
  if (!isEmpty) await enqueueReading(desk, stores, actor, document);
  return { ...document, pageCount: null, pagesRead: 0 };
};

const enqueueReading = (
  desk: Pick<OpenDesk, 'now' | 'newId'>,
  stores: Stores,
  actor: By,
  document: Pick<DocumentRecord, 'id' | 'name'>,
): Promise<string> =>
  stores.jobs.enqueue({
    id: desk.newId(),
    kind: 'read-document',
    subject: document.id,
    payload: { label: document.name, unit: 'pages', actorId: actor.userId, actorName: actor.name },
    nowMs: desk.now(),
  });

/** Who imports a file again whose reading was cancelled wants it read. */
const readAgainIfCancelled = async (
  desk: Pick<OpenDesk, 'now' | 'newId'>,
  stores: Stores,
  actor: By,
  document: DocumentRecord,
): Promise<void> => {
  const job = await stores.jobs.bySubject('read-document', document.id);
  if (job?.state !== 'cancelled' || document.state === 'read') return;
  await stores.documents.setReading(document.id, { state: 'stored', reason: null });
  await enqueueReading(desk, stores, actor, document);
};

const startsAsPdf = (head: Uint8Array): boolean => Buffer.from(head.buffer, head.byteOffset, head.byteLength).includes('%PDF-');

/** A name is shown, never used as a path: its last part, without control characters or marks that turn the reading direction, at most 300 characters. */
const cleanName = (name: string): string => {
  const last = name.split(/[/\\]/).at(-1) ?? '';
  const clean = last.replace(/[\p{Cc}\u061C\u200E\u200F\u202A-\u202E\u2066-\u2069]/gu, ' ').trim();
  return Array.from(clean).slice(0, 300).join('') || 'unnamed';
};
