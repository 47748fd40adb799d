import { z } from 'zod';
import { CASE_KINDS, CASE_STATUSES } from '../../../core/cases/case.ts';

const listStateSchema = z.object({
  view: z.enum(['mine', 'open', 'review', 'to-seal', 'all']),
  kinds: z.array(z.enum(CASE_KINDS)).readonly(),
  statuses: z.array(z.enum(CASE_STATUSES)).readonly(),
  sort: z.enum(['deadline', 'number', 'title', 'status', 'severity', 'changed']),
  descending: z.boolean(),
  peek: z.boolean(),
});

/** How a person left the list of cases: view, filter, sorting, peek. */
export type ListState = z.infer<typeof listStateSchema>;

/** How the list of cases starts. */
export const LIST_START: ListState = { view: 'open', kinds: [], statuses: [], sort: 'deadline', descending: false, peek: true };

/** Whether a stored value is a list state of this version. */
export const isListState = (value: unknown): value is ListState => listStateSchema.safeParse(value).success;

/** The views of the list, and which count of the desk belongs to each. */
export const VIEWS = [
  { id: 'mine', name: 'Mine', counted: 'mine' },
  { id: 'open', name: 'Open', counted: 'open' },
  { id: 'review', name: 'In review', counted: 'review' },
  { id: 'to-seal', name: 'To seal', counted: 'toSeal' },
  { id: 'all', name: 'All', counted: 'all' },
] as const;
