import type { OpenDesk } from '../services/context.ts';

type DeskEvent = Parameters<OpenDesk['emit']>[0];
type Topic = DeskEvent['topics'][number];

const EVERY_MS = 250;

/** Passes events on at most four times a second: the first at once, those of the next 250 ms together. `flush` sends what is held back. */
export const mergeEvents = (emit: (event: DeskEvent) => void): { emit: (event: DeskEvent) => void; flush: () => void } => {
  const held = new Set<Topic>();
  let timer: NodeJS.Timeout | undefined;
  const flush = (): void => {
    clearTimeout(timer);
    timer = undefined;
    if (held.size === 0) return;
    const topics = [...held];
    held.clear();
    timer = setTimeout(flush, EVERY_MS);
    timer.unref();
    emit({ topics });
  };
  return {
    emit: (event) => {
      for (const topic of event.topics) held.add(topic);
      if (timer === undefined) flush();
    },
    flush,
  };
};
