import { BlobError } from '../../core/evidence/blob-error.ts';

const FULL_CODES = ['SQLITE_FULL', 'ENOSPC', 'EDQUOT'];

/** What is wrong with the vault's disk or its stored files, in words for people; null if `error` is something else. */
export const diskProblemOf = (error: unknown): string | null => {
  if (error instanceof BlobError) return error.message;
  const code = String((error as { readonly code?: unknown } | null)?.code);
  return FULL_CODES.includes(code)
    ? 'The disk is full, so this step was not done. Everything saved before is untouched. Make room on the vault’s disk and try again.'
    : null;
};
