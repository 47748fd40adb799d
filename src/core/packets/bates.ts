/** A produced document's first and last production number. */
export interface BatesRange {
  readonly first: string;
  readonly last: string;
}

/** A place where production numbers don't run on, in words. */
export type BatesGap = string;

/** The ranges of a Concordance load file (fields between `þ`, separated by U+0014), or why it can't be read. */
export const parseLoadFile = (text: string): { readonly ranges: readonly BatesRange[] } | { readonly problem: string } => {
  const [header, ...rows] = text
    .replace(/^\uFEFF/, '')
    .split(/\r?\n/)
    .filter((line) => line !== '')
    .map((line) => line.split('\u0014').map((cell) => cell.replace(/^þ|þ$/gu, '')));
  const column = (names: readonly string[]): number =>
    (header ?? []).findIndex((cell) => names.includes(cell.toUpperCase().replaceAll(/[^A-Z]/g, '')));
  const first = column(['BEGBATES', 'BATESBEGIN', 'BEGDOC', 'PRODBEG']);
  const last = column(['ENDBATES', 'BATESEND', 'ENDDOC', 'PRODEND']);
  if (first < 0 || last < 0) return { problem: 'It names no columns for the first and last production number.' };
  return { ranges: rows.map((row) => ({ first: row[first] ?? '', last: row[last] ?? '' })) };
};

/** Every gap, overlap or unreadable number in the order of production; empty if the numbers run from the first to the last. */
export const batesGaps = (ranges: readonly BatesRange[]): BatesGap[] => {
  const gaps: BatesGap[] = [];
  let before: { readonly text: string; readonly prefix: string; readonly number: number } | undefined;
  for (const range of ranges) {
    const first = numberOf(range.first);
    const last = numberOf(range.last);
    if (!first || !last || first.prefix !== last.prefix || last.number < first.number) {
      gaps.push(`${range.first || '(empty)'} to ${range.last || '(empty)'} is not a range of production numbers.`);
      continue;
    }
    if (before && (before.prefix !== first.prefix || first.number !== before.number + 1))
      gaps.push(`${range.first} does not follow ${before.text}.`);
    before = { text: range.last, ...last };
  }
  return gaps;
};

const numberOf = (text: string): { readonly prefix: string; readonly number: number } | undefined => {
  const match = /^(.*?)(\d{1,15})$/.exec(text);
  return match ? { prefix: match[1] ?? '', number: Number(match[2]) } : undefined;
};
