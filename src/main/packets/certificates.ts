import { p256 } from '@noble/curves/nist.js';
import { sha256 } from '@noble/hashes/sha2.js';
import * as asn1js from 'asn1js';
import * as pkijs from 'pkijs';
import { OID_EC_PUBLIC_KEY, OID_ECDSA_SHA256, OID_P256, signEcdsa } from './ecdsa.ts';
import { certificatesFromPem, certificateToPem } from './pem.ts';

/** What every new certificate needs from outside: 16 random bytes for its serial number, and when it holds (UTC, whole seconds). */
export interface CertificateTerms {
  readonly serialBytes: Uint8Array;
  readonly notBeforeMs: number;
  readonly notAfterMs: number;
}

/** The public half of a signing key: 65 bytes, an uncompressed point of P-256. */
export const publicKeyOf = (privateKey: Uint8Array): Uint8Array => p256.getPublicKey(privateKey, false);

/** A new signing key from 48 random bytes: 32 bytes, a P-256 scalar without bias. */
export const signingKeyFrom = (randomBytes48: Uint8Array): Uint8Array => p256.utils.randomSecretKey(randomBytes48);

/** Makes the organisation's root: a self-signed CA certificate that may issue people's certificates and nothing else. Returns PEM. */
export const createRootCertificate = (
  root: CertificateTerms & { readonly organisation: string; readonly privateKey: Uint8Array },
): string => {
  const publicKey = publicKeyOf(root.privateKey);
  const name = distinguishedName([
    [OID_ORGANISATION, root.organisation],
    [OID_COMMON_NAME, `${root.organisation} root`],
  ]);
  return signedCertificate({
    ...root,
    issuer: name,
    subject: name,
    publicKey,
    issuerKeyId: keyId(publicKey),
    isCa: true,
    keyUsage: USAGE_CA,
    issuerKey: root.privateKey,
  });
};

/**
 * Issues a person's certificate: common name = `name`, UID = `userId`, for signatures only. `publicKey` is a point of P-256, compressed or
 * not. Throws if `rootPem` isn't a certificate of `rootPrivateKey`. Returns PEM.
 */
export const issueUserCertificate = (
  user: CertificateTerms & {
    readonly rootPem: string;
    readonly rootPrivateKey: Uint8Array;
    readonly publicKey: Uint8Array;
    readonly userId: string;
    readonly name: string;
  },
): string => {
  const root = parsePem(user.rootPem);
  const rootPublicKey = publicKeyOf(user.rootPrivateKey);
  if (!Buffer.from(root.subjectPublicKeyInfo.subjectPublicKey.valueBlock.valueHexView).equals(rootPublicKey)) {
    throw new Error("The root certificate doesn't belong to the root key.");
  }
  const organisation = root.subject.typesAndValues.find((part) => part.type === OID_ORGANISATION)?.value.valueBlock.value;
  const subject = distinguishedName([
    ...(organisation ? ([[OID_ORGANISATION, organisation]] as const) : []),
    [OID_COMMON_NAME, user.name],
    [OID_USER_ID, user.userId],
  ]);
  const publicKey = p256.Point.fromBytes(user.publicKey).toBytes(false);
  return signedCertificate({
    ...user,
    issuer: root.subject,
    subject,
    publicKey,
    issuerKeyId: keyId(rootPublicKey),
    isCa: false,
    keyUsage: USAGE_SIGNER,
    issuerKey: user.rootPrivateKey,
  });
};

/** Makes a certificate that vouches for itself and only signs, such as an intake's: it is trusted by pinning it. Returns PEM. */
export const createPinnedCertificate = (
  pinned: CertificateTerms & { readonly name: string; readonly userId: string; readonly privateKey: Uint8Array },
): string => {
  const publicKey = publicKeyOf(pinned.privateKey);
  const name = distinguishedName([
    [OID_COMMON_NAME, pinned.name],
    [OID_USER_ID, pinned.userId],
  ]);
  return signedCertificate({
    ...pinned,
    issuer: name,
    subject: name,
    publicKey,
    issuerKeyId: keyId(publicKey),
    isCa: false,
    keyUsage: USAGE_SIGNER,
    issuerKey: pinned.privateKey,
  });
};

/** RFC 7093, method 1: the first 20 bytes of the SHA-256 of the public point. */
export const keyId = (publicKey: Uint8Array): Uint8Array => sha256(publicKey).slice(0, 20);

export const OID_COMMON_NAME = '2.5.4.3';
export const OID_ORGANISATION = '2.5.4.10';
export const OID_USER_ID = '0.9.2342.19200300.100.1.1';

/** Key usage bits (RFC 5280, 4.2.1.3): the last byte of the BIT STRING and its unused bits. */
const USAGE_CA = { bits: 0x06, unusedBits: 1 };
const USAGE_SIGNER = { bits: 0xc0, unusedBits: 6 };

