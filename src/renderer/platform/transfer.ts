import type { ImportOutcome } from '../../contract/documents.ts';
import type { Verification } from '../../core/packets/packet.ts';
import { fail, ok, type Result } from '../../core/result.ts';
import { bridge, dataOrigin } from './host.ts';

/** Where the original bytes of a document are read; ranges are allowed. */
export const documentUrl = (documentId: string): string => `${dataOrigin()}/documents/${documentId}`;

/** What can be saved to a file: a response, a packet, or the organisation's root certificate. */
export type Artifact =
  | { readonly kind: 'response'; readonly versionId: string; readonly format: 'docx' | 'pdf' }
  | { readonly kind: 'packet'; readonly packetId: string }
  | { readonly kind: 'root-certificate' }
  | { readonly kind: 'document'; readonly documentId: string };

const artifactPath = (artifact: Artifact): string => {
  if (artifact.kind === 'response') return `/artifacts/response/${artifact.versionId}.${artifact.format}`;
  if (artifact.kind === 'packet') return `/artifacts/packet/${artifact.packetId}.zip`;
  return artifact.kind === 'document' ? `/documents/${artifact.documentId}` : '/artifacts/root.pem';
};

/** Where an artifact is read, for previews. */
export const artifactUrl = (artifact: Artifact): string => `${dataOrigin()}${artifactPath(artifact)}`;

/** Saves an artifact under a name the person can change; false when they cancelled. */
export const saveFile = async (artifact: Artifact, suggestedName: string): Promise<boolean> => {
  const electron = bridge();
  if (electron) return electron.saveArtifact(artifactPath(artifact), suggestedName);
  download(artifactUrl(artifact), suggestedName);
  return true;
};

/** Whether text made in the window can be saved as a file here; Electron refuses downloads that the desk did not make. */
export const canSaveText = (): boolean => bridge() === undefined;

/** Saves text made in the window. */
export const saveText = (text: string, suggestedName: string): void => {
  const url = URL.createObjectURL(new Blob([text], { type: 'text/plain;charset=utf-8' }));
  download(url, suggestedName);
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
};

const download = (url: string, name: string): void => {
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  document.body.append(link);
  link.click();
  link.remove();
};

/** Options of a transfer: progress from 0 to 1 in bytes sent, and a signal that stops it. */
export interface TransferOptions {
  readonly caseId?: string | undefined;
  readonly onProgress?: ((sentBytes: number, totalBytes: number) => void) | undefined;
  readonly signal?: AbortSignal | undefined;
}

/** A transfer that did not end with an answer of the desk. */
export interface TransferFailure {
  readonly kind: 'cancelled' | 'unreachable' | 'refused';
  readonly message: string;
}

/** Sends a file's bytes to the desk, which hashes and stores them. A file that cannot be read is kept and told with its reason. */
export const uploadDocument = (file: File, options: TransferOptions = {}): Promise<Result<ImportOutcome, TransferFailure>> => {
  const query = new URLSearchParams({ name: file.name, ...(options.caseId ? { caseId: options.caseId } : {}) });
  return put<ImportOutcome>(`/api/upload?${query.toString()}`, file, options);
};

/** Checks a packet file from anywhere without importing it. */
export const checkPacketFile = (file: File, options: TransferOptions = {}): Promise<Result<Verification, TransferFailure>> =>
  put<Verification>(`/api/check-packet?${new URLSearchParams({ name: file.name }).toString()}`, file, options);

/** XMLHttpRequest, because fetch does not tell how much was sent. */
const put = <T>(path: string, body: Blob, options: TransferOptions): Promise<Result<T, TransferFailure>> =>
  new Promise((resolve) => {
    const request = new XMLHttpRequest();
    request.open('PUT', `${dataOrigin()}${path}`);
    request.setRequestHeader('content-type', 'application/octet-stream');
    request.upload.addEventListener('progress', (event) => options.onProgress?.(event.loaded, event.total));
    request.addEventListener('load', () => resolve(readAnswer<T>(request)));
    request.addEventListener('error', () =>
      resolve(fail({ kind: 'unreachable', message: 'The desk stopped answering. Nothing of this file was kept; add it again.' })),
    );
    request.addEventListener('abort', () => resolve(fail({ kind: 'cancelled', message: 'Cancelled. Nothing of this file was kept.' })));
    options.signal?.addEventListener('abort', () => request.abort(), { once: true });
    if (options.signal?.aborted) resolve(fail({ kind: 'cancelled', message: 'Cancelled before it was sent.' }));
    else request.send(body);
  });

/** The answer is the value itself; a refusal has a status of 400 and more, and the desk's words. */
const readAnswer = <T>(request: XMLHttpRequest): Result<T, TransferFailure> => {
  const refused = (message: string): Result<T, TransferFailure> => fail({ kind: 'refused', message });
  let answer: { readonly message?: unknown } | null;
  try {
    answer = JSON.parse(request.responseText) as typeof answer;
  } catch {
    return refused(`The desk refused the file (${request.status}). Nothing of it was kept.`);
  }
  if (request.status < 400) return ok(answer as T);
  return refused(typeof answer?.message === 'string' ? answer.message : `The desk refused the file (${request.status}).`);
};
