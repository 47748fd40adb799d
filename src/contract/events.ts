import { z } from 'zod';

/** What changed at the desk, so that windows ask again; never the data itself. */
export const TOPICS = [
  'session',
  'desk',
  'documents',
  'cases',
  'facts',
  'notes',
  'timeline',
  'exhibits',
  'decisions',
  'responses',
  'reviews',
  'packets',
  'jobs',
] as const;
export const deskEventSchema = z.object({ topics: z.array(z.enum(TOPICS)).readonly(), caseId: z.string().optional() });
export type Topic = (typeof TOPICS)[number];
export type DeskEvent = z.infer<typeof deskEventSchema>;
