import { BlobError } from '../../core/evidence/blob-error.ts';

const FULL_CODES = ['SQLITE_FULL', 'SQLITE_IOERR_SHMSIZE', 'ENOSPC', 'EDQUOT'];

/** Whether `error` says that there is no room left. */
export const isDiskFull = (error: unknown): boolean =>
  (error instanceof BlobError && error.kind === 'disk-full') ||
  FULL_CODES.includes(String((error as { readonly code?: unknown } | null)?.code));

/** What is wrong with the vault's disk or its stored files, in words for people; null if `error` is something else. */
export const diskProblemOf = (error: unknown): string | null => {
  if (error instanceof BlobError) return error.message;
  if (isDiskFull(error))
    return 'The disk is full, so this step was not done. Everything saved before is untouched. Make room on the vault’s disk and try again.';
  if (String((error as { readonly code?: unknown } | null)?.code).startsWith('SQLITE_IOERR'))
    return 'The vault’s disk could not be read or written, so this step was not done. Check the disk, then try again.';
  return null;
};
