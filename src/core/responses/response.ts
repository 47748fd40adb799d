import { z } from 'zod';
import { anchorSchema } from '../evidence/anchor.ts';

/**
 * Where a sentence of a response comes from: fixed words of the template, facts of the case (with their anchors), a rule of the
 * policy pack, or a person's own words, which are unsupported until anchored.
 */
export const sentenceSchema = z
  .object({
    id: z.string().min(1).max(64),
    text: z.string().max(8_000),
    origin: z.enum(['template', 'facts', 'person']),
    factIds: z.array(z.uuid()).readonly(),
    anchors: z.array(anchorSchema).readonly(),
  })
  .readonly();
export type ResponseSentence = z.infer<typeof sentenceSchema>;

/** A part of a response in reading order. `style` names the paragraph style of the template that renders it. */
export const responseBlockSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('heading'), id: z.string(), style: z.string(), sentences: z.array(sentenceSchema).readonly() }).readonly(),
  z.object({ kind: z.literal('paragraph'), id: z.string(), style: z.string(), sentences: z.array(sentenceSchema).readonly() }).readonly(),
  z
    .object({
      kind: z.literal('table'),
      id: z.string(),
      style: z.string(),
      header: z.array(z.string()).readonly(),
      rows: z.array(z.array(sentenceSchema).readonly()).readonly(),
    })
    .readonly(),
]);
export type ResponseBlock = z.infer<typeof responseBlockSchema>;

/** How well a sentence is supported: by confirmed facts or anchors, only by suggested ones, by nothing, or fixed template text. */
export const SUPPORTS = ['confirmed', 'suggested', 'none', 'template'] as const;
export type Support = (typeof SUPPORTS)[number];
