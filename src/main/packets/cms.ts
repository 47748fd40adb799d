import { createHash } from 'node:crypto';
import * as asn1js from 'asn1js';
import * as pkijs from 'pkijs';
import { fail, ok, type Result } from '../../core/result.ts';
import { type CertificateFailure, type CertificateInfo, readCertificate, readCertificates, trustedAt } from './certificate-reading.ts';
import { derElement, derOid } from './der.ts';
import { OID_ECDSA_SHA256, signEcdsa, verifyEcdsa } from './ecdsa.ts';
import { certificatesFromPem } from './pem.ts';
import type { Signer } from './signer.ts';

export interface SignatureFailure {
  readonly kind: CertificateFailure['kind'] | 'not-a-signature' | 'content-changed' | 'signature-wrong';
  readonly message: string;
}

/** Who signed, by their certificate, and the trusted root (or pinned certificate) that vouches for them. */
export interface VerifiedSignature {
  readonly signer: CertificateInfo;
  readonly root: CertificateInfo;
}

/**
 * Signs `content` as detached CMS SignedData (RFC 5652) in DER: ECDSA P-256 with SHA-256, signed attributes contentType and
 * messageDigest, the signer's certificate inside, no time. The same content and signer give the same bytes (RFC 6979).
 */
export const signDetached = (content: Uint8Array, signer: Pick<Signer, 'certificatePem' | 'privateKey'>): Uint8Array =>
  sign(content, signer);

const sign = (content: Uint8Array, signer: Pick<Signer, 'certificatePem' | 'privateKey'>, enclosed?: Uint8Array): Uint8Array => {
  const certificate = onlyCertificate(signer.certificatePem);
  const digest = sha256(content);
  const signature = signEcdsa(signedAttributes(digest, TAG_SET), signer.privateKey);
  if (!verifyEcdsa(signature, signedAttributes(digest, TAG_SET), certificate.publicKey, true))
    throw new Error("The signer's key doesn't belong to the signer's certificate.");
  return encodeSignedData(certificate, digest, signature, enclosed);
};

/**
 * Checks a detached signature made by `signDetached` over `content`, and its certificate against `trustedRootPems` as of `atMs`. Every byte of
 * `p7s` counts: anything but the one strict encoding is refused.
 */
export const verifyDetached = (
  content: Uint8Array,
  p7s: Uint8Array,
  trustedRootPems: readonly string[],
  atMs: number,
): Result<VerifiedSignature, SignatureFailure> => verifyContent(content, p7s, undefined, trustedRootPems, atMs);

const verifyContent = (
  content: Uint8Array,
  p7s: Uint8Array,
  enclosed: Uint8Array | undefined,
  trustedRootPems: readonly string[],
  atMs: number,
): Result<VerifiedSignature, SignatureFailure> => {
  const read = readSignature(p7s, enclosed);
  if (!read.ok) return read;
  const { signer, digest, signature } = read.value;
  if (!sha256(content).equals(digest)) return fail({ kind: 'content-changed', message: `The content is not what ${signer.name} signed.` });
  if (!verifyEcdsa(signature, signedAttributes(digest, TAG_SET), signer.publicKey, true)) {
    return fail({ kind: 'signature-wrong', message: `The signature was not made with the key of ${signer.name}.` });
  }
  const roots: CertificateInfo[] = [];
  for (const pem of trustedRootPems) {
    const certificates = readCertificates(pem);
    if (!certificates.ok)
      return fail({ ...certificates.failure, message: `A trusted root can't be used: ${certificates.failure.message}` });
    roots.push(...certificates.value);
  }
  const trusted = trustedAt(signer, roots, atMs);
  return trusted.ok ? ok({ signer, root: trusted.value }) : trusted;
};

/**
 * Signs `content` as `signDetached` does, with the content enclosed, for a signed text that travels as one file. `openssl cms -verify` prints it.
 */
export const signEnclosing = (content: Uint8Array, signer: Pick<Signer, 'certificatePem' | 'privateKey'>): Uint8Array =>
  sign(content, signer, content);

/** The content that an enclosing signature carries, before anything about it is checked; `undefined` if it is not one. */
export const enclosedContent = (p7s: Uint8Array): Uint8Array | undefined => partsOf(p7s)?.content;

/** Checks an enclosing signature as `verifyDetached` does, over the content it carries. */
export const verifyEnclosing = (
  p7s: Uint8Array,
  trustedRootPems: readonly string[],
  atMs: number,
): Result<VerifiedSignature, SignatureFailure> => {
  const content = enclosedContent(p7s);
  return content
    ? verifyContent(content, p7s, content, trustedRootPems, atMs)
    : fail({ kind: 'not-a-signature', message: 'The bytes are not a signed text in CMS form.' });
};

/** The certificate that a signature carries, not yet trusted. */
export const signerOf = (p7s: Uint8Array): Result<CertificateInfo, SignatureFailure> => {
  const read = readSignature(p7s);
  return read.ok ? ok(read.value.signer) : read;
};

interface SignatureParts {
  readonly signer: CertificateInfo;
  readonly digest: Uint8Array;
  readonly signature: Uint8Array;
}

