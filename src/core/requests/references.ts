import type { Anchor } from '../evidence/anchor.ts';
import { anchorOf, anchorOnPage } from '../text/reading-text.ts';
import type { DocumentFrame } from './document-frame.ts';
import { phraseSource, type ReadingPack } from './reading-pack.ts';

/** A number by which this matter is known, with its kind (`docket`, `subpoena`, `file`, `fir`, `ticket`, `warrant`). */
export interface FoundReference {
  readonly kind: string;
  readonly value: string;
  /** Offset in the reading text; court stamps, which are no part of it, come first. */
  readonly start: number;
  readonly anchor: Anchor;
  readonly confidence: number;
}

const DOCKET = String.raw`\d{1,2}:\d{2}-(?:[a-zA-Z]{2,4})-\d{2,6}(?:-[A-Z][A-Za-z]{1,12}){0,3}(?:\s[A-Z]{2,4}(?=\s\())?(?:\s?\([A-Z][A-Za-z]{1,5}\))?`;
const SHORT_DOCKET = String.raw`\d{2}-(?:cv|cr|mc|mj|md|misc|bk|ap|gj|sw|CV|CR|MC|MJ|MD)-\d{3,6}(?:-[A-Z][A-Za-z]{1,12}){0,3}(?:\s?\([A-Z][A-Za-z]{1,5}\))?`;
const NUMBER = String.raw`(?:[\p{Lu}\d][\p{L}\d]{0,14}(?:[-/.:_–][\p{L}\d]{1,14}){1,7}(?:\/\d{1,6})?|\d{2,6}\p{Lu}{1,3}\d{3,10}|\d{1,4}\s(?!of\s)\p{Lu}\p{Ll}{0,3}s?\s\d{1,6}\/\d{2,4}|\p{Lu}{0,6}\d{3,14}\p{Lu}?|\d{1,3}\s\p{Lu}{1,4}\s\d{1,6}\/\d{2,4})(?:\sof\s\d{1,2}\/\d{1,2}\/\d{2,4})?`;
const GLUE = String.raw`(?:\s?\([^()\n]{1,24}\))?\s{0,2}(?:\.|no\.?s?|nos\.|number|nr\.?|n°|nº|num\.?|№|id)?\s{0,2}[:#]{0,2}\s{0,3}(?:is\s|as\snumber\s|number\s)?`;
const NOT_A_REFERENCE = /^(?:\d{1,2}[-/.]\d{1,2}[-/.](?:19|20)?\d{2}|(?:19|20)\d\d-\d{2}-\d{2}|(?:19|20)\d\d|\d{1,2}:\d{2}(?::\d{2})?)$/;
const NOISE_BEFORE =
  /(?<![\p{L}])(?:badge|bar|courier|fedex|ups|dhl|certified mail|certificate|repertory|reg(?:istration)?|patent|trademark|serial|tel(?:ephone)?|phone|fax|document|dkt(?:entry)?|page|room|suite|id|article|form|invoice|policy|public law|employee|agent|shoulder|warrant card|collar)\.?\s{0,2}(?:no\.?s?|number|nr\.?|id|#)?\s{0,2}[:#]?\s{0,2}$/iu;

/** Finds the numbers of this matter: labelled ones by the cues of the pack, and court dockets by their shape. */
export const findReferences = (frame: DocumentFrame, pack: ReadingPack): FoundReference[] => {
  const found: FoundReference[] = [];
  const text = frame.reading.text;
  const add = (kind: string, value: string, start: number, confidence: number): void => {
    const clean = value.replace(/[.,;:]+$/, '').replace(/\s+/g, ' ');
    if (!/\d/.test(clean) || clean.length < 3 || clean.length > 48 || NOT_A_REFERENCE.test(clean)) return;
    const key = keyOf(clean);
    const known = found.findIndex((other) => sameReference(keyOf(other.value), key));
    const entry = {
      kind,
      value: clean,
      start,
      anchor: anchorOf(frame.reading, start, start + value.replace(/[.,;:]+$/, '').length),
      confidence,
    };
    if (known < 0) found.push(entry);
    else if ((found[known] as FoundReference).confidence < confidence && clean.length >= (found[known] as FoundReference).value.length)
      found[known] = entry;
  };
  for (const { kind, words } of pack.vocabulary.referenceCues) {
    const cue = words.map((word) => phraseSource(word)).join('|');
    for (const match of text.matchAll(new RegExp(`(?:${cue})${GLUE}(${NUMBER})(?![\\p{L}\\d])`, 'giu'))) {
      const value = match[1] ?? '';
      const start = match.index + match[0].length - value.length;
      if (!isOwn(frame, match.index, start, value, match[0])) continue;
      add(kind, longest(text, start, value), start, start < frame.headEnd + 400 ? 0.9 : 0.7);
    }
  }
  for (const match of text.matchAll(new RegExp(`(?<![\\p{L}\\d/-])(?:${DOCKET}|${SHORT_DOCKET})`, 'gu'))) {
    const inHead = match.index < frame.headEnd + 300 || isTitle(frame, match.index);
    if (inHead && !/(?:in|see|case no\.?)\s(?:case no\.?\s)?$/i.test(text.slice(Math.max(0, match.index - 12), match.index)))
      add('docket', match[0], match.index, 0.88);
  }
  for (const match of text.matchAll(
    /(?:^|\n|\t)(?:No|Nos|Nr|N°)\.?:?\s{1,2}([\p{L}\d][\p{L}\d]{0,10}(?:[-/.][\p{L}\d]{1,10}){1,5})(?=\s*(?:\n|$|\t))/giu,
  ))
    add('docket', match[1] ?? '', match.index + match[0].length - (match[1] ?? '').length, 0.85);
  for (const match of text.slice(0, 3_000).matchAll(/(?:^|[\n:])[^\n:]{0,30}\[((?=[^\]\d]{0,12}\d)[\p{L}\d][\p{L}\d-]{4,20})\]/gu))
    add('ticket', match[1] ?? '', match.index + match[0].indexOf('[') + 1, 0.8);
  for (const block of frame.blocks) {
    if (block.answers === 'ticket' && block.role === 'text') {
      const match = /^\W{0,2}(\d{5,9})\W{0,2}$/.exec(block.text.trim());
      if (match) add('ticket', match[1] ?? '', block.start + block.text.indexOf(match[1] ?? ''), 0.9);
    }
  }
  for (const stamp of frame.reading.furniture) {
    const match = new RegExp(`(?:${DOCKET}|${SHORT_DOCKET}|(?<=Case:?\\s)\\d{2}-\\d{2,5})`, 'u').exec(stamp.text);
    if (
      match &&
      !found.some((other) => sameReference(keyOf(other.value), keyOf(match[0])) || keyOf(match[0]).includes(keyOf(other.value)))
    ) {
      const page = frame.reading.pages.find(({ pageNo }) => pageNo === stamp.pageNo);
      if (page)
        found.push({
          kind: 'docket',
          value: match[0],
          start: -1,
          anchor: anchorOnPage(frame.reading.documentSha256, page, stamp.start, stamp.end),
          confidence: 0.75,
        });
    }
  }
  const ranked = found.filter(
    (one) =>
      !found.some(
        (other) =>
          other !== one &&
          other.confidence >= one.confidence &&
          other.value.length > one.value.length &&
          keyOf(other.value).includes(keyOf(one.value)) &&
          keyOf(one.value).length > 4,
      ),
  );
  return ranked.slice(0, 14).sort((a, b) => a.start - b.start);
};

