import { useEffect, useSyncExternalStore } from 'react';
import { useQueryClient } from '@tanstack/react-query';
import type { DeskEvent } from '../../contract/events.ts';
import { bridge } from './host.ts';
import { invalidate } from './queries.ts';

let deskAnswers = true;
const watchers = new Set<() => void>();

const setDeskAnswers = (answers: boolean): void => {
  if (answers === deskAnswers) return;
  deskAnswers = answers;
  for (const watcher of watchers) watcher();
};

/** Listens to what changes at the desk; answers the way to stop. After a gap `onGap` says that anything may have changed. */
const listen = (onEvent: (event: DeskEvent) => void, onGap: () => void): (() => void) => {
  const electron = bridge();
  if (electron) return electron.onEvent(onEvent);
  const source = new EventSource('/api/events');
  source.addEventListener('message', (message: MessageEvent<string>) => onEvent(JSON.parse(message.data) as DeskEvent));
  source.addEventListener('error', () => setDeskAnswers(false));
  source.addEventListener('open', () => {
    if (!deskAnswers) onGap();
    setDeskAnswers(true);
  });
  return () => source.close();
};

/** Keeps the window up to date: every change at the desk asks the queries on screen again. Used once, by the app. */
export const useLiveUpdates = (): void => {
  const queries = useQueryClient();
  useEffect(
    () =>
      listen(
        (event) => invalidate(queries, event),
        () => void queries.invalidateQueries(),
      ),
    [queries],
  );
};

/** False while the desk behind this window does not answer. */
export const useDeskAnswers = (): boolean =>
  useSyncExternalStore(
    (onChange) => {
      watchers.add(onChange);
      return () => watchers.delete(onChange);
    },
    () => deskAnswers,
  );
