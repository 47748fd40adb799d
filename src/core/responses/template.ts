import { z } from 'zod';
import { REQUEST_TYPES, requestTypeSchema, type RequestType } from '../requests/request-types.ts';

/** A template's id: the name of its folder under `resources/templates/`. */
export const templateIdSchema = z.string().regex(/^[a-z0-9][a-z0-9-]{0,63}$/);

/**
 * What `template.json` says beside a `template.docx`. `fits` lists the request types it answers, or `any`. `required` names tags
 * that must have a value even where the document uses them only under a condition; every other tag that the filled document
 * shows is required by being shown.
 */
export const responseTemplateSchema = z
  .object({
    id: templateIdSchema,
    version: z.string().regex(/^\d+\.\d+\.\d+$/),
    name: z.string().min(1).max(120),
    description: z.string().min(1).max(600),
    locale: z.string().min(2).max(35).refine(isLocale, 'not a language tag'),
    fits: z.union([z.literal('any'), z.array(requestTypeSchema).min(1).readonly()]),
    required: z.array(z.string().min(1)).readonly(),
  })
  .readonly();
export type ResponseTemplate = z.infer<typeof responseTemplateSchema>;

function isLocale(tag: string): boolean {
  try {
    return Intl.getCanonicalLocales(tag).length === 1;
  } catch {
    return false;
  }
}

/** Whether a template answers requests of `type`; one that fits `any` answers all. */
export const templateFits = (template: ResponseTemplate, type: RequestType): boolean =>
  template.fits === 'any' || template.fits.includes(type);

/** Templates that fit a request first, the most specific of them on top; then the others, by name. */
export const templatesInOrder = (templates: readonly ResponseTemplate[], type: RequestType): ResponseTemplate[] =>
  [...templates].sort((a, b) => breadthFor(a, type) - breadthFor(b, type) || a.name.localeCompare(b.name, 'en'));

const breadthFor = (template: ResponseTemplate, type: RequestType): number => {
  if (!templateFits(template, type)) return REQUEST_TYPES.length + 1;
  return template.fits === 'any' ? REQUEST_TYPES.length : template.fits.length;
};
