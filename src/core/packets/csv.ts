/**
 * A CSV file (RFC 4180, UTF-8, `\n` line ends) in which no cell can start a formula: a cell that a spreadsheet would take for one gets an
 * apostrophe in front (and so does one that starts with an apostrophe, so that the original can be told).
 */
export const csvText = (rows: readonly (readonly (string | number)[])[]): string =>
  rows.map((row) => `${row.map(csvCell).join(',')}\n`).join('');

const csvCell = (value: string | number): string => {
  if (typeof value === 'number') return String(value);
  const safe = /^['=+\-@\t\r]/.test(value) ? `'${value}` : value;
  return /[",\n\r]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
};