const keyOf = (value: string): string =>
  value
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, '')
    .replace(/^0+/, '');

const sameReference = (a: string, b: string): boolean => {
  if (a === b) return true;
  const [short, long] = a.length < b.length ? [a, b] : [b, a];
  const docket = /^(\d{1,2})?(\d{2})([a-z]{2,4})0*(\d{2,6})/;
  const one = docket.exec(a);
  const two = docket.exec(b);
  if (one && two && one[2] === two[2] && one[3] === two[3] && one[4] === two[4]) return true;
  return short.length >= 7 && long.startsWith(short);
};

const longest = (text: string, start: number, value: string): string => {
  const docket = new RegExp(`^(?:${DOCKET}|${SHORT_DOCKET})`, 'u').exec(text.slice(start, start + 60));
  return docket && docket[0].length > value.length ? docket[0] : value;
};

const isTitle = (frame: DocumentFrame, offset: number): boolean =>
  frame.titles.some((title) => offset >= title.start && offset <= title.end);

const isOwn = (frame: DocumentFrame, cueStart: number, start: number, value: string, whole: string): boolean => {
  const text = frame.reading.text;
  const cue = whole.slice(0, whole.length - value.length);
  const before = text.slice(Math.max(0, cueStart - 40), cueStart);
  if (
    NOISE_BEFORE.test(before) ||
    (NOISE_BEFORE.test(text.slice(Math.max(0, start - 24), start).replace(/^.*\n/s, '')) &&
      !/(?:request|case|ticket|complaint|appeal|notice|submission|report)\s?id/i.test(cue))
  )
    return false;
  if (/^[\p{L}]+$/u.test(value)) return false;
  if (/\b(?:in|see|see also|cf\.|related|earlier|prior)\s(?:the\s)?$/i.test(before) && /case/i.test(cue)) return false;
  if (/(?:report|recall|laboratory|test|safety gate)[^\n]{0,24}$/i.test(before)) return false;
  const bare = /^(?:case|ref|matter|log|file|claim|order|report|rif|case\.|prot|crime|dossier|cad|urn|nsl|gj|ticket|fir)\W*$/i.test(
    cue.trim(),
  );
  if (bare && /^\d{1,5}$/.test(value) && !/[:#]|no/i.test(cue)) return false;
  if (/^order\b/i.test(cue) && frame.reading.text.slice(start, start + 40).length > 0 && !/order no|order number/i.test(cue)) return false;
  if (/^(?:order|item|listing|seller|account|customer|user)\b/i.test(cue) && start > frame.headEnd) return false;
  return true;
};