const readSignature = (p7s: Uint8Array, enclosed?: Uint8Array): Result<SignatureParts, SignatureFailure> => {
  const parts = partsOf(p7s);
  if (!parts) return fail({ kind: 'not-a-signature', message: 'The bytes are not a CMS signature.' });
  const signer = readCertificate(parts.certificateDer);
  if (!signer.ok) return fail({ ...signer.failure, message: `The signature's certificate can't be used: ${signer.failure.message}` });
  if (!Buffer.from(encodeSignedData(signer.value, parts.digest, parts.signature, enclosed)).equals(p7s)) {
    return fail({ kind: 'not-a-signature', message: 'The signature is not in the strict form that this program writes.' });
  }
  return ok({ signer: signer.value, digest: parts.digest, signature: parts.signature });
};

const partsOf = (
  p7s: Uint8Array,
): { certificateDer: Uint8Array; digest: Uint8Array; signature: Uint8Array; content: Uint8Array | undefined } | undefined => {
  try {
    const info = pkijs.ContentInfo.fromBER(Uint8Array.from(p7s).buffer);
    const signed = new pkijs.SignedData({ schema: info.content });
    const [certificate] = signed.certificates ?? [];
    const [signerInfo] = signed.signerInfos;
    const digestAttribute = signerInfo?.signedAttrs?.attributes.find((attribute) => attribute.type === OID_MESSAGE_DIGEST);
    const digest = digestAttribute?.values[0] as unknown;
    if (!(certificate instanceof pkijs.Certificate) || !signerInfo || !(digest instanceof asn1js.OctetString)) return undefined;
    return {
      certificateDer: new Uint8Array(certificate.toSchema().toBER()),
      digest: Uint8Array.from(digest.valueBlock.valueHexView),
      signature: Uint8Array.from(signerInfo.signature.valueBlock.valueHexView),
      content: signed.encapContentInfo.eContent && new Uint8Array(signed.encapContentInfo.eContent.getValue()),
    };
  } catch {
    return undefined;
  }
};

const encodeSignedData = (certificate: CertificateInfo, digest: Uint8Array, signature: Uint8Array, enclosed?: Uint8Array): Uint8Array => {
  const digestAlgorithm = derElement(TAG_SEQUENCE, derOid(OID_SHA256));
  const signerInfo = derElement(
    TAG_SEQUENCE,
    VERSION_1,
    derElement(TAG_SEQUENCE, certificate.issuerDer, certificate.serialDer),
    digestAlgorithm,
    signedAttributes(digest, TAG_IMPLICIT_0),
    derElement(TAG_SEQUENCE, derOid(OID_ECDSA_SHA256)),
    derElement(TAG_OCTETS, signature),
  );
  const signedData = derElement(
    TAG_SEQUENCE,
    VERSION_1,
    derElement(TAG_SET, digestAlgorithm),
    derElement(TAG_SEQUENCE, derOid(OID_DATA), ...(enclosed ? [derElement(TAG_EXPLICIT_0, derElement(TAG_OCTETS, enclosed))] : [])),
    derElement(TAG_IMPLICIT_0, certificate.der),
    derElement(TAG_SET, signerInfo),
  );
  return Uint8Array.from(derElement(TAG_SEQUENCE, derOid(OID_SIGNED_DATA), derElement(TAG_EXPLICIT_0, signedData)));
};

/** A DER set, shorter element first; it is signed as a SET and stored under an implicit tag (RFC 5652, 5.4). */
const signedAttributes = (digest: Uint8Array, tag: number): Uint8Array =>
  Uint8Array.from(
    derElement(
      tag,
      derElement(TAG_SEQUENCE, derOid(OID_CONTENT_TYPE), derElement(TAG_SET, derOid(OID_DATA))),
      derElement(TAG_SEQUENCE, derOid(OID_MESSAGE_DIGEST), derElement(TAG_SET, derElement(TAG_OCTETS, digest))),
    ),
  );

const onlyCertificate = (pem: string): CertificateInfo => {
  const ders = certificatesFromPem(pem);
  const read = ders.length === 1 && ders[0] ? readCertificate(ders[0]) : undefined;
  if (!read?.ok) throw new Error("The signer's certificate can't be read.");
  return read.value;
};

const sha256 = (bytes: Uint8Array): Buffer => createHash('sha256').update(bytes).digest();

const TAG_SEQUENCE = 0x30;
const TAG_SET = 0x31;
const TAG_OCTETS = 0x04;
const TAG_IMPLICIT_0 = 0xa0;
const TAG_EXPLICIT_0 = 0xa0;
const VERSION_1 = Uint8Array.of(0x02, 0x01, 0x01);
const OID_DATA = '1.2.840.113549.1.7.1';
const OID_SIGNED_DATA = '1.2.840.113549.1.7.2';
const OID_CONTENT_TYPE = '1.2.840.113549.1.9.3';
const OID_MESSAGE_DIGEST = '1.2.840.113549.1.9.4';
const OID_SHA256 = '2.16.840.1.101.3.4.2.1';
