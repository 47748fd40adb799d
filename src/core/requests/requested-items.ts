import type { DocumentFrame } from './document-frame.ts';
import { blockAt } from './document-frame.ts';
import { phraseWeight, type ReadingPack } from './reading-pack.ts';

/** One thing the paper asks for, in its words. */
export interface FoundItem {
  readonly value: string;
  readonly start: number;
  readonly end: number;
  readonly confidence: number;
}

const INLINE = /(?:^|[\s:;,.])(?:\((?:\d{1,2}|[a-z]|[ivx]{1,4})\)|(?:\d{1,2}|[a-z])[.)])\s{1,2}(?=["'\p{L}])/gu;
const LIST_BLOCK =
  /^(?:\(?(?:\d{1,2}|[a-zA-Z]|[ivxIVX]{1,4})[.)]|[-•*–]|REQUEST (?:FOR PRODUCTION )?NO\.? ?\d+[.:]?|Request No\.? ?\d+[.:]?)\s*\S/;
const LIST_HEAD =
  /(?:^|\s)(?:requested|records|material|information required|information requested|documents?|interrogatories|categories of records[^\n]{0,60}|action required|requested actions?|data requested|items? requested|records? (?:and other information )?to be (?:disclosed|produced)|information to be disclosed[^\n]{0,50}|particular things to be seized|things to be seized|questions?|we (?:ask|request)[^\n]{0,40}|please provide[^\n]{0,60}|requests?|measures? requested|erbetene (?:daten|auskünfte)|folgende[^\n]{0,30}|suivant\w*|siguientes?[^\n]{0,20})\s?:?\s?$/i;
const NOT_ASKED = /\bnot (?:requested|required|sought)|do not produce|☐|does not seek|are not requested/i;
const IMPERATIVE =
  /^(?:please|pl\.|kindly|identify|state|describe|produce|provide|list|explain|confirm|preserve|disclose|remove|disable|block|furnish|supply|all|any|copies|copy|documents|records|whether|name|names|subscriber|the|each|a)\b/i;

/** The things asked of the reader: entries of the lists that a demand opens, form answers that name the remedy, and demands in sentences. */
export const findRequestedItems = (frame: DocumentFrame, pack: ReadingPack, dueAt: readonly number[] = []): FoundItem[] => {
  const found: FoundItem[] = [];
  const seen = new Set<string>();
  const add = (start: number, end: number, confidence: number): void => {
    const raw = frame.reading.text.slice(start, end);
    const lead = /^(?:[\s;,.]*(?:and\s)?(?:\(?(?:\d{1,2}|[a-zA-Z]|[ivx]{1,4})[.)]\s*)?|[-•*–]\s*)/u.exec(raw)?.[0].length ?? 0;
    const value = raw
      .slice(lead)
      .replace(/\s+/g, ' ')
      .trim()
      .replace(/[;,:.]?(?:\s(?:and|or))?[;,:.]?$/u, '');
    const key = value.toLowerCase().slice(0, 120);
    if (value.length < 6 || value.length > 900 || seen.has(key) || NOT_ASKED.test(value) || found.length >= 120 || !/\p{L}{3}/u.test(value))
      return;
    seen.add(key);
    found.push({ value, start: start + lead, end, confidence });
  };
  let listOpen = 0;
  let shortLines = 0;
  for (const block of frame.blocks) {
    if (block.role === 'question' || block.role === 'preface' || block.role === 'oath' || block.role === 'header') {
      listOpen = 0;
      continue;
    }
    if (block.answers === 'remedy') {
      if (block.text.length < 400) add(block.start, block.end, 0.85);
      continue;
    }
    const definitions = /^(?:definitions?|instructions?|certificat|exhibit b|text of the)/i.test(block.text);
    if (definitions) listOpen = 0;
    const heads = LIST_HEAD.test(block.text) && block.text.length < 140;
    const demand = phraseWeight(pack.conduct.demands, block.text.slice(0, 1_500));
    const boiler = phraseWeight(pack.conduct.boilerplate, block.text.slice(0, 1_500));
    const isList = LIST_BLOCK.test(block.text);
    if (isList && (listOpen > 0 || /^request/i.test(block.text)) && boiler > -2) {
      splitInline(block.text).forEach(([from, to]) => add(block.start + from, block.start + to, 0.74));
      listOpen = Math.max(listOpen, 1);
      continue;
    }
    if (!isList && block.text.length > 80 && listOpen > 0 && demand < 2.5) listOpen -= 1;
    if (
      heads ||
      (/:-?\s*$/.test(block.text) && (demand >= 2.5 || /\b(?:following|below)\b/i.test(block.text) || block.start > frame.annexStart))
    )
      listOpen = 3;
    else if (demand >= 2.5 && /\bfollowing\b/i.test(block.text)) {
      listOpen = 3;
      shortLines = 8;
    } else if (shortLines > 0 && block.text.length < 120 && !/[:.]$/.test(block.text)) {
      shortLines -= 1;
      add(block.start, block.end, 0.6);
      continue;
    } else if (block.text.length >= 120) shortLines = 0;
    const labelled = /^[\p{Lu}][\p{L} /()]{2,40}:\s/u.exec(block.text);
    if (labelled && LIST_HEAD.test(labelled[0].trim()))
      splitInline(block.text.slice(labelled[0].length)).forEach(([from, to]) =>
        add(block.start + labelled[0].length + from, block.start + labelled[0].length + to, 0.76),
      );
    else if (demand >= 2.5 && boiler > -3 && block.text.length > 60)
      splitInline(block.text, true).forEach(([from, to]) => add(block.start + from, block.start + to, 0.68));
  }
  for (const sentence of frame.sentences) {
    const block = blockAt(frame, sentence.start);
    if (!block || block.role !== 'text' || sentence.text.length > 900) continue;
    const text = sentence.text;
    if (phraseWeight(pack.conduct.boilerplate, text) <= -2) continue;
    const asks = phraseWeight(pack.conduct.demands, text) >= 2.5 || (listOpen > 0 && IMPERATIVE.test(text) && LIST_BLOCK.test(block.text));
    if (
      found.some((item) => Math.min(item.end, sentence.end) - Math.max(item.start, sentence.start) > 0.8 * (sentence.end - sentence.start))
    )
      continue;
    if (asks || dueAt.some((at) => at >= sentence.start && at < sentence.end)) add(sentence.start, sentence.end, 0.62);
  }
  return found.sort((a, b) => a.start - b.start);
};

/** The places of marks that count up from 1, a or i. */
const sequence = (marks: readonly { readonly label: string; readonly at: number }[]): number[] => {
  for (const order of [
    ['1', '2', '3', '4', '5', '6', '7', '8', '9', '10', '11', '12', '13', '14', '15', '16'],
    Array.from('abcdefghijklmnopq'),
    ['i', 'ii', 'iii', 'iv', 'v', 'vi', 'vii', 'viii', 'ix', 'x'],
  ]) {
    const places: number[] = [];
    for (const { label, at } of marks) if (label === order[places.length]) places.push(at);
    if (places.length >= 2) return places;
  }
  return [];
};

/** The entries of an inline list, `(a) ...; (b) ...` or `1. ... 2. ...`, or semicolon clauses; the whole where there is no list. */
const splitInline = (text: string, onlyLists = false): [number, number][] => {
  const marks = sequence(
    [...text.slice(0, 6_000).matchAll(INLINE)].map((match) => ({
      label: match[0].replace(/[^\p{L}\d]/gu, '').toLowerCase(),
      at: match.index + (/^[\s:;,.]/.test(match[0]) ? 1 : 0),
    })),
  );
  const parts: [number, number][] = [];
  const bounds = marks.length >= 2 ? marks : [];
  if (bounds.length >= 2) {
    if ((bounds[0] ?? 0) > 30 && !onlyLists) parts.push([0, bounds[0] ?? 0]);
    bounds.forEach((from, i) => parts.push([from, bounds[i + 1] ?? text.length]));
    return parts;
  }
  const clauses = text.split(/;\s/);
  if (clauses.length >= 2 && clauses.every((clause) => clause.length > 8)) {
    let at = 0;
    for (const clause of clauses) {
      parts.push([at, at + clause.length]);
      at += clause.length + 2;
    }
    return parts;
  }
  return onlyLists ? [] : [[0, text.length]];
};
