import { z } from 'zod';
import { anchorSchema } from '../evidence/anchor.ts';
import { suggestedFactSchema, summarySentenceSchema } from '../facts/fact.ts';
import { requestTypeSchema } from './request-types.ts';

/** An analysis as it is stored beside its document: the parts a case is opened from. What else an analysis says is left alone. */
export const storedAnalysisSchema = z.object({
  type: requestTypeSchema,
  typeConfidence: z.number().min(0).max(1),
  typeReasons: z.array(z.object({ text: z.string(), anchor: anchorSchema })).readonly(),
  facts: z.array(suggestedFactSchema).readonly(),
  summary: z.array(summarySentenceSchema).readonly(),
  title: z.string(),
});
export type StoredAnalysis = z.infer<typeof storedAnalysisSchema>;
