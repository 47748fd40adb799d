import { createHash } from 'node:crypto';
import { type AttestationRole, ATTESTATION_STATEMENTS, attestationText, attestationSchema } from '../../core/packets/attestation.ts';
import { signDetached } from './cms.ts';
import type { Signer } from './signer.ts';

/** An attestation as it lies in the bag: the signed text and its detached signature. */
export interface SignedAttestation {
  readonly json: string;
  readonly p7s: Uint8Array;
}

/** Signs, as `signer`, that they submit or approve the payload of this manifest. The same input gives the same bytes. */
export const signAttestation = (
  what: {
    readonly role: AttestationRole;
    readonly caseNumber: string;
    readonly revision: number;
    readonly atMs: number;
    readonly manifestSha512Text: string;
  },
  signer: Signer,
): SignedAttestation => {
  const json = attestationText(
    attestationSchema.parse({
      type: 'casewright-attestation/1',
      role: what.role,
      subject: { name: 'manifest-sha512.txt', sha512: createHash('sha512').update(what.manifestSha512Text).digest('hex') },
      person: { id: signer.userId, name: signer.name },
      caseNumber: what.caseNumber,
      revision: what.revision,
      atMs: what.atMs,
      statement: ATTESTATION_STATEMENTS[what.role],
    }),
  );
  return { json, p7s: signDetached(Buffer.from(json), signer) };
};
