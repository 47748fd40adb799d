import type { Anchor } from '../evidence/anchor.ts';
import { anchorOf } from '../text/reading-text.ts';
import type { DocumentFrame } from './document-frame.ts';
import { phraseExpression, type PhraseZone, type ReadingPack } from './reading-pack.ts';
import type { RequestType } from './request-types.ts';

/** What a paper is, how sure the reading is of it, and the words that speak for it. */
export interface Classification {
  readonly type: RequestType;
  /** 0 to 1; under 0.6 means doubtful. */
  readonly confidence: number;
  readonly reasons: readonly { readonly text: string; readonly anchor: Anchor }[];
  /** The types that were considered, best first, with their evidence. */
  readonly ranking: readonly { readonly type: RequestType; readonly score: number }[];
}

interface Hit {
  readonly weight: number;
  readonly start: number;
  readonly end: number;
}

const LEAST_EVIDENCE = 2.5;

/** Weighs the pack's phrases, each by the zone where it stands, and names the type with most evidence, or `unknown`. */
export const classifyRequest = (frame: DocumentFrame, pack: ReadingPack): Classification => {
  const zones = zoneRanges(frame);
  const scored = pack.types.types.map(({ type, evidence }) => {
    const hits: Hit[] = [];
    for (const { phrase, weight, zone } of evidence) {
      const hit = firstHit(frame, phraseExpression(phrase), zones[zone], weight);
      if (hit) hits.push(hit);
    }
    return { type, hits, score: hits.reduce((sum, hit) => sum + hit.weight, 0) };
  });
  scored.sort((a, b) => b.score - a.score);
  const [best, second] = scored;
  const ranking = scored.slice(0, 5).map(({ type, score }) => ({ type, score }));
  if (!best || best.score < LEAST_EVIDENCE)
    return {
      type: 'unknown',
      confidence: best ? Math.min(0.55, 0.2 + best.score / 20) : 0.2,
      reasons: reasonsOf(frame, best?.hits ?? []),
      ranking,
    };
  const margin = best.score - (second?.score ?? 0);
  const confidence = Math.min(0.99, (1 / (1 + Math.exp(-(margin - 0.4) / 1.7))) * Math.min(1, 0.55 + best.score / 22));
  return { type: best.type, confidence: Math.round(confidence * 100) / 100, reasons: reasonsOf(frame, best.hits), ranking };
};

const reasonsOf = (frame: DocumentFrame, hits: readonly Hit[]): { text: string; anchor: Anchor }[] =>
  [...hits]
    .sort((a, b) => b.weight - a.weight)
    .filter((hit) => hit.weight > 0)
    .slice(0, 4)
    .map((hit) => ({
      text: frame.reading.text.slice(hit.start, hit.end).replace(/\s+/g, ' '),
      anchor: anchorOf(frame.reading, hit.start, hit.end),
    }));

interface Range {
  readonly start: number;
  readonly end: number;
}

const MAX_READ = 60_000;

const zoneRanges = (frame: DocumentFrame): Readonly<Record<PhraseZone, readonly Range[]>> => {
  const questions: Range[] = [];
  const any: Range[] = [];
  for (const block of frame.blocks) {
    if (block.start > MAX_READ) break;
    const range = { start: block.start, end: block.end };
    if (block.role === 'question') questions.push(range);
    if (block.role !== 'preface' && block.role !== 'question') {
      const last = any.at(-1);
      if (last && range.start - last.end <= 1) any[any.length - 1] = { start: last.start, end: range.end };
      else any.push(range);
    }
  }
  return {
    title: frame.titles,
    opening: [{ start: 0, end: Math.min(frame.reading.text.length, frame.headEnd + 700) }],
    question: questions,
    any: [...any, ...questions],
  };
};

const firstHit = (frame: DocumentFrame, expression: RegExp, ranges: readonly Range[], weight: number): Hit | undefined => {
  for (const range of ranges) {
    expression.lastIndex = 0;
    const match = expression.exec(frame.reading.text.slice(range.start, Math.min(range.end, range.start + MAX_READ)));
    if (match && match[0].length > 0) return { weight, start: range.start + match.index, end: range.start + match.index + match[0].length };
  }
  return undefined;
};
