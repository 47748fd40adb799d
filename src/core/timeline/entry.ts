import { z } from 'zod';

/** How exactly a time is known. */
export const PRECISIONS = ['instant', 'minute', 'day', 'about'] as const;
export const precisionSchema = z.enum(PRECISIONS);
export type Precision = z.infer<typeof precisionSchema>;

/** An IANA time zone name, such as `America/Los_Angeles`. */
export const timeZoneSchema = z.string().min(1).max(64).refine(isTimeZone, 'not a time zone of the IANA database');

function isTimeZone(name: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone !== '';
  } catch {
    return false;
  }
}

/** When something happened: an instant, or an interval when `endMs` is given; UTC epoch milliseconds, with the source's zone. */
export const timelineTimeSchema = z
  .object({
    startMs: z.int(),
    endMs: z.int().optional(),
    precision: precisionSchema,
    zone: timeZoneSchema,
  })
  .refine((time) => time.endMs === undefined || time.endMs >= time.startMs, 'an interval ends after it starts')
  .readonly();
export type TimelineTime = z.infer<typeof timelineTimeSchema>;
