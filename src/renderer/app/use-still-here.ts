import { useEffect } from 'react';
import { useQueryClient } from '@tanstack/react-query';
import { client, type CallOutput } from '../platform/client.ts';

const TELL_EVERY_MS = 30_000;

/** Tells the desk, at most twice a minute, that a person is at work, so that the idle lock waits; keeps the time of the lock in the status bar true. */
export const useStillHere = (isOpen: boolean): void => {
  const queries = useQueryClient();
  useEffect(() => {
    if (!isOpen) return undefined;
    let toldAtMs = 0;
    const tellDesk = async (): Promise<void> => {
      const result = await client.call('session.stillHere', {});
      if (!result.ok) return;
      const { locksAtMs } = result.value;
      queries.setQueryData<CallOutput<'session.state'>>(['session.state', {}], (state) => (state ? { ...state, locksAtMs } : state));
    };
    const tell = (): void => {
      if (Date.now() - toldAtMs < TELL_EVERY_MS) return;
      toldAtMs = Date.now();
      void tellDesk();
    };
    tell();
    const signs = ['pointerdown', 'keydown', 'wheel', 'pointermove'] as const;
    for (const sign of signs) window.addEventListener(sign, tell, { passive: true });
    return () => {
      for (const sign of signs) window.removeEventListener(sign, tell);
    };
  }, [isOpen, queries]);
};
