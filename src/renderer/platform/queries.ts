import { QueryClient, type MutationCache, type Query } from '@tanstack/react-query';
import type { CallName } from '../../contract/index.ts';
import type { DeskEvent } from '../../contract/events.ts';
import { topicsRead } from './topics.ts';

/** The cache of a window. Data stays fresh until an event says otherwise; failures of the desk are not retried, they are shown. */
export const makeQueryClient = (mutationCache?: MutationCache): QueryClient =>
  new QueryClient({
    ...(mutationCache ? { mutationCache } : {}),
    defaultOptions: {
      queries: { retry: false, staleTime: 60_000, refetchOnWindowFocus: false, networkMode: 'always' },
      mutations: { retry: false, networkMode: 'always' },
    },
  });

/** Asks again for everything on screen that shows what changed; what is not on screen is only marked stale. */
export const invalidate = (queries: QueryClient, event: DeskEvent): void => {
  void queries.invalidateQueries({ predicate: (query) => isTouched(query, event) });
};

const isTouched = (query: Query, event: DeskEvent): boolean => {
  const [name, input] = query.queryKey as readonly [CallName, unknown];
  if (!topicsRead(name).some((topic) => event.topics.includes(topic))) return false;
  const caseId: unknown = typeof input === 'object' && input !== null ? Reflect.get(input, 'caseId') : undefined;
  return event.caseId === undefined || typeof caseId !== 'string' || caseId === event.caseId;
};
