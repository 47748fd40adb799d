import { createPublicKey, verify } from 'node:crypto';
import { p256 } from '@noble/curves/nist.js';
import { derElement, derOid } from './der.ts';

/**
 * Signs with ECDSA on P-256 and SHA-256 so that the same message and key give the same signature (RFC 6979), in DER, with the smaller
 * of the two possible values of s.
 */
export const signEcdsa = (message: Uint8Array, privateKey: Uint8Array): Uint8Array =>
  p256.sign(message, privateKey, { prehash: true, lowS: true, format: 'der' });

/** Whether a signature in strict DER is that of `publicKey` (an uncompressed point) over `message`; `onlyLowS` refuses the other value of s. */
export const verifyEcdsa = (signature: Uint8Array, message: Uint8Array, publicKey: Uint8Array, onlyLowS: boolean): boolean => {
  try {
    const parsed = p256.Signature.fromBytes(signature, 'der');
    if (!Buffer.from(parsed.toBytes('der')).equals(signature) || (onlyLowS && parsed.hasHighS())) return false;
    const info = derElement(
      0x30,
      derElement(0x30, derOid(OID_EC_PUBLIC_KEY), derOid(OID_P256)),
      derElement(0x03, Uint8Array.of(0), publicKey),
    );
    return verify(
      'sha256',
      message,
      { key: createPublicKey({ key: Buffer.from(info), format: 'der', type: 'spki' }), dsaEncoding: 'der' },
      signature,
    );
  } catch {
    return false;
  }
};

export const OID_EC_PUBLIC_KEY = '1.2.840.10045.2.1';
export const OID_P256 = '1.2.840.10045.3.1.7';
export const OID_ECDSA_SHA256 = '1.2.840.10045.4.3.2';
