import type { CallName } from '../../contract/index.ts';
import type { Topic } from '../../contract/events.ts';

type Group = CallName extends infer N ? (N extends `${infer G}.${string}` ? G : never) : never;

const READS: Readonly<Record<Group, readonly Topic[]>> = {
  session: ['session'],
  desk: ['desk', 'jobs', 'documents', 'cases', 'reviews', 'packets', 'session'],
  documents: ['documents', 'jobs', 'cases', 'facts', 'timeline', 'exhibits', 'notes'],
  cases: ['cases', 'documents', 'facts', 'notes', 'timeline', 'exhibits', 'decisions', 'responses', 'reviews', 'packets'],
  facts: ['facts', 'documents'],
  notes: ['notes'],
  timeline: ['timeline'],
  exhibits: ['exhibits', 'documents'],
  decisions: ['decisions'],
  responses: ['responses', 'reviews', 'facts', 'cases'],
  reviews: ['reviews', 'responses', 'facts', 'cases', 'documents'],
  packets: ['packets', 'cases', 'reviews'],
};

const WRITES: Readonly<Record<Group, readonly Topic[]>> = {
  session: ['session', 'desk'],
  desk: ['desk', 'jobs'],
  documents: ['documents', 'cases', 'jobs'],
  cases: ['cases', 'documents', 'facts'],
  facts: ['facts', 'cases'],
  notes: ['notes', 'cases'],
  timeline: ['timeline', 'cases'],
  exhibits: ['exhibits', 'cases', 'documents'],
  decisions: ['decisions', 'cases'],
  responses: ['responses', 'reviews', 'cases'],
  reviews: ['reviews', 'responses', 'cases', 'packets'],
  packets: ['packets', 'cases'],
};

const groupOf = (name: CallName): Group => name.split('.')[0] as Group;

/** What a query shows, so that a change of any of these asks it again. */
export const topicsRead = (name: CallName): readonly Topic[] => READS[groupOf(name)];

/** What a call may have changed, so that its own window asks again without waiting for the event. */
export const topicsWritten = (name: CallName): readonly Topic[] => WRITES[groupOf(name)];
