import type { CalendarDate } from '../ids.ts';
import { findDates, NUMBER_WORD, numberInWords, type NumericOrder } from '../text/calendar-dates.ts';
import type { DocumentFrame } from './document-frame.ts';
import { blockAt, sentenceAt } from './document-frame.ts';
import { firstPhrase, phraseWeight, type ReadingPack } from './reading-pack.ts';

/** A due term as the paper states it: a date, or a countable period with its start. */
export interface DueTerm {
  readonly start: number;
  readonly end: number;
  readonly text: string;
  readonly confidence: number;
  readonly value:
    | { readonly on: CalendarDate }
    | {
        readonly rule: {
          readonly amount: number;
          readonly unit: 'hours' | 'days' | 'business-days' | 'weeks' | 'months' | 'immediately';
          readonly from: string;
        };
      };
}

const PERIOD = new RegExp(
  String.raw`(?:within|not later than|no later than|at the latest within|in no event later than|inside of|innerhalb(?:\svon|\seiner\sFrist\svon)?|binnen|dans\sun\sd[ée]lai\sde|sous|en\s(?:el|un)\splazo\s(?:m[áa]ximo\s)?de|entro|no\sprazo\sde|in\s(?:the\snext\s)?)(?:\s(?:the\send\sof\sthe\speriod\sof|a\speriod\sof|the\snext|a\smaximum\sof|no\smore\sthan|at\smost|spätestens))?\s{1,3}(\d{1,3}|(?:${NUMBER_WORD}|a|an)(?:[\s-](?:${NUMBER_WORD}))?)\s{0,2}(?:\(\s?(?:\d{1,3}|[\p{L}-]{2,14})\s?\)\s{0,2})?((?:calendar|business|working|court|clear|full|consecutive|jours?\souvr\w+)[\s-]{1,2})?(hours?|hrs?|days?|weeks?|months?|Stunden?|Tagen?|Werktagen?|Arbeitstagen?|Wochen?|Monate?n?|heures?|jours?|semaines?|mois|horas?|d[ií]as?|semanas?|mes(?:es)?|ore|giorni|settimane|mesi|uur|dagen|werkdagen|weken|maanden|dias?)(?![\p{L}])(\s(?:h[áa]biles|lavorativi|ouvr[ée]s|ouvrables|[úu]teis))?((?:,?\s{1,3}(?:of|from|after|following|beginning\swith|starting|nach|ab|seit|à\scompter|après|suivant|desde|a\spartir|a\scontar|dalla|dal|vanaf|na|depuis)\s{1,3})[^.;:\n(),]{2,70})?`,
  'giu',
);
const BY_DATE =
  /(?:on or before|no later than|not later than|by|until|before|due(?: date)?(?: is| on| by)?|deadline(?: is| of| for [^\n:]{2,30})?|latest(?: on| by)?|return date(?:[^\n.]{0,60}(?:is|adjourned to))?|adjourned (?:to|until)|extended (?:to|until|through)|rescheduled to|respond by|reply by|compliance (?:date|due)|returnable(?: on)?|needed by|required by|response date|bis(?: zum| spätestens)?|spätestens(?: am| bis(?: zum)?)?|au plus tard(?: le)?|avant le|antes del?|a m[áa]s tardar(?: el)?|entro il|uiterlijk(?: op)?|vóór|até(?: o dia)?)\s?:?\s{0,3}(?:the\s)?(?:close of business (?:on|of)?\s|end of (?:the\s)?(?:business )?(?:day|business)\s?(?:on|of)?,?\s|midnight (?:on)?\s|noon (?:on|of)?\s|\d{1,2}[:.]\d{2}\s?(?:[ap]\.?m\.?|hours|hrs)?\s?(?:\w{2,4}\s)?(?:on\s)?|\d{1,2}\s?[ap]\.?m\.?\s(?:\w{2,4}\s)?(?:on\s)?)?(?:\p{Lu}\p{L}{2,9}day,?\s(?:the\s)?)?$/iu;
