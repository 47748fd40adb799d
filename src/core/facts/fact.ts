import { z } from 'zod';
import { calendarDateSchema } from '../ids.ts';
import { anchorSchema } from '../evidence/anchor.ts';

/** What a fact says. Names follow the output of `casewright analyze`. */
export const FACT_FIELDS = [
  'issuing-authority',
  'sender',
  'on-behalf-of',
  'recipient',
  'signatory',
  'reference-number',
  'issued-on',
  'served-on',
  'received-on',
  'due',
  'jurisdiction',
  'statute',
  'identifier',
  'period',
  'requested-item',
  'non-disclosure',
  'suspicious',
  'other',
] as const;
export const factFieldSchema = z.enum(FACT_FIELDS);
export type FactField = z.infer<typeof factFieldSchema>;

/** A due rule as the paper states it, before any calendar is applied. */
export const dueRuleSchema = z
  .object({
    amount: z.number().nonnegative(),
    unit: z.enum(['hours', 'days', 'business-days', 'weeks', 'months', 'immediately']),
    from: z.string().min(1),
  })
  .readonly();

/** Text, yes/no, a due date, or a due rule with its words. Calendar dates are text `YYYY-MM-DD`. */
export const factValueSchema = z.union([
  z.string().min(1).max(8_000),
  z.boolean(),
  z.object({ on: calendarDateSchema }).readonly(),
  z.object({ rule: dueRuleSchema, text: z.string().min(1) }).readonly(),
]);
export type FactValue = z.infer<typeof factValueSchema>;

/** Suggested by the machine or a person; confirmed or rejected only by a person. */
export const FACT_STATES = ['suggested', 'confirmed', 'rejected'] as const;
export const factStateSchema = z.enum(FACT_STATES);
export type FactState = z.infer<typeof factStateSchema>;

/** A machine's reading of a document, not yet a fact of any case. `confidence` is 0 to 1. */
export const suggestedFactSchema = z
  .object({
    field: factFieldSchema,
    kind: z.string().max(60).optional(),
    value: factValueSchema,
    confidence: z.number().min(0).max(1),
    anchor: anchorSchema,
  })
  .readonly();
export type SuggestedFact = z.infer<typeof suggestedFactSchema>;

/** A sentence of a summary with the places it was read from; never without one. */
export const summarySentenceSchema = z.object({ text: z.string().min(1), anchors: z.array(anchorSchema).readonly() }).readonly();
export type SummarySentence = z.infer<typeof summarySentenceSchema>;

/** A fact's value as a person reads it. */
export const factValueText = (value: FactValue): string => {
  if (typeof value === 'string') return value;
  if (typeof value === 'boolean') return value ? 'Yes' : 'No';
  if ('on' in value) return value.on;
  return value.text;
};
