import { Temporal } from 'temporal-polyfill';
import type { z } from 'zod';
import type { dueRuleSchema, SuggestedFact } from '../facts/fact.ts';
import type { CalendarDate } from '../ids.ts';

export type DueRule = z.infer<typeof dueRuleSchema>;

/** The instant a legal deadline passes: 23:59:59 of the calendar date in its zone, UTC epoch milliseconds. */
export const dueInstantMs = (on: CalendarDate, zone: string): number =>
  Temporal.PlainDate.from(on).toZonedDateTime({ timeZone: zone, plainTime: '23:59:59' }).epochMilliseconds;

/** The calendar date it is in `zone` at `atMs`. */
export const dateInZone = (atMs: number, zone: string): CalendarDate =>
  Temporal.Instant.fromEpochMilliseconds(atMs).toZonedDateTimeISO(zone).toPlainDate().toString();

/** `days` calendar days after `on` (before it, if negative). */
export const addDays = (on: CalendarDate, days: number): CalendarDate => Temporal.PlainDate.from(on).add({ days }).toString();

/**
 * The date on which a rule such as "5 business days from receipt" ends, counted from `startOn`, which itself is not counted.
 * Business days leave out Saturdays and Sundays; holidays of a court are not taken out, so the date is the cautious, earlier one.
 */
export const applyDueRule = (rule: DueRule, startOn: CalendarDate): CalendarDate => {
  const start = Temporal.PlainDate.from(startOn);
  switch (rule.unit) {
    case 'immediately':
      return startOn;
    case 'hours':
      return start.add({ days: Math.floor(rule.amount / 24) }).toString();
    case 'days':
      return start.add({ days: Math.floor(rule.amount) }).toString();
    case 'weeks':
      return start.add({ days: Math.floor(rule.amount * 7) }).toString();
    case 'months':
      return start.add({ months: Math.floor(rule.amount) }).toString();
    case 'business-days':
    default: {
      let date = start;
      for (let left = Math.floor(rule.amount); left > 0;) {
        date = date.add({ days: 1 });
        if (date.dayOfWeek <= 5) left -= 1;
      }
      return date.toString();
    }
  }
};

/**
 * The earliest due date that the facts of a paper give: a date as stated, or a rule counted from its own trigger: the day of issue that stands in
 * the paper, or the day the facts say it was received or served, else `arrivedOn`, the day it reached this desk. `null` if the paper names no
 * deadline, or counts it from something no fact dates: a person sets that one.
 */
export const dueOnOf = (facts: readonly Pick<SuggestedFact, 'field' | 'value'>[], arrivedOn: CalendarDate): CalendarDate | null => {
  const dates = facts.flatMap(({ field, value }) => {
    if (field !== 'due') return [];
    if (typeof value === 'object' && 'on' in value) return [value.on];
    if (typeof value === 'object' && 'rule' in value) {
      const startOn = triggerOn(facts, value.rule, arrivedOn);
      return startOn === null ? [] : [applyDueRule(value.rule, startOn)];
    }
    return typeof value === 'string' && isDate(value) ? [value] : [];
  });
  return dates.sort()[0] ?? null;
};

const triggerOn = (
  facts: readonly Pick<SuggestedFact, 'field' | 'value'>[],
  rule: DueRule,
  arrivedOn: CalendarDate,
): CalendarDate | null => {
  if (rule.unit === 'immediately') return arrivedOn;
  // A period without a start is counted from the earlier of the days it can mean.
  if (rule.from === 'unstated') return dateFact(facts, 'issued-on') ?? arrivedOn;
  if (/issu|order|letter|notice|request|date/i.test(rule.from)) return dateFact(facts, 'issued-on') ?? null;
  if (/serv/i.test(rule.from)) return dateFact(facts, 'served-on') ?? dateFact(facts, 'received-on') ?? arrivedOn;
  if (/recei|notif|deliver/i.test(rule.from)) return dateFact(facts, 'received-on') ?? dateFact(facts, 'served-on') ?? arrivedOn;
  return null;
};

const dateFact = (facts: readonly Pick<SuggestedFact, 'field' | 'value'>[], field: SuggestedFact['field']): CalendarDate | undefined => {
  for (const fact of facts) {
    if (fact.field !== field) continue;
    if (typeof fact.value === 'object' && 'on' in fact.value) return fact.value.on;
    if (typeof fact.value === 'string' && isDate(fact.value)) return fact.value;
  }
  return undefined;
};

const isDate = (text: string): boolean => {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  try {
    Temporal.PlainDate.from(text);
    return true;
  } catch {
    return false;
  }
};
