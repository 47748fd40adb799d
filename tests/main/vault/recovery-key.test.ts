import { randomBytes } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { formatRecoveryKey, parseRecoveryKey } from '../../../src/main/vault/recovery-key.ts';

const secret = Uint8Array.from(randomBytes(20));
const printed = formatRecoveryKey(secret);
const opens = (typed: string): boolean => {
  const parsed = parseRecoveryKey(typed);
  return parsed.ok && Buffer.from(parsed.value).equals(secret);
};

describe('formatRecoveryKey', () => {
  it('prints nine groups of four without letters that are misread', () => {
    expect(printed).toMatch(/^([0-9A-HJKMNP-TV-Z]{4}-){8}[0-9A-HJKMNP-TV-Z]{4}$/);
  });
  it('keeps every bit, also of the least and the greatest key', () => {
    for (const fill of [0, 255]) {
      const extreme = new Uint8Array(20).fill(fill);
      expect(parseRecoveryKey(formatRecoveryKey(extreme))).toEqual({ ok: true, value: extreme });
    }
  });
});

describe('parseRecoveryKey', () => {
  it('takes it in lower case, without dashes, with spaces, with O for 0 and l for 1', () => {
    for (const typed of [
      printed,
      printed.toLowerCase(),
      printed.replaceAll('-', ''),
      ` ${printed.replaceAll('-', ' ')}\n`,
      printed.replaceAll('0', 'O').replaceAll('1', 'l'),
    ])
      expect(opens(typed), typed).toBe(true);
  });
  it('tells a missing character by the count', () => {
    expect(parseRecoveryKey(printed.slice(1))).toMatchObject({
      ok: false,
      failure: { kind: 'mistyped', message: expect.stringContaining('35 were entered') },
    });
  });
  it('tells a character that no key has', () => {
    expect(parseRecoveryKey(`U${printed.slice(1)}`)).toMatchObject({ ok: false, failure: { message: expect.stringContaining('“U”') } });
  });
  it('tells each single wrong character', () => {
    for (const [at, now] of Array.from(printed).entries()) {
      if (now === '-') continue;
      const typed = printed.slice(0, at) + (now === '7' ? '8' : '7') + printed.slice(at + 1);
      expect(parseRecoveryKey(typed).ok, typed).toBe(false);
    }
  });
  it('tells two groups exchanged', () => {
    const groups = printed.split('-');
    const typed = [groups[1], groups[0], ...groups.slice(2)].join('-');
    expect(parseRecoveryKey(typed).ok).toBe(groups[0] === groups[1]);
  });
});
