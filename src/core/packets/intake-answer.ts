import { z } from 'zod';

const reason = z.object({ check: z.string(), detail: z.string(), files: z.array(z.string()).readonly() }).readonly();

/**
 * What an intake answers about a packet, as JSON. `stored` and `already-stored` carry the signed receipt in base64. `busy` means that it is still
 * checking the packet, `under-way` that another upload of the same packet has begun. `damaged` means the bytes that arrived are not those announced.
 */
export const intakeAnswerSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.enum(['stored', 'already-stored']), receiptP7s: z.base64() }),
  z.object({ kind: z.literal('busy'), message: z.string() }),
  z.object({ kind: z.literal('under-way'), message: z.string() }),
  z.object({ kind: z.literal('unknown'), message: z.string() }),
  z.object({ kind: z.literal('damaged'), message: z.string() }),
  z.object({ kind: z.literal('conflict'), message: z.string() }),
  z.object({ kind: z.literal('refused'), message: z.string(), reasons: z.array(reason).readonly() }),
]);
export type IntakeAnswer = z.infer<typeof intakeAnswerSchema>;

/** The status that each answer goes with. */
export const INTAKE_STATUS: Readonly<Record<IntakeAnswer['kind'], number>> = {
  stored: 200,
  'already-stored': 409,
  busy: 202,
  'under-way': 409,
  unknown: 404,
  damaged: 422,
  conflict: 409,
  refused: 422,
};

/** Reads an answer; `undefined` if it is none. */
export const parseIntakeAnswer = (text: string): IntakeAnswer | undefined => {
  try {
    return intakeAnswerSchema.parse(JSON.parse(text));
  } catch {
    return undefined;
  }
};

/** What an upload announces about itself (tus metadata); the upload's id follows from the hash. */
export const announcementSchema = z
  .object({
    packet_id: z.string().regex(/^[0-9a-f]{64}$/),
    zip_sha256: z.string().regex(/^[0-9a-f]{64}$/),
    case_ref: z.string().regex(/^[A-Z]{2}-\d{4}-\d{4,}$/),
    revision: z.string().regex(/^[1-9]\d{0,5}$/),
  })
  .readonly();
export type Announcement = z.infer<typeof announcementSchema>;

/** The id of a packet's upload. */
export const uploadId = (zipSha256: string): string => `sha256-${zipSha256}`;
