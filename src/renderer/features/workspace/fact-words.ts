import { FACT_FIELDS, factValueText, type FactField, type FactValue } from '../../../core/facts/fact.ts';
import { labelOfTag } from '../../../core/responses/template-fields.ts';
import { dayText } from '../../platform/dates.ts';

/** What a fact is about, as people say it: the sort of identifier where it is known, else the field. */
export const factName = (fact: { readonly field: FactField; readonly kind?: string | undefined }): string => {
  if (fact.kind && (fact.field === 'identifier' || fact.field === 'other')) return capitalised(fact.kind.replaceAll(/[-_]/g, ' '));
  return labelOfTag(fact.field) ?? fact.field;
};

/** A fact's value as people read it; calendar dates get their weekday. */
export const factText = (value: FactValue): string => {
  const text = factValueText(value);
  return /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(Date.parse(text)) ? dayText(text) : text;
};

/** Every field with its name, for a choice. */
export const FIELD_OPTIONS: readonly { readonly id: FactField; readonly name: string }[] = FACT_FIELDS.map((id) => ({
  id,
  name: labelOfTag(id) ?? id,
}));

/**
 * A value after a person corrected its words: a due date stays a date while it reads as one, yes and no stay such, and a rule whose
 * words changed becomes plain text, because the old rule no longer says what the words say.
 */
export const correctedValue = (before: FactValue, text: string): FactValue => {
  const words = text.trim();
  if (typeof before === 'boolean') return /^(?:yes|true)$/i.test(words) ? true : /^(?:no|false)$/i.test(words) ? false : words;
  if (typeof before === 'object' && 'on' in before && /^\d{4}-\d{2}-\d{2}$/.test(words)) return { on: words };
  if (typeof before === 'object' && 'rule' in before && words === before.text) return before;
  return words;
};

const capitalised = (words: string): string =>
  /^(?:ip|url|imei|id)\b/i.test(words)
    ? words.replace(/^\w+/, (word) => word.toUpperCase())
    : words.charAt(0).toUpperCase() + words.slice(1);
