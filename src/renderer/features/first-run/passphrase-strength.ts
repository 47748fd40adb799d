/** How hard a passphrase is to guess, in words a person can act on. `level` is 0 (refused) to 4. */
export interface PassphraseStrength {
  readonly level: 0 | 1 | 2 | 3 | 4;
  readonly word: string;
  readonly advice: string;
}

/** The contract takes no shorter passphrase. */
const PASSPHRASE_MIN_LENGTH = 12;

const LEVELS = [
  { minBits: 0, level: 1, word: 'Weak', advice: 'Easy to guess: three more unrelated words help most.' },
  { minBits: 45, level: 2, word: 'Fair', advice: 'Holds off a person, not a machine. Add a word or two.' },
  { minBits: 60, level: 3, word: 'Good', advice: 'Good. Longer is better than stranger.' },
  { minBits: 80, level: 4, word: 'Strong', advice: 'Strong.' },
] as const;

/** Estimates the strength from length, variety and repetition. An honest guess, not a promise: it knows no dictionary of leaked passphrases. */
export const passphraseStrength = (passphrase: string): PassphraseStrength => {
  const length = Array.from(passphrase).length;
  if (length < PASSPHRASE_MIN_LENGTH) {
    const missing = PASSPHRASE_MIN_LENGTH - length;
    return {
      level: 0,
      word: 'Too short',
      advice: `${missing} more ${missing === 1 ? 'character' : 'characters'}. Four or five unrelated words are easy to remember and hard to guess.`,
    };
  }
  const bits = estimateBits(passphrase);
  const found = LEVELS.findLast((level) => bits >= level.minBits) ?? LEVELS[0];
  return { level: found.level, word: found.word, advice: found.advice };
};

/**
 * Words of three letters and more count as one pick among some 4,000 each; everything else by the alphabet it is from. What was there
 * before, or follows the last character in order, adds a single bit.
 */
const estimateBits = (passphrase: string): number => {
  const seen = new Set<string>();
  let bits = 0;
  for (const piece of passphrase.toLowerCase().match(/[a-zà-ÿ]+|\d+|./gu) ?? []) {
    if (seen.has(piece)) {
      bits += 1;
    } else if (/^[a-zà-ÿ]{3,}$/u.test(piece)) {
      bits += variety(piece) < 3 ? 4 : Math.min(12 + Math.max(0, piece.length - 9) * 2, piece.length * 4.7);
    } else {
      bits += Array.from(piece).reduce((sum, character, at, all) => sum + (follows(all[at - 1], character) ? 1 : bitsOf(character)), 0);
    }
    seen.add(piece);
  }
  return bits + (/[a-z]/.test(passphrase) && /[A-Z]/.test(passphrase) ? 3 : 0);
};

const variety = (piece: string): number => new Set(piece).size;

const follows = (before: string | undefined, character: string): boolean => {
  if (before === undefined) return false;
  return Math.abs(character.charCodeAt(0) - before.charCodeAt(0)) <= 1;
};

const bitsOf = (character: string): number =>
  /\d/.test(character) ? 3.3 : /[a-z]/i.test(character) ? 4.7 : /\s|-|_|\./.test(character) ? 1 : 5;
