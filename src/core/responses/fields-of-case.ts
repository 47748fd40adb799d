import type { Disposition } from '../cases/case.ts';
import type { Anchor } from '../evidence/anchor.ts';
import { FACT_FIELDS, factValueText, type FactField, type FactState, type FactValue } from '../facts/fact.ts';
import { requestTypeName, type RequestType } from '../requests/request-types.ts';
import { DESK_FIELDS, ITEM_FIELDS, type DeskField, type FieldValue, type TemplateFields } from './template-fields.ts';

/** A fact as drafting needs it. */
export interface DraftFact {
  readonly id: string;
  readonly field: FactField;
  readonly value: FactValue;
  readonly state: FactState;
  readonly anchor: Anchor;
}

/** An item asked for, as drafting needs it. */
interface DraftItem {
  readonly text: string;
  readonly anchor?: Anchor | undefined;
  readonly disposition: Disposition;
  readonly reason: string;
}

/** All that a draft is made of. `todayOn` is the calendar date of the letter. */
export interface DraftSource {
  readonly caseNumber: string;
  readonly caseTitle: string;
  readonly requestType: RequestType;
  readonly facts: readonly DraftFact[];
  readonly items: readonly DraftItem[];
  readonly authorName: string;
  readonly organisation: string;
  readonly todayOn: string;
}

/**
 * The values, conditions and rows for a template in `locale`. Only confirmed facts fill; several facts of one field are listed
 * in their order without repetition.
 */
export const fieldsOfCase = (source: DraftSource, locale: string): TemplateFields => {
  const values: Record<string, FieldValue> = {};
  // A confirmed "no" (say, no duty not to disclose) is a value, but its condition does not hold.
  const denied = new Set<string>();
  for (const field of FACT_FIELDS) {
    const facts = source.facts.filter((fact) => fact.field === field && fact.state === 'confirmed');
    if (facts.length === 0) continue;
    if (facts.every((fact) => fact.value === false)) denied.add(field);
    values[field] = {
      text: listed([...new Set(facts.map((fact) => wordsOf(fact.value, locale)))], locale),
      factIds: facts.map((fact) => fact.id),
      anchors: facts.map((fact) => fact.anchor),
    };
  }
  const own: Readonly<Record<DeskField, string>> = {
    'case-number': source.caseNumber,
    'case-title': source.caseTitle,
    'request-type': requestTypeName(source.requestType),
    today: longDate(source.todayOn, locale),
    'author-name': source.authorName,
    organisation: source.organisation,
  };
  for (const [tag, text] of Object.entries(own)) if (text.trim() !== '') values[tag] = { text, factIds: [], anchors: [] };

  return {
    values,
    flags: flagsOf(values, denied, source.items),
    lists: { items: source.items.map((item, index) => rowOf(item, index, source)) },
  };
};

const rowOf = (item: DraftItem, index: number, source: DraftSource): Record<string, FieldValue> => {
  const fact = source.facts.find(
    (one) => one.field === 'requested-item' && one.state === 'confirmed' && factValueText(one.value) === item.text,
  );
  const anchors = item.anchor ? [item.anchor] : fact ? [fact.anchor] : [];
  const factIds = fact ? [fact.id] : [];
  return {
    'item-number': { text: String(index + 1), factIds: [], anchors: [] },
    'item-text': { text: item.text, factIds, anchors },
    // A disposition answers the item, so it points at the place where the item was asked for.
    'item-disposition': { text: DISPOSITION_WORDS[item.disposition], factIds, anchors },
    'item-reason': { text: item.reason, factIds, anchors },
  };
};

/** How a letter says what became of an item. */
export const DISPOSITION_WORDS: Readonly<Record<Disposition, string>> = {
  open: 'Not yet decided',
  produced: 'Produced',
  partly: 'Produced in part',
  objected: 'Objected to',
  'no-records': 'No responsive records',
  withdrawn: 'Withdrawn',
};

const flagsOf = (
  values: Readonly<Record<string, FieldValue>>,
  denied: ReadonlySet<string>,
  items: readonly DraftItem[],
): Record<string, boolean> => {
  const any = (disposition: Disposition): boolean => items.some((item) => item.disposition === disposition);
  const flags: Record<string, boolean> = {
    'any-items': items.length > 0,
    'no-items': items.length === 0,
    'any-produced': any('produced'),
    'any-partly': any('partly'),
    'any-objected': any('objected'),
    'any-no-records': any('no-records'),
    'any-withdrawn': any('withdrawn'),
    'all-produced': items.length > 0 && items.every((item) => item.disposition === 'produced'),
  };
  for (const tag of [...FACT_FIELDS, ...Object.keys(DESK_FIELDS), ...Object.keys(ITEM_FIELDS)]) {
    const holds = Object.hasOwn(values, tag) && !denied.has(tag);
    flags[`has-${tag}`] = holds;
    flags[`no-${tag}`] = !holds;
  }
  return flags;
};

const wordsOf = (value: FactValue, locale: string): string => {
  if (typeof value === 'object' && 'on' in value) return longDate(value.on, locale);
  const text = factValueText(value).replace(/\s+/g, ' ').trim();
  return /^\d{4}-\d{2}-\d{2}$/.test(text) ? longDate(text, locale) : text;
};

const longDate = (on: string, locale: string): string => {
  const at = Date.parse(`${on}T00:00:00Z`);
  return Number.isNaN(at) ? on : new Intl.DateTimeFormat(locale, { dateStyle: 'long', timeZone: 'UTC' }).format(at);
};

const listed = (texts: readonly string[], locale: string): string =>
  new Intl.ListFormat(locale, { style: 'long', type: 'conjunction' }).format(texts);
