import { UNSTABLE_ToastQueue as ToastQueue } from 'react-aria-components';

/** A short message that leaves by itself. An action such as Undo keeps it longer; a bad one stays until dismissed. */
export interface ToastMessage {
  readonly title: string;
  readonly detail?: string;
  readonly tone?: 'good' | 'info' | 'held' | 'bad';
  readonly action?: { readonly name: string; readonly run: () => void };
}

/** The one queue of the window, shown by `Toasts`. */
export const toastQueue = new ToastQueue<ToastMessage>({ maxVisibleToasts: 4 });

/** Takes every message away, for example when someone else signs in. */
export const clearToasts = (): void => toastQueue.clear();

/** Shows a message. Returns how to take it away early. */
export const showToast = (message: ToastMessage): (() => void) => {
  const lastsMs = message.tone === 'bad' ? undefined : message.action ? 12_000 : 6_000;
  const key = toastQueue.add(message, lastsMs === undefined ? {} : { timeout: lastsMs });
  return () => toastQueue.close(key);
};
