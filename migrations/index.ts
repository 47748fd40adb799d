import type { Migration } from 'kysely/migration';
import { migration0001Desk } from './0001-desk.ts';
import { migration0002FourEyesAndReceipts } from './0002-four-eyes-and-receipts.ts';

/** Every migration in order, as a static list: forward only, never edited once released. */
export const MIGRATIONS: Readonly<Record<string, Migration>> = {
  '0001-desk': migration0001Desk,
  '0002-four-eyes-and-receipts': migration0002FourEyesAndReceipts,
};
