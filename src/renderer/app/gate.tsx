import { useEffect, useRef, useState, type ReactNode } from 'react';
import { useQueryClient } from '@tanstack/react-query';
import { useCall } from '../platform/use-call.ts';
import { useLiveUpdates } from '../platform/events.ts';
import { FirstRun } from '../features/first-run/first-run.tsx';
import { SignIn } from '../features/sign-in/sign-in.tsx';
import { Button } from '../ui/button.tsx';
import { ErrorState } from '../ui/error-state.tsx';
import { Working } from '../ui/progress.tsx';
import { useStillHere } from './use-still-here.ts';
import { clearToasts } from '../ui/toast-queue.ts';
import styles from './gate.module.css';

/** Props of {@link Gate}: the screens behind it, and what happens when another person signs in than the one before. */
export interface GateProps {
  readonly children: ReactNode;
  readonly onSomeoneElse: () => void;
}

/** What stands between a person and the desk: the first run while there is no vault, the lock screen while nobody is signed in. */
export const Gate = ({ children, onSomeoneElse }: GateProps) => {
  useLiveUpdates();
  const state = useCall('session.state', {});
  const session = state.data;
  const [isFirstRun, setFirstRun] = useState(false);
  if (session?.vault === 'none' && !isFirstRun) setFirstRun(true);
  useForgetOnLeaving(session?.user?.id, onSomeoneElse);
  useStillHere(session?.vault === 'open' && session.user !== undefined);

  if (!session) {
    return (
      <main className={styles.centre}>
        {state.error ? (
          <ErrorState
            title="The desk does not answer"
            happened={state.error.failure.message}
            incident={state.error.failure.incident}
            action={
              <Button variant="primary" onPress={() => void state.refetch()}>
                Ask again
              </Button>
            }
          />
        ) : (
          <Working>Opening the desk</Working>
        )}
      </main>
    );
  }
  if (isFirstRun) return <FirstRun onFinished={() => setFirstRun(false)} />;
  if (session.vault !== 'open' || !session.user) return <SignIn session={session} onAskAgain={() => void state.refetch()} />;
  return children;
};

/** Drops everything read for one person before the next one sees the window. */
const useForgetOnLeaving = (userId: string | undefined, onSomeoneElse: () => void): void => {
  const queries = useQueryClient();
  const before = useRef(userId);
  const last = useRef(userId);
  useEffect(() => {
    if (before.current !== undefined && before.current !== userId) {
      queries.removeQueries({ predicate: (query) => query.queryKey[0] !== 'session.state' });
      clearToasts();
    }
    if (userId !== undefined && last.current !== undefined && last.current !== userId) onSomeoneElse();
    before.current = userId;
    last.current = userId ?? last.current;
  }, [queries, userId, onSomeoneElse]);
};
