import { useCallback, useState } from 'react';

/** Which case of a list is chosen, and how J and K move it. */
export interface CaseCursor {
  readonly chosen: string | null;
  readonly choose: (id: string) => void;
  readonly move: (step: 1 | -1) => void;
}

/** Keeps one case of `ordered` chosen: the one chosen last, or the first. Moving takes the keyboard focus along. */
export const useCaseCursor = (ordered: readonly string[]): CaseCursor => {
  const [wanted, setWanted] = useState<string | null>(null);
  const chosen = wanted !== null && ordered.includes(wanted) ? wanted : (ordered[0] ?? null);
  const choose = useCallback((id: string) => {
    setWanted(id);
    requestAnimationFrame(() => {
      const row = document.querySelector(`[role="row"][data-key="${CSS.escape(id)}"]`);
      if (row instanceof HTMLElement && !row.contains(document.activeElement)) row.focus();
      row?.scrollIntoView({ block: 'nearest' });
    });
  }, []);
  const move = useCallback(
    (step: 1 | -1) => {
      const at = chosen === null ? -1 : ordered.indexOf(chosen);
      const next = ordered[Math.min(ordered.length - 1, Math.max(0, at + step))];
      if (next !== undefined) choose(next);
    },
    [chosen, choose, ordered],
  );
  return { chosen, choose, move };
};
