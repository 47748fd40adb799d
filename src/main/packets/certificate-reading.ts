import { p256 } from '@noble/curves/nist.js';
import * as asn1js from 'asn1js';
import * as pkijs from 'pkijs';
import { fail, ok, type Result } from '../../core/result.ts';
import { OID_COMMON_NAME, OID_USER_ID } from './certificates.ts';
import { derElement, derOid } from './der.ts';
import { OID_EC_PUBLIC_KEY, OID_ECDSA_SHA256, OID_P256, verifyEcdsa } from './ecdsa.ts';
import { certificatesFromPem } from './pem.ts';

/** What a certificate says. `publicKey` is an uncompressed point of P-256; names are as they stand in the subject. */
export interface CertificateInfo {
  readonly der: Uint8Array;
  readonly name: string;
  readonly userId: string;
  readonly serialDer: Uint8Array;
  readonly subjectDer: Uint8Array;
  readonly issuerDer: Uint8Array;
  readonly publicKey: Uint8Array;
  readonly notBeforeMs: number;
  readonly notAfterMs: number;
  readonly isCa: boolean;
  readonly mayIssue: boolean;
  readonly maySign: boolean;
  readonly signedPart: Uint8Array;
  readonly signature: Uint8Array;
}

export interface CertificateFailure {
  readonly kind: 'not-a-certificate' | 'untrusted-certificate' | 'expired-certificate' | 'not-a-signing-certificate';
  readonly message: string;
}

/** Reads a certificate; only P-256 keys signed with ECDSA and SHA-256, in strict DER, are taken. */
export const readCertificate = (der: Uint8Array): Result<CertificateInfo, CertificateFailure> => {
  try {
    const certificate = pkijs.Certificate.fromBER(Uint8Array.from(der).buffer);
    const info = describe(certificate, der);
    if (typeof info === 'string') return fail({ kind: 'not-a-certificate', message: info });
    return ok(info);
  } catch {
    return fail({ kind: 'not-a-certificate', message: 'The bytes are not an X.509 certificate.' });
  }
};

/** Reads every certificate of PEM text. Fails if there is none or one of them can't be read. */
export const readCertificates = (pem: string): Result<readonly CertificateInfo[], CertificateFailure> => {
  const found: CertificateInfo[] = [];
  for (const der of certificatesFromPem(pem)) {
    const read = readCertificate(der);
    if (!read.ok) return read;
    found.push(read.value);
  }
  if (found.length === 0) return fail({ kind: 'not-a-certificate', message: 'The text holds no certificate in PEM form.' });
  return ok(found);
};

/**
 * Whether `certificate` may sign at `atMs`: issued by one of the trusted roots, or itself pinned as trusted, and within its time and the root's.
 * Returns the root (or the pinned certificate) that vouches for it.
 */
export const trustedAt = (
  certificate: CertificateInfo,
  roots: readonly CertificateInfo[],
  atMs: number,
): Result<CertificateInfo, CertificateFailure> => {
  if (!certificate.maySign) {
    return fail({ kind: 'not-a-signing-certificate', message: `The certificate of ${certificate.name} is not for signatures.` });
  }
  const root = roots.find((candidate) => same(candidate.der, certificate.der) || isIssuedBy(certificate, candidate));
  if (!root) {
    return fail({
      kind: 'untrusted-certificate',
      message: `The certificate of ${certificate.name} was not issued by a root that is trusted here.`,
    });
  }
  for (const link of [certificate, root]) {
    if (atMs < link.notBeforeMs || atMs > link.notAfterMs) {
      const [from, to] = [link.notBeforeMs, link.notAfterMs].map((ms) => new Date(ms).toISOString());
      return fail({
        kind: 'expired-certificate',
        message: `The certificate of ${link.name} holds from ${from} to ${to}, not at ${new Date(atMs).toISOString()}.`,
      });
    }
  }
  return ok(root);
};

const isIssuedBy = (certificate: CertificateInfo, root: CertificateInfo): boolean =>
  root.isCa &&
  root.mayIssue &&
  same(certificate.issuerDer, root.subjectDer) &&
  verifyEcdsa(certificate.signature, certificate.signedPart, root.publicKey, false);

const describe = (certificate: pkijs.Certificate, der: Uint8Array): CertificateInfo | string => {
  const key = certificate.subjectPublicKeyInfo;
  const curve = key.algorithm.algorithmParams as unknown;
  const isP256 =
    key.algorithm.algorithmId === OID_EC_PUBLIC_KEY && curve instanceof asn1js.ObjectIdentifier && curve.valueBlock.toString() === OID_P256;
  if (!isP256) return 'The certificate has a key that is not of the curve P-256; only those are used here.';
  if (certificate.signatureAlgorithm.algorithmId !== OID_ECDSA_SHA256)
    return 'The certificate is not signed with ECDSA and SHA-256; only those are used here.';
  const publicKey = Uint8Array.from(key.subjectPublicKey.valueBlock.valueHexView);
  if (publicKey.length !== 65 || publicKey[0] !== 4) return 'The certificate holds its key in a form that is not used here.';
  const signature = Uint8Array.from(certificate.signatureValue.valueBlock.valueHexView);
  if (!same(reencoded(certificate.tbsView, signature), der)) return 'The certificate is not in strict DER.';
  const { isCa, usage } = constraints(certificate);
  return {
    der: Uint8Array.from(der),
    name: textOf(certificate.subject, OID_COMMON_NAME),
    userId: textOf(certificate.subject, OID_USER_ID),
    serialDer: new Uint8Array(certificate.serialNumber.toBER()),
    subjectDer: new Uint8Array(certificate.subject.toSchema().toBER()),
    issuerDer: new Uint8Array(certificate.issuer.toSchema().toBER()),
    publicKey,
    notBeforeMs: certificate.notBefore.value.getTime(),
    notAfterMs: certificate.notAfter.value.getTime(),
    isCa,
    mayIssue: (usage & 0x04) !== 0,
    maySign: !isCa && (usage & 0x80) !== 0,
    signedPart: Uint8Array.from(certificate.tbsView),
    signature,
  };
};

/** Everything outside the signed part in its only accepted spelling, so that no byte of a certificate can vary unseen. */
const reencoded = (signedPart: Uint8Array, signature: Uint8Array): Uint8Array => {
  const strict = p256.Signature.fromBytes(signature, 'der').toBytes('der');
  return derElement(0x30, signedPart, derElement(0x30, derOid(OID_ECDSA_SHA256)), derElement(0x03, Uint8Array.of(0), strict));
};

const constraints = (certificate: pkijs.Certificate): { isCa: boolean; usage: number } => {
  let isCa = false;
  let usage = 0;
  for (const extension of certificate.extensions ?? []) {
    const parsed = extension.parsedValue as unknown;
    if (extension.extnID === pkijs.id_BasicConstraints && parsed instanceof pkijs.BasicConstraints) isCa = parsed.cA;
    if (extension.extnID === pkijs.id_KeyUsage && parsed instanceof asn1js.BitString) usage = parsed.valueBlock.valueHexView[0] ?? 0;
  }
  return { isCa, usage };
};

const textOf = (name: pkijs.RelativeDistinguishedNames, type: string): string => {
  const value = name.typesAndValues.find((part) => part.type === type)?.value as unknown;
  return value instanceof asn1js.Utf8String ? value.valueBlock.value : '';
};

const same = (left: Uint8Array, right: Uint8Array): boolean => Buffer.from(left).equals(right);
