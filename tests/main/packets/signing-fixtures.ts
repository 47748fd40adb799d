import { createHash } from 'node:crypto';
import { createRootCertificate, issueUserCertificate, publicKeyOf, signingKeyFrom } from '../../../src/main/packets/certificates.ts';
import type { Signer } from '../../../src/main/packets/signer.ts';

/** When the certificates of the tests begin and end to hold. */
export const VALID_FROM_MS = Date.UTC(2026, 0, 1);
export const VALID_TO_MS = Date.UTC(2046, 0, 1);

/** An organisation of the tests; the same seed gives the same keys. */
export const organisation = (seed: string): { rootPem: string; rootKey: Uint8Array; signer: (userId: string, name: string) => Signer } => {
  const rootKey = signingKeyFrom(bytesOf(`${seed} root`, 48));
  const rootPem = createRootCertificate({ ...terms(`${seed} root`), organisation: `Example Market ${seed}`, privateKey: rootKey });
  const signer = (userId: string, name: string): Signer => {
    const privateKey = signingKeyFrom(bytesOf(`${seed} ${userId}`, 48));
    const certificatePem = issueUserCertificate({
      ...terms(`${seed} ${userId}`),
      rootPem,
      rootPrivateKey: rootKey,
      publicKey: publicKeyOf(privateKey),
      userId,
      name,
    });
    return { userId, name, certificatePem, chainPem: rootPem, privateKey };
  };
  return { rootPem, rootKey, signer };
};

/** Certificate terms of the tests, with a serial number that follows from the seed. */
export const terms = (seed: string): { serialBytes: Uint8Array; notBeforeMs: number; notAfterMs: number } => ({
  serialBytes: bytesOf(`${seed} serial`, 16),
  notBeforeMs: VALID_FROM_MS,
  notAfterMs: VALID_TO_MS,
});

/** Bytes that look random and follow from the seed. */
export const bytesOf = (seed: string, count: number): Uint8Array =>
  new Uint8Array(createHash('shake256', { outputLength: count }).update(seed).digest());