interface CertificateParts extends CertificateTerms {
  readonly issuer: pkijs.RelativeDistinguishedNames;
  readonly subject: pkijs.RelativeDistinguishedNames;
  readonly publicKey: Uint8Array;
  readonly issuerKeyId: Uint8Array;
  readonly isCa: boolean;
  readonly keyUsage: { readonly bits: number; readonly unusedBits: number };
  readonly issuerKey: Uint8Array;
}

const signedCertificate = (parts: CertificateParts): string => {
  const certificate = new pkijs.Certificate({
    version: 2,
    serialNumber: serialNumber(parts.serialBytes),
    issuer: parts.issuer,
    subject: parts.subject,
  });
  certificate.notBefore = time(parts.notBeforeMs);
  certificate.notAfter = time(parts.notAfterMs);
  certificate.subjectPublicKeyInfo = new pkijs.PublicKeyInfo({
    algorithm: new pkijs.AlgorithmIdentifier({
      algorithmId: OID_EC_PUBLIC_KEY,
      algorithmParams: new asn1js.ObjectIdentifier({ value: OID_P256 }),
    }),
    subjectPublicKey: new asn1js.BitString({ valueHex: exactBuffer(parts.publicKey) }),
  });
  certificate.signature = ecdsaSha256();
  certificate.signatureAlgorithm = ecdsaSha256();
  certificate.extensions = extensions(parts);
  const tbs = new Uint8Array(certificate.encodeTBS().toBER());
  const signature = signEcdsa(tbs, parts.issuerKey);
  certificate.signatureValue = new asn1js.BitString({ valueHex: exactBuffer(signature) });
  return certificateToPem(new Uint8Array(certificate.toSchema(true).toBER()));
};

const extensions = (parts: CertificateParts): pkijs.Extension[] => {
  const usage = new asn1js.BitString({ valueHex: new Uint8Array([parts.keyUsage.bits]).buffer, unusedBits: parts.keyUsage.unusedBits });
  const constraints = new pkijs.BasicConstraints(parts.isCa ? { cA: true, pathLenConstraint: 0 } : {});
  const subjectKeyId = new asn1js.OctetString({ valueHex: exactBuffer(keyId(parts.publicKey)) });
  const authority = new pkijs.AuthorityKeyIdentifier({
    keyIdentifier: new asn1js.OctetString({ valueHex: exactBuffer(parts.issuerKeyId) }),
  });
  return [
    new pkijs.Extension({ extnID: pkijs.id_BasicConstraints, critical: true, extnValue: constraints.toSchema().toBER() }),
    new pkijs.Extension({ extnID: pkijs.id_KeyUsage, critical: true, extnValue: usage.toBER() }),
    new pkijs.Extension({ extnID: pkijs.id_SubjectKeyIdentifier, extnValue: subjectKeyId.toBER() }),
    new pkijs.Extension({ extnID: pkijs.id_AuthorityKeyIdentifier, extnValue: authority.toSchema().toBER() }),
  ];
};

/** One relative name per part, in order; pkijs alone would fold all parts into a single one. */
const distinguishedName = (parts: readonly (readonly [oid: string, value: string])[]): pkijs.RelativeDistinguishedNames => {
  const schema = new asn1js.Sequence({
    value: parts.map(
      ([type, value]) =>
        new asn1js.Set({ value: [new pkijs.AttributeTypeAndValue({ type, value: new asn1js.Utf8String({ value }) }).toSchema()] }),
    ),
  });
  return pkijs.RelativeDistinguishedNames.fromBER(schema.toBER());
};

const serialNumber = (bytes: Uint8Array): asn1js.Integer => {
  const positive = Uint8Array.from(bytes);
  if (positive.length !== 16) throw new Error(`A serial number takes 16 random bytes, not ${positive.length}.`);
  positive[0] = ((positive[0] ?? 0) & 0x7f) | 0x40;
  return new asn1js.Integer({ valueHex: exactBuffer(positive) });
};

/** RFC 5280: UTCTime through 2049, GeneralizedTime from 2050. */
const time = (atMs: number): pkijs.Time => {
  const value = new Date(Math.floor(atMs / 1000) * 1000);
  return new pkijs.Time({ type: value.getUTCFullYear() < 2050 ? pkijs.TimeType.UTCTime : pkijs.TimeType.GeneralizedTime, value });
};

const ecdsaSha256 = (): pkijs.AlgorithmIdentifier => new pkijs.AlgorithmIdentifier({ algorithmId: OID_ECDSA_SHA256 });

const parsePem = (pem: string): pkijs.Certificate => {
  const [der] = certificatesFromPem(pem);
  if (!der) throw new Error('The text holds no certificate.');
  return pkijs.Certificate.fromBER(exactBuffer(der));
};

const exactBuffer = (bytes: Uint8Array): ArrayBuffer => Uint8Array.from(bytes).buffer;
