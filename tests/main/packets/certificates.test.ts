import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  createPinnedCertificate,
  createRootCertificate,
  issueUserCertificate,
  publicKeyOf,
  signingKeyFrom,
} from '../../../src/main/packets/certificates.ts';
import { readCertificate, readCertificates, trustedAt, type CertificateInfo } from '../../../src/main/packets/certificate-reading.ts';
import { certificatesFromPem } from '../../../src/main/packets/pem.ts';
import { VALID_FROM_MS, VALID_TO_MS, bytesOf, organisation, terms } from './signing-fixtures.ts';

const market = organisation('A');
const ada = market.signer('11111111-1111-4111-8111-111111111111', 'Ada Müller');
const atMs = Date.UTC(2026, 5, 1);

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'casewright-certificates-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const info = (pem: string): CertificateInfo => {
  const read = readCertificates(pem);
  if (!read.ok || !read.value[0]) throw new Error('unreadable');
  return read.value[0];
};
const openssl = (...args: string[]): string => execFileSync('openssl', args, { cwd: folder, stdio: ['ignore', 'pipe', 'pipe'] }).toString();

describe('issueUserCertificate', () => {
  it('issues what openssl accepts in strict mode under the root', () => {
    writeFileSync(join(folder, 'root.pem'), market.rootPem);
    writeFileSync(join(folder, 'ada.pem'), ada.certificatePem);
    expect(openssl('verify', '-x509_strict', '-attime', String(atMs / 1000), '-CAfile', 'root.pem', 'ada.pem')).toContain('ada.pem: OK');
    expect(openssl('x509', '-in', 'ada.pem', '-noout', '-subject', '-nameopt', 'utf8,sep_comma_plus')).toContain(
      'O=Example Market A,CN=Ada Müller,UID=11111111-1111-4111-8111-111111111111',
    );
  });
  it('gives the same certificate for the same key, terms and name', () => {
    expect(market.signer(ada.userId, ada.name).certificatePem).toBe(ada.certificatePem);
  });
  it('refuses a root key that is not the root certificate’s', () => {
    const wrong = {
      ...terms('x'),
      rootPem: market.rootPem,
      rootPrivateKey: ada.privateKey,
      publicKey: publicKeyOf(ada.privateKey),
      userId: 'x',
      name: 'x',
    };
    expect(() => issueUserCertificate(wrong)).toThrow("doesn't belong");
  });
  it('writes times from 2050 on as openssl reads them', () => {
    const rootKey = signingKeyFrom(bytesOf('late', 48));
    writeFileSync(
      join(folder, 'late.pem'),
      createRootCertificate({ ...terms('late'), notAfterMs: Date.UTC(2066, 0, 1), organisation: 'Late', privateKey: rootKey }),
    );
    expect(openssl('x509', '-in', 'late.pem', '-noout', '-enddate')).toContain('Jan  1 00:00:00 2066 GMT');
  });
});

describe('trustedAt', () => {
  it('finds the root that issued the certificate', () => {
    const trusted = trustedAt(info(ada.certificatePem), [info(organisation('B').rootPem), info(market.rootPem)], atMs);
    expect(trusted.ok && trusted.value.name).toBe('Example Market A root');
  });
  it('refuses a certificate of another root, also one with the same name', () => {
    const impostor = createRootCertificate({
      ...terms('impostor'),
      organisation: 'Example Market A',
      privateKey: signingKeyFrom(bytesOf('impostor', 48)),
    });
    for (const root of [organisation('B').rootPem, impostor]) {
      expect(trustedAt(info(ada.certificatePem), [info(root)], atMs)).toMatchObject({
        ok: false,
        failure: { kind: 'untrusted-certificate' },
      });
    }
  });
  it('refuses a person’s certificate as an issuer', () => {
    const forged = organisation('A').signer('22222222-2222-4222-8222-222222222222', 'Bob');
    const underAda = { ...info(forged.certificatePem), issuerDer: info(ada.certificatePem).subjectDer };
    expect(trustedAt(underAda, [info(ada.certificatePem)], atMs).ok).toBe(false);
  });
  it('refuses a root as a signer', () => {
    expect(trustedAt(info(market.rootPem), [info(market.rootPem)], atMs)).toMatchObject({
      ok: false,
      failure: { kind: 'not-a-signing-certificate' },
    });
  });
  it('judges validity at the given time', () => {
    for (const when of [VALID_FROM_MS - 1, VALID_TO_MS + 1]) {
      expect(trustedAt(info(ada.certificatePem), [info(market.rootPem)], when)).toMatchObject({
        ok: false,
        failure: { kind: 'expired-certificate' },
      });
    }
  });
  it('accepts a pinned certificate that vouches for itself', () => {
    const privateKey = signingKeyFrom(bytesOf('intake', 48));
    const pinned = info(createPinnedCertificate({ ...terms('intake'), name: 'Intake', userId: 'intake', privateKey }));
    expect(trustedAt(pinned, [pinned], atMs).ok).toBe(true);
    expect(trustedAt(pinned, [info(market.rootPem)], atMs).ok).toBe(false);
  });
});

describe('readCertificate', () => {
  it('never takes a certificate with a flipped bit in any byte for a trusted one', () => {
    const [der] = certificatesFromPem(ada.certificatePem);
    const root = info(market.rootPem);
    let refused = 0;
    for (let at = 0; at < der!.length; at += 1) {
      const flipped = Uint8Array.from(der!);
      flipped[at]! ^= 1 << ((at * 5 + 3) % 8);
      const read = readCertificate(flipped);
      if (!read.ok || !trustedAt(read.value, [root], atMs).ok) refused += 1;
    }
    expect(refused).toBe(der!.length);
  });
});
