import { describe, expect, it } from 'vitest';
import { documentPath, isBagPath, packetFileName } from '../../../src/core/packets/bag-names.ts';
import { bagInfoText, bagInfoValue, externalIdentifier, manifestText, parseManifest } from '../../../src/core/packets/bag-text.ts';

const hash = (digit: string) => ({ sha256: digit.repeat(64), sha512: digit.repeat(128) });

describe('manifestText', () => {
  it('sorts by code unit whatever the order given', () => {
    const files = [
      { path: 'data/b', ...hash('1') },
      { path: 'data/B', ...hash('2') },
      { path: 'data/a', ...hash('3') },
    ];
    expect(
      manifestText(files, 'sha256')
        .split('\n')
        .map((line) => line.slice(66)),
    ).toEqual(['data/B', 'data/a', 'data/b', '']);
  });
});

describe('parseManifest', () => {
  it('reads what manifestText writes', () => {
    const text = manifestText([{ path: 'data/a', ...hash('a') }], 'sha512');
    expect(parseManifest(text, 'sha512')).toEqual({ entries: new Map([['data/a', 'a'.repeat(128)]]) });
    expect(parseManifest('', 'sha256')).toEqual({ entries: new Map() });
  });
  it.each([
    [`${'A'.repeat(64)}  data/a\n`, 1],
    [`${'a'.repeat(63)}  data/a\n`, 1],
    [`${'a'.repeat(64)} *data/a\n`, 1],
    [`${'a'.repeat(64)}  data/a`, 1],
    [`${'a'.repeat(64)}  data/a\n${'a'.repeat(64)}  data/a\n`, 2],
    [`${'a'.repeat(64)}  data/a\n\n`, 2],
  ])('names the bad line of %j', (text, badLine) => {
    expect(parseManifest(text, 'sha256')).toEqual({ badLine });
  });
});

describe('bagInfoText', () => {
  const info = {
    organisation: 'Example\nMarket',
    baggedOn: '2026-03-04',
    externalIdentifier: 'urn:uuid:x',
    caseNumber: 'LE-2026-0042',
    revision: 2,
    supersedes: 'f'.repeat(64),
    payloadBytes: 10,
    payloadFiles: 2,
    generator: 'casewright 1',
  };
  it('keeps every value on its line and gives the Payload-Oxum', () => {
    const text = bagInfoText(info);
    expect(bagInfoValue(text, 'Source-Organization')).toBe('Example Market');
    expect(bagInfoValue(text, 'Payload-Oxum')).toBe('10.2');
    expect(bagInfoValue(text, 'Packet-Supersedes')).toBe('f'.repeat(64));
  });
  it('names nothing superseded when there is nothing', () => {
    expect(bagInfoValue(bagInfoText({ ...info, supersedes: null }), 'Packet-Supersedes')).toBeUndefined();
  });
});

describe('externalIdentifier', () => {
  it('is a UUID of version 8 that follows from the hash', () => {
    expect(externalIdentifier('0123456789abcdef'.repeat(8))).toBe('urn:uuid:01234567-89ab-8def-8123-456789abcdef');
  });
});

describe('documentPath', () => {
  it('keeps a plain extension and no other part of the original name', () => {
    expect(documentPath('request', 'D0001', 'Warrant 100% final.PDF')).toBe('data/request/D0001/original.pdf');
    for (const name of ['no extension', 'odd.p df', '.', 'x.', 'a.tar.gz?', 'x.waytoolongext'])
      expect(documentPath('evidence', 'E0001', name)).toBe('data/evidence/E0001/original.bin');
  });
});

describe('isBagPath', () => {
  it('takes plain parts only', () => {
    expect(isBagPath('data/a/B-1_2.x')).toBe(true);
    for (const path of [
      '',
      '/a',
      'a/',
      'a//b',
      '../a',
      'a/./b',
      'a/...',
      'a b',
      'a%20',
      'ä',
      'a\\b',
      'a\n',
      'a'.repeat(101),
      'a/'.repeat(130),
    ])
      expect(isBagPath(path), path).toBe(false);
  });
});

describe('packetFileName', () => {
  it('names case and revision', () => {
    expect(packetFileName('LE-2026-0042', 1)).toBe('LE-2026-0042_r1.packet.zip');
  });
});
