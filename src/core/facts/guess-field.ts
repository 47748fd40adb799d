import type { FactField } from './fact.ts';

/** What a piece of selected text most likely says, for a form to start with; a person decides. `kind` names the sort of identifier. */
export interface FieldGuess {
  readonly field: FactField;
  readonly kind?: string;
}

const MONTHS = '(?:jan|feb|mar|apr|may|jun|jul|aug|sep|sept|oct|nov|dec)[a-z]*\\.?';
const DATE = new RegExp(
  `\\b(?:\\d{4}-\\d{2}-\\d{2}|\\d{1,2}[./]\\d{1,2}[./]\\d{2,4}|${MONTHS} \\d{1,2}(?:st|nd|rd|th)?,? \\d{4}|\\d{1,2}(?:st|nd|rd|th)? ${MONTHS},? \\d{4})\\b`,
  'gi',
);

const RULES: readonly (readonly [RegExp, FieldGuess])[] = [
  [/^\S+@\S+\.\S+$/, { field: 'identifier', kind: 'email' }],
  [/^(?:\d{1,3}\.){3}\d{1,3}$|^[0-9a-f]{0,4}(?::[0-9a-f]{0,4}){3,7}$/i, { field: 'identifier', kind: 'ip-address' }],
  [/^\+?[\d\s().-]{7,20}$/, { field: 'identifier', kind: 'phone' }],
  [/^https?:\/\/\S+$/i, { field: 'identifier', kind: 'url' }],
  [/§|\bU\.?\s?S\.?\s?C\b|\bC\.?F\.?R\b|\bPenal Code\b|\bAct,? s\.|\bArt(?:icle|\.) \d|\bRule \d/i, { field: 'statute' }],
  [/\b(?:not|never) (?:disclose|notify|inform|reveal)\b|non-?disclosure|\bdelayed notice\b/i, { field: 'non-disclosure' }],
  [
    /\bwithin\b.{0,40}\b(?:hours?|days?|weeks?|months?)\b|\b(?:due|no later than|not later than|by close of business|deadline|return date)\b/i,
    { field: 'due' },
  ],
  [/\bserved\b/i, { field: 'served-on' }],
  [/\breceived\b/i, { field: 'received-on' }],
  [
    /\b(?:no|nr|number|ref|reference|docket|case|file|warrant|subpoena)\b\.?\s*(?:no\.?|number|#)?\s*[:#]?\s*[A-Z0-9-]*\d/i,
    { field: 'reference-number' },
  ],
  [/^[A-Z]{1,4}-?\d[\dA-Z/-]{3,30}$/, { field: 'identifier', kind: 'account' }],
  [
    /\b(?:court|department|office|attorney|agency|police|sheriff|ministry|commission|prosecutor|authority)\b/i,
    { field: 'issuing-authority' },
  ],
  [
    /^(?:\d{1,2}[.)]\s*)?(?:all|any|the) (?:\w+ ){0,4}(?:records?|information|content|communications?|messages|documents|data|logs?)\b/i,
    { field: 'requested-item' },
  ],
];

/** Guesses the field of a fact made from `text`. Two dates in one piece are a period; one alone is a date of issue. */
export const guessField = (text: string): FieldGuess => {
  const words = text.trim().slice(0, 1_000);
  const dates = [...words.matchAll(DATE)].length;
  if (dates >= 2) return { field: 'period' };
  const rule = RULES.find(([pattern]) => pattern.test(words));
  if (rule) return rule[1];
  return dates === 1 ? { field: 'issued-on' } : { field: 'other' };
};
