import { ok } from '../../core/result.ts';
import { readTime } from '../../core/timeline/read-time.ts';
import { listTimeline, makeTimelineEntry, removeTimelineEntry } from '../services/timeline-of-case.ts';
import type { Handlers } from './router.ts';

/** `timeline.*`: when things happened. */
export const timelineHandlers: Handlers<'timeline'> = {
  list: (context, { caseId }) => listTimeline(context, caseId),
  readTime: async ({ desk }, { text, zone }) => ok({ time: readTime(text, zone, desk.now()) }),
  make: (context, input) => makeTimelineEntry(context, input),
  remove: async (context, input) => {
    const removed = await removeTimelineEntry(context, input);
    return removed.ok ? ok({}) : removed;
  },
};
