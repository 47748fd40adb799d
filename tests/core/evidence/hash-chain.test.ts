import { execFileSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import { GENESIS_HASH, chainHash, chainHead, chainRecords, firstBrokenLink } from '../../../src/core/evidence/hash-chain.ts';
import { canonicalJson } from '../../../src/core/packets/canonical-json.ts';

const records = [
  { seq: 1, what: 'received' },
  { seq: 2, what: 'read' },
  { seq: 3, what: 'sealed' },
];

describe('chainHash', () => {
  it('is what sha256sum says about the previous hash followed by the canonical record', () => {
    const text = GENESIS_HASH + canonicalJson(records[0]);
    const sum = execFileSync('sha256sum', { input: text }).toString().slice(0, 64);
    expect(chainHash(GENESIS_HASH, records[0])).toBe(sum);
  });
  it('does not depend on the order of keys', () => {
    expect(chainHash(GENESIS_HASH, { b: 1, a: 2 })).toBe(chainHash(GENESIS_HASH, { a: 2, b: 1 }));
  });
});

describe('firstBrokenLink', () => {
  it('finds nothing in a whole chain', () => {
    expect(firstBrokenLink(chainRecords(records))).toBeUndefined();
  });
  it('names the first link whose record was changed', () => {
    const chain = chainRecords(records).map((link, index) => (index === 1 ? { ...link, record: { seq: 2, what: 'lost' } } : link));
    expect(firstBrokenLink(chain)).toBe(1);
  });
  it('names the link after a removed one', () => {
    expect(firstBrokenLink(chainRecords(records).toSpliced(1, 1))).toBe(1);
  });
  it('bridges a stretch kept back and still checks what follows', () => {
    const [first, second, third] = chainRecords(records);
    const shown = [first!, { prevHash: second!.prevHash, hash: second!.hash, withheld: 1 }, third!];
    expect(firstBrokenLink(shown)).toBeUndefined();
    expect(firstBrokenLink([first!, { prevHash: second!.prevHash, hash: GENESIS_HASH, withheld: 1 }, third!])).toBe(2);
  });
});

describe('chainHead', () => {
  it('is the last hash, or the start of an empty chain', () => {
    const chain = chainRecords(records);
    expect(chainHead(chain)).toBe(chain[2]?.hash);
    expect(chainHead([])).toBe(GENESIS_HASH);
  });
});