const APPEARANCE =
  /(?:date and time\s?:?|(?:place|date) and time (?:for|of) (?:appearance|production)[^\n]{0,120}|(?:to appear|appear before|appear and|appearance at|for appearance)[^\n]{0,160}\bon(?: the)?|production (?:date|on)|return date|date, time(?: and place)?)\s?:?\s{0,3}(?:[^\n]{0,80}\b(?:on|at)\s(?:the\s)?)?$/i;
const PAST =
  /\b(?:was|were|had been|has been|previously|earlier)\s(?:\w+\s){0,3}(?:set|extended|due|served|to expire|issued|filed|scheduled)?[^.]{0,30}$/i;
const AT_ONCE =
  /(?<![\p{L}])(?:immediately|instantly|straight away|straightaway|forthwith|at once|without delay|sofort|unverzüglich|umgehend|imm[ée]diatement|sans d[ée]lai|inmediatamente|immediatamente|imediatamente|onmiddellijk|onverwijld)(?![\p{L}])/giu;

/** The terms the reader has to keep, best first: dates, then periods, then "at once"; none where the paper sets none. */
export const dueTerms = (frame: DocumentFrame, pack: ReadingPack, order: NumericOrder): DueTerm[] => {
  const text = frame.reading.text.slice(0, 200_000);
  const dates = datedTerms(frame, text, pack, order);
  const periods = periodTerms(frame, text, pack);
  const best =
    dates.length > 0 && !(periods.length > 0 && (dates[0]?.confidence ?? 0) < 0.7)
      ? [...dates.slice(0, 2), ...periods.filter((term) => dates.some((date) => Math.abs(date.start - term.start) < 120)).slice(0, 1)]
      : periods.slice(0, 2);
  return best.length > 0 ? best : atOnce(frame, pack);
};

const window = (text: string, from: number, to: number, start: number, end: number): string => {
  const before = text.slice(Math.max(from, start - 150), start);
  const after = text.slice(end, Math.min(to, end + 70));
  return before.slice(before.lastIndexOf(';') + 1) + text.slice(start, end) + (after.split(/;|\.\s/)[0] ?? '');
};

const isExcluded = (frame: DocumentFrame, text: string, start: number, end: number, pack: ReadingPack): boolean => {
  const sentence = sentenceAt(frame, start);
  const block = blockAt(frame, start);
  if (!block || block.role !== 'text') return true;
  const around = window(text, sentence?.start ?? block.start, sentence?.end ?? block.end, start, end);
  return firstPhrase(pack.conduct.notDue, around) !== undefined;
};

const datedTerms = (frame: DocumentFrame, text: string, pack: ReadingPack, order: NumericOrder): DueTerm[] => {
  const found: DueTerm[] = [];
  for (const date of findDates(text, pack.vocabulary.months, order)) {
    const before = text.slice(Math.max(0, date.start - 190), date.start).replace(/^[\s\S]*\n\n/, '');
    const line = before.slice(before.lastIndexOf('\n') + 1);
    const by = BY_DATE.exec(line);
    const appearance = by ? null : APPEARANCE.exec(line.length > 3 ? line : before);
    if (!by && !appearance) continue;
    if (
      /(?:between|from|since|period)[^\n]{0,40}$/i.test(line) ||
      (by && PAST.test(line.slice(0, by.index))) ||
      /^\s?(?:to|through|until|[-–])\s?(?:\d|\p{Lu})/u.test(text.slice(date.end, date.end + 12))
    )
      continue;
    if (
      by &&
      /^(?:by|before|until|bis|due)\b/i.test(by[0]) &&
      /(?:received|used|opened|created|issued|registered|posted|sold|made|signed|ordered|stated|active) $/i.test(
        line.slice(Math.max(0, by.index - 14), by.index),
      )
    )
      continue;
    const start = date.start - (by ? by[0].trimEnd().length + (by[0].length - by[0].trimEnd().length) : 0);
    if (isExcluded(frame, text, date.start, date.end, pack)) continue;
    const value = { on: date.on };
    if (found.some((term) => 'on' in term.value && term.value.on === date.on)) continue;
    found.push({
      start: Math.max(0, start),
      end: date.end,
      text: text.slice(Math.max(0, start), date.end).replace(/\s+/g, ' '),
      confidence: (by ? 0.88 : 0.82) - (date.sure ? 0 : 0.1),
      value,
    });
  }
  return found.sort((a, b) => b.confidence - a.confidence || a.start - b.start);
};

