import type { DeskEvent } from '../../contract/events.ts';

/** Passes what changed from the desk to every open window. */
export interface EventHub {
  readonly emit: (event: DeskEvent) => void;
  /** Listens; answers the way to stop. */
  readonly listen: (listener: (event: DeskEvent) => void) => () => void;
}

/** A hub without listeners. A listener that throws does not keep the others from hearing. */
export const createEventHub = (onListenerError: (error: unknown) => void): EventHub => {
  const listeners = new Set<(event: DeskEvent) => void>();
  return {
    emit: (event) => {
      for (const listener of listeners) {
        try {
          listener(event);
        } catch (error) {
          onListenerError(error);
        }
      }
    },
    listen: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
};
