import { useSyncExternalStore } from 'react';
import type { ImportOutcome } from '../../../contract/documents.ts';
import { uploadDocument } from '../../platform/transfer.ts';

/** One file on its way into the desk, or what became of it. */
export interface QueuedFile {
  readonly id: number;
  readonly name: string;
  readonly sizeBytes: number;
  readonly state: 'waiting' | 'sending' | 'done' | 'failed' | 'cancelled';
  readonly sentBytes: number;
  readonly outcome?: ImportOutcome;
  readonly problem?: string;
}

/** The whole queue; it lives as long as the window, so leaving the intake stops nothing. */
export interface ImportQueue {
  readonly files: readonly QueuedFile[];
  readonly startedAtMs: number;
}

const AT_ONCE = 2;

let queue: ImportQueue = { files: [], startedAtMs: 0 };
let nextId = 1;
const sources = new Map<number, { readonly file: File; readonly caseId: string | undefined; readonly abort: AbortController }>();
const watchers = new Set<() => void>();
const finishers = new Set<(file: QueuedFile) => void>();

const publish = (next: ImportQueue): void => {
  queue = next;
  for (const watcher of watchers) watcher();
};

const patch = (id: number, part: Partial<QueuedFile>): void =>
  publish({ ...queue, files: queue.files.map((file) => (file.id === id ? { ...file, ...part } : file)) });

/** Adds files; they are sent two at a time, in order. */
export const enqueueFiles = (files: readonly File[], caseId?: string): void => {
  const isIdle = !queue.files.some((file) => file.state === 'waiting' || file.state === 'sending');
  const added = files.map((file): QueuedFile => {
    const id = nextId++;
    sources.set(id, { file, caseId, abort: new AbortController() });
    return { id, name: file.webkitRelativePath || file.name, sizeBytes: file.size, state: 'waiting', sentBytes: 0 };
  });
  publish({ files: [...(isIdle ? [] : queue.files), ...added], startedAtMs: isIdle ? Date.now() : queue.startedAtMs });
  pump();
};

/** Stops one file, or all that have not arrived; what arrived stays. */
export const cancelFiles = (id?: number): void => {
  for (const file of queue.files) {
    if (id !== undefined && file.id !== id) continue;
    if (file.state !== 'waiting' && file.state !== 'sending') continue;
    sources.get(file.id)?.abort.abort();
    if (file.state === 'waiting') patch(file.id, { state: 'cancelled' });
  }
};

/** Empties the list of what has ended. */
export const clearFinished = (): void =>
  publish({ ...queue, files: queue.files.filter((file) => file.state === 'waiting' || file.state === 'sending') });

/** Tells when a file has ended; answers the way to stop listening. */
export const onFileFinished = (listener: (file: QueuedFile) => void): (() => void) => {
  finishers.add(listener);
  return () => finishers.delete(listener);
};

/** The queue, kept up to date. */
export const useImportQueue = (): ImportQueue =>
  useSyncExternalStore(
    (onChange) => {
      watchers.add(onChange);
      return () => watchers.delete(onChange);
    },
    () => queue,
  );

const pump = (): void => {
  const sending = queue.files.filter((file) => file.state === 'sending').length;
  for (const file of queue.files.filter((waiting) => waiting.state === 'waiting').slice(0, AT_ONCE - sending)) void send(file.id);
};

const send = async (id: number): Promise<void> => {
  const source = sources.get(id);
  if (!source) return;
  patch(id, { state: 'sending' });
  let lastShownMs = 0;
  const result = await uploadDocument(source.file, {
    caseId: source.caseId,
    signal: source.abort.signal,
    onProgress: (sentBytes) => {
      if (Date.now() - lastShownMs < 100) return;
      lastShownMs = Date.now();
      patch(id, { sentBytes });
    },
  });
  sources.delete(id);
  if (result.ok)
    patch(id, {
      state: result.value.status === 'failed' ? 'failed' : 'done',
      sentBytes: source.file.size,
      outcome: result.value,
      ...(result.value.reason ? { problem: result.value.reason } : {}),
    });
  else patch(id, { state: result.failure.kind === 'cancelled' ? 'cancelled' : 'failed', problem: result.failure.message });
  const ended = queue.files.find((file) => file.id === id);
  if (ended) for (const finisher of finishers) finisher(ended);
  pump();
};
