import type { UserId } from '../../core/ids.ts';
import type { SessionOptions } from './session-parts.ts';

const YEAR_MS = 365.25 * 24 * 3_600_000;

/** How long an organisation's root certificate holds, in milliseconds: packets are checked for many years. */
export const ROOT_LIFETIME_MS = 30 * YEAR_MS;

/** How long a person may sign with one certificate, in milliseconds. */
const PERSON_LIFETIME_MS = 10 * YEAR_MS;

/** Issues a person's certificate for the public half of `signingKey`, from now on. Answers PEM. */
export const issueCertificate = (
  options: Pick<SessionOptions, 'parts' | 'random' | 'now'>,
  person: {
    readonly rootCertificatePem: string;
    readonly rootKey: Uint8Array;
    readonly signingKey: Uint8Array;
    readonly userId: UserId;
    readonly name: string;
  },
): string =>
  options.parts.certificates.issue({
    rootPem: person.rootCertificatePem,
    rootPrivateKey: person.rootKey,
    publicKey: options.parts.certificates.publicKeyOf(person.signingKey),
    userId: person.userId,
    name: person.name,
    serialBytes: options.random(16),
    notBeforeMs: options.now(),
    notAfterMs: options.now() + PERSON_LIFETIME_MS,
  });
