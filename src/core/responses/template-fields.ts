import { z } from 'zod';
import { anchorSchema } from '../evidence/anchor.ts';
import { FACT_FIELDS, type FactField } from '../facts/fact.ts';

/** The words that fill one tag, with the facts and the places they come from. */
const fieldValueSchema = z
  .object({
    text: z.string(),
    factIds: z.array(z.uuid()).readonly(),
    anchors: z.array(anchorSchema).readonly(),
  })
  .readonly();
export type FieldValue = z.infer<typeof fieldValueSchema>;

/** Everything a template may be filled with: values by tag, conditions by name, and the rows of each loop. Stored with each version. */
export const templateFieldsSchema = z
  .object({
    values: z.record(z.string(), fieldValueSchema).readonly(),
    flags: z.record(z.string(), z.boolean()).readonly(),
    lists: z.record(z.string(), z.array(z.record(z.string(), fieldValueSchema).readonly()).readonly()).readonly(),
  })
  .readonly();
export type TemplateFields = z.infer<typeof templateFieldsSchema>;

const FACT_LABELS: Readonly<Record<FactField, string>> = {
  'issuing-authority': 'Issuing authority',
  sender: 'Sender',
  'on-behalf-of': 'On behalf of',
  recipient: 'Recipient',
  signatory: 'Signatory',
  'reference-number': 'Reference number',
  'issued-on': 'Date of issue',
  'served-on': 'Date of service',
  'received-on': 'Date received',
  due: 'Due date',
  jurisdiction: 'Jurisdiction',
  statute: 'Statute',
  identifier: 'Identifier',
  period: 'Period',
  'requested-item': 'Requested item',
  'non-disclosure': 'Non-disclosure',
  suspicious: 'Suspicious',
  other: 'Other',
};

/** Values the desk itself knows about a case, apart from its facts. */
export const DESK_FIELDS = {
  'case-number': 'Case number',
  'case-title': 'Case title',
  'request-type': 'Type of request',
  today: 'Date of the letter',
  'author-name': 'Name of the author',
  organisation: 'Name of the organisation',
} as const;
export type DeskField = keyof typeof DESK_FIELDS;

/** What the `items` loop offers inside: one row for each item asked for. */
export const ITEM_FIELDS = {
  'item-number': 'Number of the item',
  'item-text': 'Words of the item',
  'item-disposition': 'Disposition of the item',
  'item-reason': 'Reason of the disposition',
} as const;

/** Conditions about the items; `has-<field>` and `no-<field>` exist besides for every value. */
const ITEM_FLAGS = [
  'any-items',
  'no-items',
  'any-produced',
  'any-partly',
  'any-objected',
  'any-no-records',
  'any-withdrawn',
  'all-produced',
] as const;

/** The label of a tag that stands for a value, or nothing if the desk does not know the tag. */
export const labelOfTag = (tag: string): string | undefined => {
  if (FACT_FIELDS.includes(tag as FactField)) return FACT_LABELS[tag as FactField];
  if (Object.hasOwn(DESK_FIELDS, tag)) return DESK_FIELDS[tag as DeskField];
  if (Object.hasOwn(ITEM_FIELDS, tag)) return ITEM_FIELDS[tag as keyof typeof ITEM_FIELDS];
  return undefined;
};

/** Whether a tag that opens a section (`{#...}`) names a loop or a condition that the desk knows. */
export const isKnownSection = (tag: string): boolean => {
  if (tag === 'items' || ITEM_FLAGS.includes(tag as (typeof ITEM_FLAGS)[number])) return true;
  const named = /^(?:has|no)-(.+)$/.exec(tag)?.[1];
  return named !== undefined && labelOfTag(named) !== undefined;
};
