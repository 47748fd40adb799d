import { useSyncExternalStore } from 'react';
import { z } from 'zod';

const lookSchema = z.object({
  theme: z.enum(['system', 'light', 'dark']),
  contrast: z.enum(['system', 'standard', 'more']),
  density: z.enum(['compact', 'regular', 'roomy']),
});

/** How the window looks on this machine, whoever sits there. */
export type Look = z.infer<typeof lookSchema>;

const STORAGE_KEY = 'casewright.look';
const START: Look = { theme: 'system', contrast: 'system', density: 'regular' };

let look: Look = START;
const watchers = new Set<() => void>();

/** Reads the look kept on this machine, applies it, and follows the system where it says so. Called once, before the first paint. */
export const startLook = (): void => {
  try {
    const stored = lookSchema.safeParse(JSON.parse(localStorage.getItem(STORAGE_KEY) ?? 'null'));
    if (stored.success) look = stored.data;
  } catch {
    look = START;
  }
  apply();
  matchMedia('(prefers-contrast: more)').addEventListener('change', apply);
};

/** Changes the look and keeps it. */
export const setLook = (next: Look): void => {
  look = next;
  apply();
  try {
    localStorage.setItem(STORAGE_KEY, JSON.stringify(next));
  } catch {
    // The look then lasts as long as the window.
  }
  for (const watcher of watchers) watcher();
};

/** The look as chosen; `system` means that the operating system decides. */
export const useLook = (): Look =>
  useSyncExternalStore(
    (onChange) => {
      watchers.add(onChange);
      return () => watchers.delete(onChange);
    },
    () => look,
  );

const apply = (): void => {
  const { dataset } = document.documentElement;
  if (look.theme === 'system') delete dataset['theme'];
  else dataset['theme'] = look.theme;
  const wantsMore = look.contrast === 'more' || (look.contrast === 'system' && matchMedia('(prefers-contrast: more)').matches);
  if (wantsMore) dataset['contrast'] = 'more';
  else delete dataset['contrast'];
  dataset['density'] = look.density;
};
