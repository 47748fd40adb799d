import { useCallback, useEffect, useState } from 'react';
import type { CallFailure } from '../../platform/client.ts';

/** How long the desk asks to wait before another try. */
export interface Wait {
  /** Whole seconds still to wait; 0 when another try is allowed. */
  readonly seconds: number;
  /** Starts waiting as a failure asks, if it does. */
  readonly heed: (failure: CallFailure) => void;
}

/** Counts down after a failure that asks to slow down. */
export const useWait = (): Wait => {
  const [untilMs, setUntilMs] = useState(0);
  const [nowMs, setNowMs] = useState(0);
  const isWaiting = untilMs > nowMs;
  useEffect(() => {
    if (!isWaiting) return undefined;
    const timer = setInterval(() => setNowMs(Date.now()), 500);
    return () => clearInterval(timer);
  }, [isWaiting]);
  const heed = useCallback((failure: CallFailure) => {
    setNowMs(Date.now());
    setUntilMs(Date.now() + (failure.retryAfterMs ?? 0));
  }, []);
  return { seconds: Math.max(0, Math.ceil((untilMs - nowMs) / 1_000)), heed };
};
