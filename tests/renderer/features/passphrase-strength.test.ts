import { describe, expect, it } from 'vitest';
import { passphraseStrength } from '../../../src/renderer/features/first-run/passphrase-strength.ts';

describe('passphraseStrength', () => {
  it('says how many characters are missing below twelve', () => {
    expect(passphraseStrength('short')).toMatchObject({ level: 0, word: 'Too short' });
    expect(passphraseStrength('elevenchars').advice).toMatch(/^1 more character\b/);
  });

  it('calls repetition and runs weak however long they are', () => {
    expect(passphraseStrength('aaaaaaaaaaaaaaaaaaaa').level).toBe(1);
    expect(passphraseStrength('12345678901234567890').level).toBe(1);
    expect(passphraseStrength('lamp lamp lamp lamp lamp').level).toBe(1);
  });

  it('grows with each unrelated word', () => {
    const levels = [
      'lantern copper',
      'lantern copper meadow tin',
      'lantern copper meadow tin orbit',
      'lantern copper meadow tin orbit velvet quarry',
    ].map((phrase) => passphraseStrength(phrase).level);
    expect(levels).toEqual([1, 2, 3, 4]);
  });
});
