import { useCallback, useState } from 'react';

/** Like useState, kept on this machine under `name` between visits: views, filters, sorting. `isValid` guards against what an older version left. */
export const useRemembered = <T>(name: string, start: T, isValid: (value: unknown) => value is T): readonly [T, (value: T) => void] => {
  const key = `casewright.${name}`;
  const [value, setValue] = useState<T>(() => {
    try {
      const stored: unknown = JSON.parse(localStorage.getItem(key) ?? 'null');
      return isValid(stored) ? stored : start;
    } catch {
      return start;
    }
  });
  const set = useCallback(
    (next: T) => {
      setValue(next);
      try {
        localStorage.setItem(key, JSON.stringify(next));
      } catch {
        // A comfort only: without storage the screen starts fresh next time.
      }
    },
    [key],
  );
  return [value, set];
};
