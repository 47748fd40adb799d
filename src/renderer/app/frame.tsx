import { useEffect, useRef, useState } from 'react';
import { Outlet, useLocation, useRouter, useRouterState } from '@tanstack/react-router';
import { useGo } from '../platform/places.ts';
import { useKeys } from '../platform/keys.ts';
import { useAct } from '../platform/use-call.ts';
import { CommandPalette } from './command-palette.tsx';
import { ErrorBoundary } from './error-boundary.tsx';
import { KeysSheet } from './keys-sheet.tsx';
import { Rail } from './rail.tsx';
import { StatusBar } from './status-bar.tsx';
import { TitleBar } from './title-bar.tsx';
import styles from './frame.module.css';

/** The window around every screen: title bar, rail, status bar, palette, keys. */
export const Frame = () => {
  const go = useGo();
  const router = useRouter();
  const path = useLocation({ select: (location) => location.pathname });
  const shownPath = useRouterState({ select: (state) => state.resolvedLocation?.pathname ?? '' });
  const lock = useAct('session.lock');
  const [open, setOpen] = useState<'palette' | 'keys' | null>(null);
  const main = useRef<HTMLElement>(null);

  useKeys('Everywhere', [
    { keys: 'Ctrl+K', name: 'Search everything, or run a command', run: () => setOpen('palette') },
    { keys: '?', name: 'Show all keys', run: () => setOpen('keys') },
    { keys: 'Ctrl+1', name: 'Intake', run: () => go({ to: 'intake' }) },
    { keys: 'Ctrl+2', name: 'Cases', run: () => go({ to: 'cases' }) },
    { keys: 'Ctrl+3', name: 'Review', run: () => go({ to: 'review' }) },
    { keys: 'Ctrl+4', name: 'Packets', run: () => go({ to: 'packets' }) },
    { keys: 'Ctrl+5', name: 'Insights', run: () => go({ to: 'insights' }) },
    { keys: 'Ctrl+6', name: 'Settings', run: () => go({ to: 'settings' }) },
    { keys: 'Alt+ArrowLeft', name: 'Back', run: () => router.history.back() },
    { keys: 'Alt+ArrowRight', name: 'Forward', run: () => router.history.forward() },
    { keys: 'Ctrl+Shift+L', name: 'Lock the desk', run: () => void lock.run({}) },
  ]);

  // A new place is announced by moving the focus to it, unless a screen took the focus itself.
  const announced = useRef(path);
  useEffect(() => {
    if (announced.current === path) return;
    announced.current = path;
    if (document.activeElement === document.body || document.activeElement === null) main.current?.focus({ preventScroll: true });
  }, [path]);

  return (
    <div className={styles.app}>
      <a
        href="#main"
        className={styles.skip}
        onClick={(event) => {
          event.preventDefault();
          main.current?.focus();
        }}
      >
        Skip to the work
      </a>
      <TitleBar onSearch={() => setOpen('palette')} />
      <Rail onLock={() => void lock.run({})} />
      <main id="main" ref={main} tabIndex={-1} className={styles.main}>
        <ErrorBoundary resetKey={`${path} ${shownPath}`}>
          <Outlet />
        </ErrorBoundary>
      </main>
      <StatusBar />
      <CommandPalette
        isOpen={open === 'palette'}
        onClose={() => setOpen(null)}
        onKeys={() => setOpen('keys')}
        onLock={() => void lock.run({})}
      />
      <KeysSheet isOpen={open === 'keys'} onClose={() => setOpen(null)} />
    </div>
  );
};
