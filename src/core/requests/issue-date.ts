import { findDates, type FoundDate, type NumericOrder } from '../text/calendar-dates.ts';
import { anchorOf, anchorOnPage } from '../text/reading-text.ts';
import type { Anchor } from '../evidence/anchor.ts';
import type { CalendarDate } from '../ids.ts';
import type { DocumentFrame } from './document-frame.ts';
import { blockAt } from './document-frame.ts';
import type { ReadingPack } from './reading-pack.ts';

/** The date a paper bears, with what speaks for it. */
export interface IssueDate {
  readonly on: CalendarDate;
  readonly confidence: number;
  readonly anchor: Anchor;
}

const ISSUED =
  /(?:^|[\s(|\t])(?:date(?:d| of (?:issue|issuance|order|letter|notice|request))?|date and time issued|issued(?: on| this| at [^\n]{0,30}| under authority[^\n]{0,50})?|entered(?: on)?|signed|given under my hand[^\n]{0,30}|done and ordered[^\n]{0,60}|done[^\n]{0,40}|so ordered[^\n]{0,40}|witness my hand[^\n]{0,30}|made|datum|den|vom|fait à [^\n]{2,30}|fecha|data|le|filed(?: on)?|executed(?: on)?|entered at [^\n]{2,20} on)\s?[:,]?\s{0,3}(?:and sealed\s)?(?:on\s|at\s[^\n]{2,24}\son\s)?(?:this\s|the\s|le\s|den\s|el\s)?$/i;
const STRONG = /(?:given under|done and ordered|issued|dated?\s?:?|entered|date and time issued|signed|datum|so ordered|fait)/i;
const OTHER_DATE =
  /(?:on or before|no later than|not later than|\bby|until|before|from|between|since|after|effective|due|expir\w*|ending|periods?|through|to|and|order of|order dated|subpoena dated|letter (?:of|dated)|email of|e-mail of|call of|notice of|notice dated|act of|law of|born|birth|dob|incident|returned?|hearing|scheduled for|purchased (?:on|[^\n]{0,40} on)|sent on|request (?:of|dated)|warrant dated|motion dated|report of|in|on or about|dt|fir[^\n]{0,20}dated|version|rev\.?|attack(?:ed)? on|registered on|needed by|convention of|treaty of|agreement of)\s{0,2}(?:the\s|this\s)?:?\s?$/i;

/** The date of issue: the mail's own date, a labelled date, the letter's date line, or the court's filing stamp; undefined if the paper bears none. */
export const issueDate = (frame: DocumentFrame, pack: ReadingPack, order: NumericOrder): IssueDate | undefined => {
  const text = frame.reading.text;
  const mail = frame.mail?.date;
  if (mail) {
    const date = findDates(mail.value, pack.vocabulary.months, order)[0];
    if (date) return { on: date.on, confidence: 0.95, anchor: anchorOf(frame.reading, mail.start + date.start, mail.start + date.end) };
  }
  let best: { date: FoundDate; score: number } | undefined;
  for (const date of findDates(text.slice(0, 200_000), pack.vocabulary.months, order)) {
    const score = scoreOf(frame, text, date);
    if (score > 0 && (!best || score > best.score)) best = { date, score };
  }
  if (best && best.score >= 2) {
    const confidence = Math.min(0.96, 0.5 + best.score * 0.09) - (best.date.sure ? 0 : 0.12);
    return {
      on: best.date.on,
      confidence: Math.round(confidence * 100) / 100,
      anchor: anchorOf(frame.reading, best.date.start, best.date.end),
    };
  }
  return stampDate(frame, pack);
};

const scoreOf = (frame: DocumentFrame, text: string, date: FoundDate): number => {
  const block = blockAt(frame, date.start);
  if (!block || block.role !== 'text') return 0;
  const before = text.slice(Math.max(block.start, date.start - 90), date.start);
  const after = text.slice(date.end, Math.min(block.end, date.end + 30));
  const cellStart = Math.max(block.start, text.lastIndexOf('\t', date.start) + 1);
  const tab = text.indexOf('\t', date.end);
  const cellEnd = tab >= 0 && tab < block.end ? tab : block.end;
  const alone = cellEnd - cellStart <= 120 && isDateLine(text.slice(cellStart, cellEnd), date.start - cellStart, date.end - cellStart);
  const labelled = ISSUED.test(before);
  if (labelled) {
    if (
      /(?:order|subpoena|warrant|letter|notice|request|report|motion|complaint|application|judgment|decree|decision|agreement|fir[^\n]{0,24})\s(?:was\s)?(?:dated|issued|entered|filed|signed|sent|of)\s?(?:on\s)?$/i.test(
        before,
      )
    )
      return 0;
    if (
      /(?:shipped|posted|created|opened|purchased|registered|published|uploaded|registration|birth|incident|order)\s(?:on|date)\s?:?\s?$/i.test(
        before,
      )
    )
      return 0;
    const clause = before.slice(Math.max(0, before.search(/[^.\n\t|]*$/)));
    if (clause.trim().length > 60 && !/\b(?:this|hand)\s?$|so ordered|done and/i.test(before.slice(-40))) return 1;
    const strong = STRONG.test(before.slice(-70)) ? 4.6 : 2.6;
    const opens = before.trim().length < 34 || /(?:^|[.\t|]\s?)[^.\t|]{0,30}$/.test(before) ? 0.6 : 0;
    const filed = /filed\s?(?:on)?\s?:?\s?$/i.test(before) ? -1.2 : 0;
    return date.start > frame.annexStart ? strong - 2.5 : strong + opens + filed;
  }
  if (alone) {
    if (date.start <= frame.headEnd + 60) return 4.4;
    return date.start < frame.annexStart ? (date.start > text.length * 0.5 ? 3.2 : 2.6) : 0;
  }
  if (OTHER_DATE.test(before))
    return /\bon the $/i.test(before) && /^\S/.test(after)
      ? 0
      : /(?:^|\n)[^.\n]{0,200}\bin the city of [^.\n]{0,80}on the $/i.test(before)
        ? 3.4
        : 0;
  if (/\b(?:term of|held at)\b/i.test(text.slice(Math.max(0, date.start - 260), date.start)) && /on the $/i.test(before)) return 3.4;
  return 0;
};

/** A line that bears a date and at most a place, a time or `Date`. */
const isDateLine = (line: string, start: number, end: number): boolean => {
  const rest = `${line.slice(0, start)} ${line.slice(end)}`.replace(/\b\d{1,2}[:.]\d{2}\s?(?:[ap]\.?m\.?|uhr|hrs)?/gi, '').trim();
  if (line.length > 90) return false;
  return (
    rest === '' ||
    (/^(?:[\p{Lu}][\p{L} .'-]{1,30},?(?:\s(?:the|den|le|el|il|a))?)$/u.test(rest.replace(/[.,]$/, '')) &&
      !/\b(?:by|due|before|until|from|to|period|birth|deadline|expires?|effective|hearing|return|received|incident|purchase|delivery|order)\b/i.test(
        rest,
      ))
  );
};

const stampDate = (frame: DocumentFrame, pack: ReadingPack): IssueDate | undefined => {
  for (const stamp of frame.reading.furniture) {
    if (!/\b(?:filed|date)\b|^case\b/i.test(stamp.text)) continue;
    const date = findDates(stamp.text, pack.vocabulary.months, 'month-first')[0];
    const page = frame.reading.pages.find(({ pageNo }) => pageNo === stamp.pageNo);
    if (date && page)
      return { on: date.on, confidence: 0.7, anchor: anchorOnPage(frame.reading.documentSha256, page, stamp.start, stamp.end) };
  }
  const inline = /\bFiled:?\s(?:on\s)?(\d{1,2}\/\d{1,2}\/\d{2,4})/i.exec(frame.reading.text.slice(0, 400));
  const date = inline && findDates(inline[1] ?? '', pack.vocabulary.months, 'month-first')[0];
  if (!inline || !date) return undefined;
  const start = inline.index + inline[0].length - (inline[1] ?? '').length;
  return { on: date.on, confidence: 0.7, anchor: anchorOf(frame.reading, start, start + (inline[1] ?? '').length) };
};

/** Which order the numbers of a date stand in, from dates that leave no choice, else from the law the paper invokes. */
export const numericOrder = (text: string, jurisdictions: readonly string[]): NumericOrder => {
  let dayFirst = 0;
  let monthFirst = 0;
  for (const match of text.slice(0, 200_000).matchAll(/(?<![\d/])(\d{1,2})\/(\d{1,2})\/(?:19|20)?\d\d(?![\d/])/g)) {
    if (Number(match[1]) > 12) dayFirst += 1;
    else if (Number(match[2]) > 12) monthFirst += 1;
  }
  if (dayFirst !== monthFirst) return dayFirst > monthFirst ? 'day-first' : 'month-first';
  return jurisdictions[0] === 'US' || jurisdictions.length === 0 ? 'month-first' : 'day-first';
};
