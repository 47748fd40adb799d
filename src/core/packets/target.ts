import type { Target } from '../desk/settings.ts';

/** A target in a few words, for lists. */
export const targetLabel = (target: Target): string => (target.kind === 'folder' ? target.path : new URL(target.url).host);
