import type { KeyboardEvent } from 'react';

/** Moves the focus among the rows of a panel with the arrow keys, Home and End. Rows carry `data-claim-row` on what takes the focus. */
export const moveAmongRows = (event: KeyboardEvent<HTMLElement>): void => {
  const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
  if (step === 0 && event.key !== 'Home' && event.key !== 'End') return;
  if (event.target instanceof HTMLElement && event.target.matches('input, textarea, select')) return;
  const rows = [...event.currentTarget.querySelectorAll<HTMLElement>('[data-claim-row]')].filter((row) => row.offsetParent !== null);
  if (rows.length === 0) return;
  const here = rows.findIndex((row) => row.contains(document.activeElement) || row.parentElement?.contains(document.activeElement));
  const next = event.key === 'Home' ? 0 : event.key === 'End' ? rows.length - 1 : Math.min(rows.length - 1, Math.max(0, here + step));
  rows[next]?.focus();
  rows[next]?.click();
  event.preventDefault();
};
