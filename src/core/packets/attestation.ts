import { z } from 'zod';
import { caseNumberSchema } from '../cases/case.ts';
import { canonicalJson } from './canonical-json.ts';
import { instantMsSchema, personSchema } from './records.ts';

/** What a person vouches for: that they submit, or approve, exactly the payload whose manifest has this hash. */
export const attestationSchema = z
  .strictObject({
    type: z.literal('casewright-attestation/1'),
    role: z.enum(['submit', 'approve']),
    subject: z.strictObject({ name: z.literal('manifest-sha512.txt'), sha512: z.string().regex(/^[0-9a-f]{128}$/) }).readonly(),
    person: personSchema,
    caseNumber: caseNumberSchema,
    revision: z.int().min(1),
    atMs: instantMsSchema,
    statement: z.string().min(1),
  })
  .readonly();
export type Attestation = z.infer<typeof attestationSchema>;
export type AttestationRole = Attestation['role'];

/** The words that each role signs. */
export const ATTESTATION_STATEMENTS: Readonly<Record<AttestationRole, string>> = {
  submit: 'I prepared this case file and submit it for approval. The listed files are what I submit.',
  approve:
    'I reviewed this case file, which was prepared and submitted by someone else, and approve it. The listed files are what I approve.',
};

/** Where each attestation lies in the bag. */
export const ATTESTATION_PATHS: Readonly<Record<AttestationRole, { readonly json: string; readonly p7s: string }>> = {
  submit: { json: 'attestations/01-submit.json', p7s: 'attestations/01-submit.p7s' },
  approve: { json: 'attestations/02-approve.json', p7s: 'attestations/02-approve.p7s' },
};

/** The bytes that are signed, as text: canonical JSON and a line end. */
export const attestationText = (attestation: Attestation): string => `${canonicalJson(attestation)}\n`;

/** Reads an attestation; `undefined` unless it is whole and in its one spelling. */
export const parseAttestation = (text: string): Attestation | undefined => {
  try {
    const attestation = attestationSchema.parse(JSON.parse(text));
    return attestationText(attestation) === text ? attestation : undefined;
  } catch {
    return undefined;
  }
};
