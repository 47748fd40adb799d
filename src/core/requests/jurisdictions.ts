import type { DocumentFrame } from './document-frame.ts';
import { phraseExpression, type ReadingPack } from './reading-pack.ts';

/** A legal system that the paper speaks from, with the words that show it. */
export interface FoundJurisdiction {
  readonly code: string;
  readonly start: number;
  readonly end: number;
  readonly hits: number;
}

/** The legal systems the paper's laws and bodies belong to, the likeliest first. */
export const findJurisdictions = (frame: DocumentFrame, pack: ReadingPack): FoundJurisdiction[] => {
  const text = frame.reading.text.slice(0, 60_000);
  const found: FoundJurisdiction[] = [];
  for (const { code, phrases } of pack.laws.jurisdictions) {
    let hits = 0;
    let first: { start: number; end: number } | undefined;
    for (const phrase of phrases) {
      const matches = [...text.matchAll(phraseExpression(phrase))].filter((match) => match[0].length > 0).slice(0, 6);
      if (matches.length === 0) continue;
      hits += 1 + (matches.length - 1) * 0.3;
      const match = matches[0] as RegExpExecArray;
      if (!first || match.index < first.start) first = { start: match.index, end: match.index + match[0].length };
    }
    if (first) found.push({ code, ...first, hits });
  }
  return found.sort((a, b) => b.hits - a.hits || a.start - b.start).slice(0, 3);
};
