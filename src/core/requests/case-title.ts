import { requestTypeName, type RequestType } from './request-types.ts';

const MAX_TITLE = 90;

/** A short title for a new case: the type and who it comes from. */
export const caseTitle = (type: RequestType, authority: string | undefined, sender: string | undefined): string => {
  const from = authority ?? sender;
  const name = requestTypeName(type);
  if (from === undefined) return name;
  const title = `${name}, ${settled(from)}`;
  if (title.length <= MAX_TITLE) return title;
  const cut = title.slice(0, MAX_TITLE - 1);
  return `${cut.slice(0, Math.max(cut.lastIndexOf(' '), 20))}…`;
};

const SMALL = new Set(['of', 'the', 'for', 'and', 'in', 'at', 'de', 'la']);

/** Names set in capitals read as names: "SUPERIOR COURT OF CALIFORNIA" becomes "Superior Court of California". */
const settled = (name: string): string => {
  const letters = name.replace(/[^\p{L}]/gu, '');
  if (letters !== letters.toUpperCase() || letters.length < 8) return name;
  return name
    .toLowerCase()
    .split(' ')
    .map((word, i) => (i > 0 && SMALL.has(word) ? word : word.replace(/\p{L}/u, (letter) => letter.toUpperCase())))
    .join(' ');
};
