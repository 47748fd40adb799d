import { MutationCache, QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { I18nProvider } from 'react-aria-components';
import { CallError } from '../platform/client.ts';
import { makeQueryClient } from '../platform/queries.ts';
import { ErrorState } from '../ui/error-state.tsx';
import { showToast } from '../ui/toast-queue.ts';
import { Toasts } from '../ui/toast.tsx';
import { ErrorBoundary } from './error-boundary.tsx';
import { Gate } from './gate.tsx';
import { router } from './router.tsx';

const queries = makeQueryClient(
  new MutationCache({
    onError: (error, _input, _context, mutation) => {
      if (mutation.meta?.['inline'] || !(error instanceof CallError)) return;
      const { message, details, incident } = error.failure;
      const lines = details?.map((line) => `${line.name}: ${line.text}`).join(' ');
      showToast({ tone: 'bad', title: message, ...(lines ? { detail: lines } : incident ? { detail: `Incident ${incident}` } : {}) });
    },
  }),
);

/** The next person starts at the cases, not where the one before stood. */
const goHome = (): void => void router.navigate({ to: '/cases', search: {}, replace: true });

/** Props of {@link App}: why this window was not let in, or null. */
export interface AppProps {
  readonly refusal: string | null;
}

/** The whole window: providers, the gate (first run, lock screen), and the screens behind it. */
export const App = ({ refusal }: AppProps) => (
  <ErrorBoundary>
    <I18nProvider locale="en-GB">
      {refusal ? (
        <main style={{ display: 'grid', placeItems: 'center', height: '100%' }}>
          <ErrorState
            title="This window was not let in"
            happened={refusal}
            kept="Everything on the desk is untouched."
            next="Close this window and open the address that Casewright prints when it starts."
          />
        </main>
      ) : (
        <QueryClientProvider client={queries}>
          <Gate onSomeoneElse={goHome}>
            <RouterProvider router={router} />
          </Gate>
          <Toasts />
        </QueryClientProvider>
      )}
    </I18nProvider>
  </ErrorBoundary>
);
