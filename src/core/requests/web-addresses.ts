import type { PageText } from '../text/page-text.ts';
import type { DocumentFrame, FrameBlock } from './document-frame.ts';
import { phraseExpression, type ReadingPack } from './reading-pack.ts';

/** A web address of the text, with its place in the reading text and how much speaks for its being the request's target. */
export interface FoundAddress {
  readonly url: string;
  readonly start: number;
  readonly end: number;
  readonly weight: number;
}

const URL = /h(?:tt|xx)ps?(?::|\[:\])\/\/[^\s<>"“”«»\p{Cc}]{2,2000}/giu;

/** Every distinct http(s) address of the pages' text, trailing punctuation cut, balanced brackets kept. */
export const distinctAddresses = (pages: readonly PageText[]): string[] => {
  const seen = new Set<string>();
  for (const page of pages)
    for (const match of page.text.replace(/[\u200b-\u200f\u2060\ufeff\u00ad]/g, '').matchAll(URL)) seen.add(trimAddress(match[0]));
  return [...seen];
};

/** Cuts what belongs to the sentence from an address: trailing punctuation and brackets that it did not open. */
export const trimAddress = (raw: string): string => {
  let url = raw.split(/\]\(/)[0] ?? raw;
  for (;;) {
    const last = url.at(-1) ?? '';
    if (/[.,;:!?*_|\\`'‘’]/.test(last)) url = url.slice(0, -1);
    else if (last === ')' && count(url, ')') > count(url, '(')) url = url.slice(0, -1);
    else if (last === ']' && count(url, ']') > count(url, '[')) url = url.slice(0, -1);
    else if (last === '}' && count(url, '}') > count(url, '{')) url = url.slice(0, -1);
    else return url;
  }
};

const count = (text: string, char: string): number => text.split(char).length - 1;

/** The addresses in the paper's own text, each weighed: what the paper says about it, whose site it is, which question it answers. */
export const weighedAddresses = (frame: DocumentFrame, pack: ReadingPack): FoundAddress[] => {
  const found: FoundAddress[] = [];
  const text = frame.reading.text;
  const lead = leadFinder(frame);
  for (const match of text.matchAll(URL)) {
    const url = trimAddress(match[0]);
    const block = lead.blockOf(match.index);
    if (!block || found.length > 5_000) continue;
    found.push({
      url,
      start: match.index,
      end: match.index + url.length,
      weight: weigh(url, text, match.index, block, lead.textBefore(block), pack),
    });
  }
  return found;
};

/** Whether a host is one of the listed ones; `*name` stands for it and all below it. */
export const hostIn = (url: string, hosts: readonly string[]): boolean => {
  const host =
    url
      .toLowerCase()
      .replace(/^h(?:tt|xx)ps?(?::|\[:\])\/\//, '')
      .split(/[/:?#]/)[0] ?? '';
  return hosts.some((one) =>
    one.startsWith('*')
      ? host === one.slice(1) || host.endsWith(`.${one.slice(1).replace(/^\./, '')}`)
      : host === one || host.endsWith(`.${one}`),
  );
};

const weigh = (url: string, text: string, at: number, block: FrameBlock, leadText: string, pack: ReadingPack): number => {
  if (block.role === 'preface' || block.role === 'question' || block.role === 'oath') return -4;
  let weight = 0;
  if (hostIn(url, pack.vocabulary.referenceHosts)) weight -= 4;
  if (hostIn(url, pack.vocabulary.platformHosts)) weight += 2.2;
  if (block.answers === 'target') weight += 2.5;
  if (block.answers === 'original') weight -= 1.6;
  if (block.answers === 'contact' || block.answers === 'signature') weight -= 3;
  const sameLine = text.slice(Math.max(block.start, at - 160), at);
  const near = /\p{L}{3}/u.test(sameLine.replace(URL, '')) ? sameLine.replace(URL, ' ').slice(-110) : leadText.slice(-170);
  const original = lastPhrase(pack.vocabulary.originalCues, near);
  const target = lastPhrase(pack.vocabulary.targetCues, near);
  if (original > target) weight -= weight > 2 ? 1.2 : 2.4;
  else if (target >= 0) weight += original >= 0 ? 1 : 1.6;
  return weight;
};

/** The place of the last of the phrases in a text, or -1. */
const lastPhrase = (phrases: readonly string[], text: string): number => {
  let last = -1;
  for (const phrase of phrases) for (const match of text.matchAll(phraseExpression(phrase))) last = Math.max(last, match.index);
  return last;
};

/** Finds the words that lead a list of addresses: the nearest block above that is not itself an address or a redaction. */
const leadFinder = (
  frame: DocumentFrame,
): { blockOf: (at: number) => FrameBlock | undefined; textBefore: (block: FrameBlock) => string } => {
  const leads: string[] = [];
  let lead = '';
  for (const block of frame.blocks) {
    leads.push(lead);
    const plain = block.text.replace(URL, '').replace(/\[[\p{L} ]{4,12}\]|[-•*\s\d.)(]/gu, '');
    if (plain.length > 2) lead = block.text.length < 70 ? `${lead.slice(-120)} ${block.text}` : block.text.slice(-240);
  }
  let at = 0;
  return {
    blockOf: (offset) => {
      while (at < frame.blocks.length - 1 && offset > (frame.blocks[at]?.end ?? 0)) at += 1;
      return frame.blocks[at];
    },
    textBefore: (block) => leads[block.index] ?? '',
  };
};
