import type { SummarySentence } from '../facts/fact.ts';
import { anchorOf, lineAnchorsOf } from '../text/reading-text.ts';
import type { Sentence } from '../text/sentences.ts';
import type { DocumentFrame } from './document-frame.ts';
import { blockAt } from './document-frame.ts';
import { phraseWeight, type ReadingPack } from './reading-pack.ts';

/** Places in the reading text that a summary should convey, with their weight. */
export interface Highlight {
  readonly start: number;
  readonly end: number;
  readonly weight: number;
}

const LEAST_SCORE = 0.7;
const words = (text: string): number => text.split(/\s+/).filter((word) => /[\p{L}\p{N}]/u.test(word)).length;

/** How many words a summary may have: a fifth of the document's, at least 150, at most 400. */
export const summaryBudget = (documentWords: number): number => Math.max(150, Math.min(400, Math.floor(documentWords * 0.2)));

/** The sentences that say what is asked, why, until when and in what silence: taken from the text, in its order, within the budget. */
export const summarise = (frame: DocumentFrame, pack: ReadingPack, highlights: readonly Highlight[]): SummarySentence[] => {
  const budget = summaryBudget(words(frame.reading.text));
  const sorted = [...highlights].sort((a, b) => a.start - b.start);
  const scored: { sentence: Sentence; score: number; size: number }[] = [];
  let carry = 0;
  let cursor = 0;
  for (const sentence of frame.sentences) {
    const size = words(sentence.text);
    while (cursor < sorted.length && (sorted[cursor]?.end ?? 0) <= sentence.start) cursor += 1;
    let bonus = 0;
    for (let i = cursor; i < sorted.length && (sorted[i]?.start ?? 0) < sentence.end; i += 1)
      bonus = Math.max(bonus, sorted[i]?.weight ?? 0);
    const own = scoreOf(frame, sentence, size, pack);
    const listed = /^\(?(?:\d{1,2}|[a-z]|[ivx]{1,4})[.)]\s|^[-•]/i.test(sentence.text) && carry > 0;
    const score = own === undefined ? -9 : own + bonus + (listed ? Math.min(2, carry * 0.5) : 0);
    if (own !== undefined && score >= 2.5 && /:-?$/.test(sentence.text)) carry = score;
    else if (!listed) carry = 0;
    if (score >= LEAST_SCORE) scored.push({ sentence, score, size });
  }
  const chosen: Sentence[] = [];
  const seen = new Set<string>();
  let used = 0;
  for (const { sentence, size } of scored.sort((a, b) => b.score - a.score || a.sentence.start - b.sentence.start)) {
    const key = sentence.text
      .toLowerCase()
      .replace(/[^\p{L}\p{N}]/gu, '')
      .slice(0, 160);
    if (used + size > budget || seen.has(key)) continue;
    seen.add(key);
    chosen.push(sentence);
    used += size;
    if (used > budget - 6) break;
  }
  return chosen
    .sort((a, b) => a.start - b.start)
    .map((sentence) => ({ text: sentence.text.replace(/\s+/g, ' '), anchors: anchorsOf(frame, sentence) }));
};

/** One anchor; on numbered pleading paper one per line; over a page's end one per page. */
const anchorsOf = (frame: DocumentFrame, sentence: Sentence): SummarySentence['anchors'] => {
  if (frame.reading.numberedPages.has(frame.reading.pageIndexAt[sentence.start] ?? 0))
    return lineAnchorsOf(frame.reading, sentence.start, sentence.end);
  const first = frame.reading.pageIndexAt[sentence.start];
  const last = frame.reading.pageIndexAt[sentence.end - 1];
  if (first === last) return [anchorOf(frame.reading, sentence.start, sentence.end)];
  let turn = sentence.start;
  while (turn < sentence.end && frame.reading.pageIndexAt[turn] === first) turn += 1;
  return [anchorOf(frame.reading, sentence.start, turn), anchorOf(frame.reading, turn, sentence.end)];
};

const scoreOf = (frame: DocumentFrame, sentence: Sentence, size: number, pack: ReadingPack): number | undefined => {
  const block = blockAt(frame, sentence.start);
  if (!block || (block.role !== 'text' && block.role !== 'oath') || sentence.start > 250_000) return undefined;
  const plain = sentence.text.replace(/https?:\/\/\S+/g, '').replace(/\[[\p{L} ]{4,12}\]/gu, '');
  if (words(plain) < 3 || !/\p{Ll}{2}|\p{Lu}{3} \p{Lu}{2}|\p{Lo}{4}/u.test(plain)) return undefined;
  if (sentence.text.includes('\t') && sentence.text.split('\t').length > 3) return undefined;
  const text = sentence.text.slice(0, 1_500);
  let score =
    Math.min(6, phraseWeight(pack.conduct.demands, text)) +
    Math.min(3, phraseWeight(pack.conduct.grounds, text)) +
    phraseWeight(pack.conduct.boilerplate, text);
  if (block.role === 'oath') score -= 3;
  if (block.answers === 'remedy') score += 2.5;
  if (block.answers === 'ownership' || block.answers === 'original') score += 1.2;
  if (block.answers === 'contact' || block.answers === 'signature' || block.answers === 'other') score -= 1.5;
  if (size < 5) score -= 1.2;
  if (size > 70) score -= 1;
  if (sentence.start > frame.annexStart) score -= 1.6;
  else if (sentence.start < frame.headEnd) score -= 1.4;
  else if (sentence.start < frame.headEnd + 1_200) score += 0.8;
  if (/^["(]|\.\.\.$/.test(sentence.text)) score -= 0.4;
  if (/^(?:dear|to:|re:|cc:|tel|phone|e-?mail|address|from:|subject)/i.test(sentence.text)) score -= 3;
  return score;
};
