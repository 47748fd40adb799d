import { useEffect, useState } from 'react';
import type { CallFailure } from '../../platform/client.ts';

/** Seconds still to wait after a failure that asks to slow down; 0 when another try is allowed. */
export const useWait = (failure: CallFailure | null): number => {
  const [untilMs, setUntilMs] = useState(0);
  const [nowMs, setNowMs] = useState(() => Date.now());
  const waitMs = failure?.retryAfterMs ?? 0;
  useEffect(() => {
    if (waitMs <= 0) return undefined;
    setUntilMs(Date.now() + waitMs);
    setNowMs(Date.now());
    const timer = setInterval(() => setNowMs(Date.now()), 500);
    return () => clearInterval(timer);
  }, [failure, waitMs]);
  return Math.max(0, Math.ceil((untilMs - nowMs) / 1_000));
};
