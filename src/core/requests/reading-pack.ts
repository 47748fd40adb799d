import { z } from 'zod';
import { requestTypeSchema } from './request-types.ts';

const phraseSchema = z
  .string()
  .min(2)
  .max(500)
  .refine((phrase) => phrase.split('...').length <= 4, 'at most three gaps in a phrase')
  .refine((phrase) => compiles(phrase), 'brackets do not match');

/** Where a phrase has to stand to count: title lines and subject, the opening, a web form's questions, or anywhere. */
export const zoneSchema = z.enum(['title', 'opening', 'question', 'any']);
export type PhraseZone = z.infer<typeof zoneSchema>;

const weightedPhraseSchema = z.object({ phrase: phraseSchema, weight: z.number().min(-20).max(20), zone: zoneSchema.default('any') });

const typesSchema = z.object({
  version: z.int().positive(),
  types: z.array(z.object({ type: requestTypeSchema, evidence: z.array(weightedPhraseSchema).min(1) })).min(1),
});

const vocabularySchema = z.object({
  version: z.int().positive(),
  months: z.record(z.string().min(2), z.int().min(1).max(12)),
  platformHosts: z.array(z.string().min(3)),
  referenceHosts: z.array(z.string().min(3)),
  ownDomains: z.array(z.string().min(3)),
  freeMailDomains: z.array(z.string().min(3)),
  publicBodies: z.array(phraseSchema),
  ranks: z.array(z.string().min(1)),
  companyForms: z.array(z.string().min(1)),
  questions: z.array(
    z.object({
      phrase: phraseSchema,
      role: z.enum(['target', 'original', 'remedy', 'contact', 'ownership', 'ticket', 'signature', 'other']),
    }),
  ),
  targetCues: z.array(phraseSchema),
  originalCues: z.array(phraseSchema),
  oaths: z.array(phraseSchema),
  identifierCues: z.array(
    z.object({ kind: z.string().min(2).max(40), words: z.array(phraseSchema).min(1), value: z.enum(['code', 'handle', 'name']) }),
  ),
  tableColumns: z.array(z.object({ kind: z.string().min(2).max(40), words: z.array(phraseSchema).min(1) })),
  referenceCues: z.array(z.object({ kind: z.string().min(2).max(40), words: z.array(phraseSchema).min(1) })),
});

const lawsSchema = z.object({
  version: z.int().positive(),
  codes: z.array(z.object({ name: z.string().min(2).max(80), jurisdiction: z.string().min(2).max(12) })),
  jurisdictions: z.array(z.object({ code: z.string().min(2).max(12), phrases: z.array(phraseSchema).min(1) })),
});

const conductSchema = z.object({
  version: z.int().positive(),
  demands: z.array(weightedPhraseSchema),
  grounds: z.array(weightedPhraseSchema),
  boilerplate: z.array(weightedPhraseSchema),
  nonDisclosure: z.array(phraseSchema),
  nonDisclosureEnded: z.array(phraseSchema),
  notDue: z.array(phraseSchema),
  suspicious: z.array(weightedPhraseSchema),
});

/** The editable vocabulary of the reading: four data files of `resources/policy/reading/`, each with its version. */
export const readingPackSchema = z.object({ types: typesSchema, vocabulary: vocabularySchema, laws: lawsSchema, conduct: conductSchema });
export type ReadingPack = z.infer<typeof readingPackSchema>;
export type WeightedPhrase = z.infer<typeof weightedPhraseSchema>;

/** The file names a loader reads, keyed as `readingPackSchema` expects them. */
export const READING_PACK_FILES = {
  types: 'types.json',
  vocabulary: 'vocabulary.json',
  laws: 'laws.json',
  conduct: 'conduct.json',
} as const;

/** Letters as ranges: property classes would make hundreds of case-blind expressions slow to build. */
const LETTER = 'a-zA-Z\\u00c0-\\u024f\\u0370-\\u052f';

const compiled = new Map<string, RegExp>();

/**
 * A phrase of the pack as an expression of bounded cost. A blank stands for any white space, `(a|b)` for a choice, `(a)?` for an
 * option (brackets with neither stand for themselves), `~` for any ending of a word, `...` for up to 60 characters of the same paragraph. Case does not matter.
 */
export const phraseExpression = (phrase: string): RegExp => {
  const known = compiled.get(phrase);
  if (known) return known;
  const expression = new RegExp(phraseSource(phrase), 'gi');
  compiled.set(phrase, expression);
  return expression;
};

/** The source of a phrase's expression, for joining several into one. */
export const phraseSource = (phrase: string): string => {
  const body = phrase
    .split('...')
    .map((part) =>
      part
        .trim()
        .replace(/ *\(([^()|]*)\)(?!\?)/g, '\u0001$1\u0002')
        .replace(/[.*+^${}[\]\\/]/g, '\\$&')
        .replace(/ *\(([^()]*)\)\? */g, (_, inner: string) => `~~(?:${inner})?~~`)
        .replace(/(?<!\?:)\((?!\?:)/g, '(?:')
        .replace(/~~/g, '\\s{0,3}')
        .replace(/~/g, `[${LETTER}]{0,14}`)
        .replace(/ +/g, '\\s{1,3}')
        .replaceAll('\u0001', '\\s{0,3}\\(')
        .replaceAll('\u0002', '\\)'),
    )
    .join('[^\\n]{0,60}?');
  return `(?<![${LETTER}\\d])(?:${body})(?![${LETTER}\\d])`;
};

const compiles = (phrase: string): boolean => {
  try {
    return new RegExp(phraseSource(phrase), 'i').source.length > 0;
  } catch {
    return false;
  }
};

/** The first place where any of the phrases stands in a text, or undefined. */
export const firstPhrase = (phrases: readonly string[], text: string): RegExpExecArray | undefined => {
  for (const phrase of phrases) {
    const expression = phraseExpression(phrase);
    expression.lastIndex = 0;
    const match = expression.exec(text);
    if (match) return match;
  }
  return undefined;
};

/** Sum of the weights of the phrases that stand in a text, each counted once. */
export const phraseWeight = (phrases: readonly WeightedPhrase[], text: string): number => {
  let sum = 0;
  for (const { phrase, weight } of phrases) {
    const expression = phraseExpression(phrase);
    expression.lastIndex = 0;
    if (expression.test(text)) sum += weight;
  }
  return sum;
};
