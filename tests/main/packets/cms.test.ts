import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { signDetached, signerOf, verifyDetached } from '../../../src/main/packets/cms.ts';
import { organisation } from './signing-fixtures.ts';

const market = organisation('A');
const ada = market.signer('11111111-1111-4111-8111-111111111111', 'Ada Müller');
const bob = market.signer('22222222-2222-4222-8222-222222222222', 'Bob');
const content = Buffer.from('0123abcd  bagit.txt\n');
const atMs = Date.UTC(2026, 5, 1);

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'casewright-cms-'));
  writeFileSync(join(folder, 'root.pem'), market.rootPem);
  writeFileSync(join(folder, 'other.pem'), organisation('B').rootPem);
  writeFileSync(join(folder, 'content'), content);
  writeFileSync(join(folder, 'changed'), 'something else\n');
  writeFileSync(join(folder, 'p7s'), signDetached(content, ada));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const opensslVerify = (file: string, root: string): number | null =>
  spawnSync(
    'openssl',
    [
      'cms',
      '-verify',
      '-binary',
      '-inform',
      'DER',
      '-in',
      'p7s',
      '-content',
      file,
      '-CAfile',
      root,
      '-purpose',
      'any',
      '-attime',
      String(atMs / 1000),
      '-out',
      '/dev/null',
    ],
    { cwd: folder },
  ).status;

describe('signDetached', () => {
  it('writes what openssl verifies, and only for this content and root', () => {
    expect(opensslVerify('content', 'root.pem')).toBe(0);
    expect(opensslVerify('changed', 'root.pem')).not.toBe(0);
    expect(opensslVerify('content', 'other.pem')).not.toBe(0);
  });
  it('gives the same bytes each time', () => {
    expect(signDetached(content, ada)).toEqual(signDetached(content, ada));
  });
  it('refuses a key that is not the certificate’s', () => {
    expect(() => signDetached(content, { certificatePem: ada.certificatePem, privateKey: bob.privateKey })).toThrow("doesn't belong");
  });
});

describe('verifyDetached', () => {
  it('names the signer and the root', () => {
    const verified = verifyDetached(content, signDetached(content, ada), [market.rootPem], atMs);
    expect(verified).toMatchObject({
      ok: true,
      value: { signer: { name: 'Ada Müller', userId: ada.userId }, root: { name: 'Example Market A root' } },
    });
  });
  it('refuses other content, no root, another root, another time', () => {
    const p7s = signDetached(content, ada);
    expect(verifyDetached(Buffer.from('x'), p7s, [market.rootPem], atMs)).toMatchObject({ failure: { kind: 'content-changed' } });
    expect(verifyDetached(content, p7s, [], atMs)).toMatchObject({ failure: { kind: 'untrusted-certificate' } });
    expect(verifyDetached(content, p7s, [organisation('B').rootPem], atMs)).toMatchObject({ failure: { kind: 'untrusted-certificate' } });
    expect(verifyDetached(content, p7s, [market.rootPem], 0)).toMatchObject({ failure: { kind: 'expired-certificate' } });
  });
  it('refuses a signature made by openssl in another form, and says so', () => {
    writeFileSync(join(folder, 'ada.pem'), ada.certificatePem);
    const sec1 = Buffer.concat([Buffer.from('30770201010420', 'hex'), ada.privateKey, Buffer.from('a00a06082a8648ce3d030107', 'hex')]);
    sec1[1] = sec1.length - 2;
    writeFileSync(join(folder, 'ada.key'), `-----BEGIN EC PRIVATE KEY-----\n${sec1.toString('base64')}\n-----END EC PRIVATE KEY-----\n`);
    execFileSync(
      'openssl',
      ['cms', '-sign', '-binary', '-in', 'content', '-signer', 'ada.pem', '-inkey', 'ada.key', '-outform', 'DER', '-out', 'foreign'],
      { cwd: folder, stdio: 'pipe' },
    );
    const foreign = execFileSync('cat', ['foreign'], { cwd: folder });
    expect(signerOf(foreign)).toMatchObject({ failure: { kind: 'not-a-signature', message: expect.stringContaining('strict') } });
  });
  it('refuses a flipped bit in any byte, any cut and any addition', () => {
    const p7s = signDetached(content, ada);
    let refused = 0;
    for (let at = 0; at < p7s.length; at += 1) {
      const flipped = Uint8Array.from(p7s);
      flipped[at]! ^= 1 << ((at * 5 + 3) % 8);
      if (!verifyDetached(content, flipped, [market.rootPem], atMs).ok) refused += 1;
    }
    expect(refused).toBe(p7s.length);
    expect(verifyDetached(content, p7s.subarray(0, -1), [market.rootPem], atMs).ok).toBe(false);
    expect(verifyDetached(content, Buffer.concat([p7s, Buffer.of(0)]), [market.rootPem], atMs).ok).toBe(false);
  });
});
