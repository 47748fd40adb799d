import { createHash } from 'node:crypto';
import { fail, ok, type Result } from '../../core/result.ts';

/** How many random bytes a recovery key stands for: 160 bits, beyond any guessing. */
export const RECOVERY_KEY_BYTES = 20;

/** Crockford's base 32: no I, L, O or U, so that nothing is misread. */
const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const CHECK_CHARACTERS = 4;
const CHARACTERS = (RECOVERY_KEY_BYTES * 8) / 5 + CHECK_CHARACTERS;

/** The recovery key as it is printed: nine groups of four characters, the last group a checksum. */
export const formatRecoveryKey = (secret: Uint8Array): string => {
  if (secret.length !== RECOVERY_KEY_BYTES) throw new Error(`A recovery key has ${RECOVERY_KEY_BYTES} bytes, not ${secret.length}.`);
  return (base32(secret) + checksum(secret)).replace(/(.{4})(?=.)/g, '$1-');
};

/** Reads a recovery key as somebody typed it, in any case and spacing. A slip is told as such, before the key is tried. */
export const parseRecoveryKey = (typed: string): Result<Uint8Array, { readonly kind: 'mistyped'; readonly message: string }> => {
  const text = typed
    .toUpperCase()
    .replace(/[\s\-–—.]/g, '')
    .replaceAll('O', '0')
    .replace(/[IL]/g, '1');
  const strange = Array.from(text).find((character) => !ALPHABET.includes(character));
  if (strange !== undefined) return mistyped(`“${strange}” does not occur in a recovery key`);
  if (text.length !== CHARACTERS) return mistyped(`it has ${CHARACTERS} characters (nine groups of four), and ${text.length} were entered`);
  const secret = bytesOf(text.slice(0, -CHECK_CHARACTERS));
  if (checksum(secret) !== text.slice(-CHECK_CHARACTERS))
    return mistyped('two characters are exchanged or one is misread, because its last group does not fit the others');
  return ok(secret);
};

const mistyped = (what: string) =>
  fail({
    kind: 'mistyped',
    message: `The recovery key was not entered as it is printed: ${what}. Nothing was tried or changed; compare it with the print.`,
  } as const);

const checksum = (secret: Uint8Array): string =>
  base32(createHash('sha256').update('casewright recovery key').update(secret).digest().subarray(0, 5)).slice(0, CHECK_CHARACTERS);

const base32 = (bytes: Uint8Array): string => {
  let bits = 0;
  let count = 0;
  let text = '';
  for (const byte of bytes) {
    bits = (bits << 8) | byte;
    count += 8;
    while (count >= 5) {
      count -= 5;
      text += ALPHABET[(bits >> count) & 31];
    }
    bits &= (1 << count) - 1;
  }
  return text;
};

const bytesOf = (text: string): Uint8Array => {
  const bytes = new Uint8Array((text.length * 5) / 8);
  let bits = 0;
  let count = 0;
  let at = 0;
  for (const character of text) {
    bits = (bits << 5) | ALPHABET.indexOf(character);
    count += 5;
    if (count >= 8) {
      count -= 8;
      bytes[at] = (bits >> count) & 255;
      at += 1;
    }
    bits &= (1 << count) - 1;
  }
  return bytes;
};
