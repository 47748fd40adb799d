import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import type { Sha256 } from '../../core/ids.ts';
import { sha256Schema } from '../../core/ids.ts';
import { fail, ok, type Result } from '../../core/result.ts';
import type { PageText } from '../../core/text/page-text.ts';
import { createDocumentReader } from './document-reader.ts';

/** A file read without a vault. `reason` is given when it has no text to analyse; `pages` then holds what could be read, maybe nothing. */
export interface FileForAnalysis {
  readonly sha256: Sha256;
  readonly mediaType: string;
  readonly pages: readonly PageText[];
  readonly reason?: string;
  readonly ms: number;
}

/** Reads one file in a worker, all pages into memory, for `casewright analyze`. Fails only when the file itself can't be had. */
export const readFileForAnalysis = async (
  source: string | Uint8Array,
): Promise<Result<FileForAnalysis, { readonly kind: 'no-file'; readonly message: string }>> => {
  const startMs = performance.now();
  let bytes: Uint8Array;
  try {
    bytes = typeof source === 'string' ? new Uint8Array(await readFile(source)) : Uint8Array.from(source);
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code ?? 'unknown error';
    return fail({ kind: 'no-file', message: `${String(source)} can not be read (${code}).` });
  }
  const sha256 = sha256Schema.parse(createHash('sha256').update(bytes).digest('hex'));
  const reader = createDocumentReader({ threads: 1 });
  const pages: PageText[] = [];
  let mediaType = 'application/octet-stream';
  try {
    const end = await reader.read({
      bytes,
      fromPage: 1,
      onType: (type) => {
        mediaType = type;
      },
      onOpened: () => undefined,
      onPages: (batch) => {
        pages.push(...batch);
      },
    });
    const reason = end.kind === 'unreadable' || end.kind === 'broken' ? { reason: end.reason } : {};
    return ok({ sha256, mediaType, pages, ...reason, ms: Math.round(performance.now() - startMs) });
  } finally {
    await reader.close();
  }
};
