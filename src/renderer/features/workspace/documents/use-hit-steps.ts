import { useCallback } from 'react';
import type { SearchHit } from '../../../../contract/documents.ts';
import type { Find } from './use-find.ts';

/** Jumps to a hit by its number, and walks from hit to hit, around the end. */
export const useHitSteps = (
  find: Find,
  show: (at: number, hit: SearchHit) => void,
): { readonly go: (at: number) => void; readonly step: (direction: 1 | -1) => void } => {
  const go = useCallback(
    (at: number) => {
      const hit = find.hits[at];
      if (!hit) return;
      find.setAt(at);
      show(at, hit);
    },
    [find, show],
  );
  const step = useCallback(
    (direction: 1 | -1) => {
      const count = find.hits.length;
      if (count > 0) go(find.at < 0 ? (direction > 0 ? 0 : count - 1) : (find.at + direction + count) % count);
    },
    [find, go],
  );
  return { go, step };
};
