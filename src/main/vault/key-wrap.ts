import { createCipheriv, createDecipheriv, hkdfSync } from 'node:crypto';
import { z } from 'zod';

/** Bytes as base64 text of at most a few hundred characters. */
export const base64Schema = z.base64().max(4_096);

/** A key wrapped under another: AES-256-GCM, ciphertext and tag together, both fields in base64. */
export const wrapSchema = z.strictObject({ nonce: base64Schema, sealed: base64Schema }).readonly();
export type Wrap = z.infer<typeof wrapSchema>;

/** Wraps `secret` under `key` (32 bytes). It opens only with the same key and the same `boundTo` text. `nonce` is 12 random bytes. */
export const wrapKey = (key: Uint8Array, secret: Uint8Array, boundTo: string, nonce: Uint8Array): Wrap => {
  const cipher = createCipheriv('aes-256-gcm', key, nonce);
  cipher.setAAD(Buffer.from(boundTo, 'utf8'));
  const sealed = Buffer.concat([cipher.update(secret), cipher.final(), cipher.getAuthTag()]);
  return { nonce: Buffer.from(nonce).toString('base64'), sealed: sealed.toString('base64') };
};

/** Opens a wrap; `null` if the key, the binding or a single bit is another. */
export const unwrapKey = (key: Uint8Array, wrap: Wrap, boundTo: string): Uint8Array | null => {
  const sealed = Buffer.from(wrap.sealed, 'base64');
  const nonce = Buffer.from(wrap.nonce, 'base64');
  if (nonce.length !== 12 || sealed.length <= 16) return null;
  const decipher = createDecipheriv('aes-256-gcm', key, nonce);
  decipher.setAAD(Buffer.from(boundTo, 'utf8'));
  decipher.setAuthTag(sealed.subarray(sealed.length - 16));
  const secret = decipher.update(sealed.subarray(0, sealed.length - 16));
  try {
    decipher.final();
    return Uint8Array.from(secret);
  } catch {
    return null;
  } finally {
    secret.fill(0);
  }
};

/** A key of 32 bytes for one purpose (HKDF with SHA-256). */
export const deriveKey = (secret: Uint8Array, salt: Uint8Array, purpose: string): Uint8Array =>
  new Uint8Array(hkdfSync('sha256', secret, salt, `casewright ${purpose}`, 32));
