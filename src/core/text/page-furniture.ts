import type { PageLine } from './page-lines.ts';

const keyOf = (text: string): string =>
  (/\b(?:page|seite|página|document|bates)\b/i.test(text) ? text.replace(/\d+/g, '#') : text).toLowerCase();

/** Lines that stand, numbers aside, on several pages at their head or foot. */
export const repeatedLines = (pages: readonly (readonly PageLine[])[]): ReadonlySet<string> => {
  if (pages.length < 2) return new Set();
  const seen = new Map<string, number>();
  for (const lines of pages) {
    const keys = new Set<string>();
    const edge = lines.filter((line) => line.text !== '' && !/^\d{1,2}$/.test(line.text));
    for (const line of [...edge.slice(0, 4), ...edge.slice(-4)])
      if (line.text.length > 3 && line.text.length < 160) keys.add(keyOf(line.text));
    for (const key of keys) seen.set(key, (seen.get(key) ?? 0) + 1);
  }
  const enough = Math.max(2, Math.ceil(pages.length * 0.5));
  return new Set([...seen].filter(([, count]) => count >= enough).map(([key]) => key));
};

const FORM_FOOT = /^(?:AO|Form)\s\d{2,4}[A-Z]?\s\((?:Rev\.\s)?\d{1,2}\/\d{2,4}\)/;
const STAMP = /^(?:Case\s|Appellate Case|USCA|USCS|Case:)[^\n]{0,120}\bpage\b[^\n]{0,40}$/i;
const PAGE_OF = /(?:^|[\s–—-])(?:page|seite|página|pagina)\s+\d{1,4}\s*(?:of|von|de|di|van|\/)\s*\d{1,4}\s*$/i;

/** Whether a line is a running head, foot, court stamp or line number and no part of the text. */
export const isFurnitureLine = (text: string, index: number, count: number, repeated: ReadonlySet<string>, firstPage: boolean): boolean => {
  if (text.length > 180) return false;
  if (/^\d{1,2}$/.test(text) || /^[-–—]\s?\d{1,3}\s?[-–—]$/.test(text) || /^[•●▪◦]$/.test(text)) return true;
  if (/^specimen\b.{0,80}\b(?:synthetic|not valid|test document)\b/i.test(text)) return true;
  if (STAMP.test(text) || (FORM_FOOT.test(text) && index > count - 5)) return true;
  const nearEdge = index < 6 || index > count - 7;
  if (nearEdge && PAGE_OF.test(text)) return true;
  return !firstPage && repeated.has(keyOf(text)) && !/\b(?:court|department|office|authority)\b/i.test(text);
};
