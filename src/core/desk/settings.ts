import { z } from 'zod';
import { timeZoneSchema } from '../timeline/entry.ts';

/** Where packets go: a folder, or an intake server whose receipt certificate is pinned. */
export const targetSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('folder'), path: z.string().min(1), receiptCertificatePem: z.string().optional() }),
  z.object({
    kind: z.literal('intake'),
    url: z.url({ protocol: /^https?$/ }),
    receiptCertificatePem: z.string().includes('BEGIN CERTIFICATE'),
    caPem: z.string().optional(),
    proxyUrl: z.url().optional(),
  }),
]);
export type Target = z.infer<typeof targetSchema>;

/** What a desk can be set to. `timeZone` is the zone in which dates and deadlines are shown and counted. */
export const deskSettingsSchema = z.object({
  lockAfterMinutes: z.int().min(1).max(240),
  timeZone: timeZoneSchema,
  target: targetSchema.nullable(),
  outboxPaused: z.boolean(),
});
export type DeskSettings = z.infer<typeof deskSettingsSchema>;

/** The settings of a new desk in `timeZone`. */
export const defaultSettings = (timeZone: string): DeskSettings => ({ lockAfterMinutes: 15, timeZone, target: null, outboxPaused: false });