const UNITS: readonly (readonly [RegExp, 'hours' | 'days' | 'weeks' | 'months'])[] = [
  [/^(?:h|stund|heure|hora|ore|uur)/i, 'hours'],
  [/^(?:w(?!erk)|woche|semaine|semana|settiman)/i, 'weeks'],
  [/^(?:mo|mois|mes|maand)/i, 'months'],
];

const periodTerms = (frame: DocumentFrame, text: string, pack: ReadingPack): DueTerm[] => {
  const found: DueTerm[] = [];
  for (const match of text.matchAll(PERIOD)) {
    const [whole, number = '', kind = '', unit = '', after = '', event = ''] = match;
    if (/^in\s/i.test(whole) && !/^in the next/i.test(whole)) continue;
    const amount = /^\d/.test(number) ? Number(number) : numberInWords(number);
    if (!Number.isFinite(amount) || amount <= 0 || amount > 400) continue;
    const start = match.index;
    const end = start + whole.trimEnd().length;
    if (isExcluded(frame, text, start, end, pack)) continue;
    const base = UNITS.find(([pattern]) => pattern.test(unit))?.[1] ?? 'days';
    const working = /business|working|court|ouvr/i.test(kind) || /werktag|arbeitstag|werkdag/i.test(unit) || after !== '';
    found.push({
      start,
      end,
      text: whole.trim().replace(/\s+/g, ' '),
      confidence: demandNear(frame, start, pack) ? 0.88 : 0.66,
      value: { rule: { amount, unit: base === 'days' && working ? 'business-days' : base, from: startEvent(event) } },
    });
  }
  return found.sort((a, b) => b.confidence - a.confidence || a.start - b.start);
};

const demandNear = (frame: DocumentFrame, at: number, pack: ReadingPack): boolean => {
  const sentence = sentenceAt(frame, at);
  return sentence !== undefined && phraseWeight(pack.conduct.demands, sentence.text.slice(0, 1_200)) >= 2.5;
};

const startEvent = (event: string): string => {
  if (/recei|erhalt|zugang|réception|recep|ricev|ontvang|recebi/i.test(event)) return 'receipt';
  if (/serv|zustellung|signification/i.test(event)) return 'service';
  if (/notif|notice of|avis/i.test(event)) return 'notification';
  if (/date|issu|this (?:order|letter|form|notice|request)|datum|présente/i.test(event)) return 'issue';
  const words = event.replace(/^[\s,]*(?:of|from|after|following|beginning with|starting)\s/i, '').trim();
  return words === '' ? 'unstated' : words.slice(0, 80);
};

const atOnce = (frame: DocumentFrame, pack: ReadingPack): DueTerm[] => {
  for (const sentence of frame.sentences) {
    const block = blockAt(frame, sentence.start);
    if (!block || block.role !== 'text' || sentence.start > 40_000) continue;
    if (
      /\b(?:if|will|may|liable|can|would) (?:be )?(?:immediately|forthwith)|register|notify the clerk|immediately (?:available|accessible|after|upon|prior|before|following)/i.test(
        sentence.text,
      )
    )
      continue;
    const words = [...sentence.text.matchAll(AT_ONCE)];
    if (
      words.length === 0 ||
      phraseWeight(pack.conduct.demands, sentence.text) < 2.5 ||
      phraseWeight(pack.conduct.boilerplate, sentence.text) < -2.5
    )
      continue;
    const word = words[0] as RegExpExecArray;
    return [
      {
        start: sentence.start,
        end: sentence.end,
        text: word[0],
        confidence: 0.64,
        value: { rule: { amount: 0, unit: 'immediately', from: 'receipt' } },
      },
    ];
  }
  return [];
};
