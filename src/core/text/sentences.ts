import type { ReadingText, TextBlock } from './reading-text.ts';

/** A sentence, list entry or heading: `[start, end)` of the reading text. */
export interface Sentence {
  readonly start: number;
  readonly end: number;
  readonly text: string;
  readonly block: TextBlock;
  readonly index: number;
}

const ABBREVIATION =
  /(?:\b(?:no|nos|mr|mrs|ms|dr|st|vs?|inc|ltd|llc|co|corp|jr|sr|art|arts|sec|secs|para|paras|fed|civ|crim|evid|app|proc|pen|stat|gen|rev|cal|dept|div|dist|ct|cir|hon|det|sgt|lt|capt|insp|supt|ref|approx|est|al|etc|e\.g|i\.e|cf|vol|ch|pt|sch|reg|regs|p|pp|u\.s|u\.s\.c|c\.f\.r|n\.y|n\.c|d\.c|a\.m|p\.m|s\.a|ph\.d|esq|ave|blvd|rd|jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec|rs|nr|abs|bzw|gem|ggf|tel|cr\.p\.c|r|crim\.p)|(?:^|[\s("'])\p{Lu}|\b\p{Lu}\.\p{Lu})$/iu;
const MAX_SENTENCE = 1_500;

/** The sentences of a document, in its order. Linear: a run without an end is cut at a bounded length. */
export const sentencesOf = (reading: ReadingText): Sentence[] => {
  const sentences: Sentence[] = [];
  const add = (start: number, end: number, block: TextBlock): void => {
    const text = reading.text.slice(start, end);
    const lead = text.length - text.trimStart().length;
    const body = text.trim();
    if (body !== '') sentences.push({ start: start + lead, end: start + lead + body.length, text: body, block, index: sentences.length });
  };
  for (const block of reading.blocks) {
    let from = block.start;
    const enders = /[.!?]["')\]]*(?=\s)/g;
    enders.lastIndex = 0;
    for (const match of block.text.matchAll(enders)) {
      const end = block.start + match.index + match[0].length;
      if (end <= from) continue;
      while (end - from > MAX_SENTENCE) {
        add(from, from + MAX_SENTENCE, block);
        from += MAX_SENTENCE;
      }
      if (isEnd(block.text, match.index, match[0])) {
        add(from, end, block);
        from = end;
      }
    }
    while (block.end - from > MAX_SENTENCE) {
      add(from, from + MAX_SENTENCE, block);
      from += MAX_SENTENCE;
    }
    add(from, block.end, block);
  }
  return sentences;
};

const isEnd = (text: string, at: number, mark: string): boolean => {
  const after = text.slice(at + mark.length, at + mark.length + 24);
  if (!/^\s+["'([]?[\p{Lu}\d☒☐§•[]/u.test(after)) return /^\s*$/.test(after) || mark.startsWith('!') || mark.startsWith('?');
  if (!mark.startsWith('.')) return true;
  const before = text.slice(Math.max(0, at - 14), at);
  if (at < 4 && /(?:^|[\s;])\(?\d{1,2}$/.test(before)) return false;
  return !ABBREVIATION.test(before);
};
