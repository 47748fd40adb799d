import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sha256Schema } from '../../../src/core/ids.ts';
import { parseAttestation } from '../../../src/core/packets/attestation.ts';
import { canonicalJson } from '../../../src/core/packets/canonical-json.ts';
import { failedChecks } from '../../../src/core/packets/packet-checks.ts';
import type { MadeFile, PacketContent } from '../../../src/core/packets/packet-content.ts';
import { packetMetadataSchema } from '../../../src/core/packets/packet-metadata.ts';
import type { Verification } from '../../../src/core/packets/packet.ts';
import { tagPart } from '../../../src/main/packets/bag-layout.ts';
import { issueUserCertificate, publicKeyOf } from '../../../src/main/packets/certificates.ts';
import { signDetached } from '../../../src/main/packets/cms.ts';
import { certificatesFromPem } from '../../../src/main/packets/pem.ts';
import { type SealInput, chainPem } from '../../../src/main/packets/seal-packet.ts';
import type { Signer } from '../../../src/main/packets/signer.ts';
import { verifyPacket } from '../../../src/main/packets/verify-packet.ts';
import { anchorOn, APPROVED_AT_MS, approver, author, market, sealer, sampleContent, samplePayload, sealInput } from './packet-fixtures.ts';
import { VALID_FROM_MS, VALID_TO_MS, terms } from './signing-fixtures.ts';
import { buildZip } from './zip-builder.ts';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'casewright-dishonest-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Seals whatever it is given, with none of the checks of sealPacket: what a dishonest desk with real keys could do. */
const sealAnything = async (input: SealInput, signers: readonly Signer[] = [author, approver]): Promise<Verification> => {
  const metadata = packetMetadataSchema.parse(JSON.parse(input.tagFiles.find((file) => file.path === 'metadata/packet.json')!.text));
  const { files, tagManifestSha512 } = tagPart({ ...input, metadata, approval: parseAttestation(input.approve.json)! });
  const chain = chainPem(
    [...signers, input.sealer].flatMap((signer) => certificatesFromPem(signer.certificatePem)),
    market.rootPem,
  );
  const made: MadeFile[] = [
    ...files,
    { path: 'signatures/seal.p7s', bytes: signDetached(tagManifestSha512.bytes, input.sealer) },
    { path: 'signatures/chain.pem', bytes: Buffer.from(chain) },
  ];
  for (const file of input.payload) {
    const parts: Uint8Array[] = [];
    for await (const chunk of file.open()) parts.push(chunk);
    made.push({ path: file.path, bytes: Buffer.concat(parts) });
  }
  const path = join(folder, 'packet.zip');
  const entries = made.map((file) => ({ name: `${metadata.caseNumber}_r${metadata.revision}/${file.path}`, bytes: file.bytes }));
  writeFileSync(path, buildZip(entries.toSorted((left, right) => (left.name < right.name ? -1 : 1))));
  return verifyPacket(path, { rootPems: [market.rootPem] });
};

const withPayload = (edit: (files: MadeFile[]) => MadeFile[], content = sampleContent()): SealInput =>
  sealInput({ content, payload: edit(samplePayload(content)) });
const editLine = (files: MadeFile[], path: string, edit: (text: string) => string): MadeFile[] =>
  files.map((file) => (file.path === path ? { path, bytes: Buffer.from(edit(Buffer.from(file.bytes).toString())) } : file));
const withMetadata = (input: SealInput, edit: (metadata: Record<string, unknown>) => Record<string, unknown>): SealInput => ({
  ...input,
  tagFiles: input.tagFiles.map((file) =>
    file.path === 'metadata/packet.json' ? { path: file.path, text: `${canonicalJson(edit(JSON.parse(file.text)))}\n` } : file,
  ),
});
const withContent = (edit: (content: PacketContent) => Partial<PacketContent>): SealInput =>
  sealInput({ content: { ...sampleContent(), ...edit(sampleContent()) } });

describe('verifyPacket, on packets sealed with real keys by a dishonest desk', () => {
  it('accepts the same way of sealing when everything is honest', async () => {
    expect(failedChecks(await sealAnything(sealInput()))).toEqual([]);
  });

  it('refuses a packet that its author approved', async () => {
    expect(failedChecks(await sealAnything(sealInput({ people: { submit: author, approve: author } }), [author, author]))).toEqual([
      'four-eyes',
    ]);
  });

  it('refuses two names over one key', async () => {
    const alias = { ...author, userId: approver.userId, name: approver.name };
    expect(failedChecks(await sealAnything(sealInput({ people: { submit: author, approve: alias } }), [author]))).toEqual([
      'approval',
      'four-eyes',
    ]);
  });

  it('refuses an attestation signed by someone else than it names', async () => {
    const stolen = sealInput({
      people: { approve: { ...approver, certificatePem: author.certificatePem, privateKey: author.privateKey } },
    });
    expect(failedChecks(await sealAnything(stolen, [author]))).toEqual(expect.arrayContaining(['approval']));
  });

  it('refuses attestations about other files', async () => {
    const other = sealInput({ content: { ...sampleContent(), facts: [] } });
    expect(failedChecks(await sealAnything({ ...sealInput(), approve: other.approve }))).toEqual(['approval']);
    expect(failedChecks(await sealAnything({ ...sealInput(), submit: other.submit }))).toEqual(['submission']);
  });

  it('refuses a submission in place of the approval', async () => {
    const input = sealInput();
    expect(failedChecks(await sealAnything({ ...input, approve: input.submit }))).toEqual(
      expect.arrayContaining(['approval', 'four-eyes']),
    );
  });

  it('judges certificates at the time of approval', async () => {
    const input = sealInput();
    const late = sealInput();
    const json = late.approve.json.replace(/"atMs":\d+/, `"atMs":${VALID_TO_MS + 1}`);
    const approve = { json, p7s: signDetached(Buffer.from(json), approver) };
    expect(failedChecks(await sealAnything({ ...input, approve }))).toEqual(expect.arrayContaining(['trusted-root', 'seal', 'approval']));
  });

  it('takes a seal by someone who was certified after the approval, but not by one whose certificate had run out before', async () => {
    const certified = (holds: { notBeforeMs: number; notAfterMs: number }): Signer => {
      const { rootPem, rootKey } = market;
      const person = { userId: sealer.userId, name: sealer.name, publicKey: publicKeyOf(sealer.privateKey) };
      return {
        ...sealer,
        certificatePem: issueUserCertificate({ ...terms('later'), ...holds, rootPem, rootPrivateKey: rootKey, ...person }),
      };
    };
    const dayMs = 86_400_000;
    const later = certified({ notBeforeMs: APPROVED_AT_MS + dayMs, notAfterMs: APPROVED_AT_MS + 2 * dayMs });
    expect(failedChecks(await sealAnything(sealInput({ people: { seal: later } })))).toEqual([]);
    const over = certified({ notBeforeMs: VALID_FROM_MS, notAfterMs: APPROVED_AT_MS - dayMs });
    expect(failedChecks(await sealAnything(sealInput({ people: { seal: over } })))).toEqual(['seal', 'trusted-root', 'certificate-chain']);
    const afterRoot = certified({ notBeforeMs: VALID_TO_MS + dayMs, notAfterMs: VALID_TO_MS + 2 * dayMs });
    expect(failedChecks(await sealAnything(sealInput({ people: { seal: afterRoot } })))).toEqual([
      'seal',
      'trusted-root',
      'certificate-chain',
    ]);
  });

  it('refuses a broken audit chain and says where it breaks', async () => {
    const verification = await sealAnything(
      withPayload((files) =>
        editLine(files, 'data/records/audit.jsonl', (text) => text.replace('Imported document 4', 'Imported document 5')),
      ),
    );
    expect(failedChecks(verification)).toEqual(['audit-chain']);
    expect(verification.checks.find((check) => check.name === 'audit-chain')?.detail).toContain('line 3');
  });

  it('refuses a custody chain with a link cut out', async () => {
    const cut = withPayload((files) => editLine(files, 'data/records/custody.jsonl', (text) => text.slice(text.indexOf('\n') + 1)));
    expect(failedChecks(await sealAnything(cut))).toEqual(['counts', 'custody-chain']);
  });

  it('refuses custody that names other bytes than the document’s', async () => {
    const other = sha256Schema.parse(createHash('sha256').update('other').digest('hex'));
    expect(
      failedChecks(
        await sealAnything(withContent((content) => ({ custody: content.custody.map((event) => ({ ...event, sha256After: other })) }))),
      ),
    ).toEqual(['custody-chain']);
  });

  it('refuses a document without custody', async () => {
    expect(failedChecks(await sealAnything(withContent((content) => ({ custody: content.custody.slice(0, 1) }))))).toEqual([
      'custody-chain',
    ]);
  });

  it.each([
    'facts',
    'timeline',
    'decisions',
    'reviews',
    'custody',
    'audit',
    'auditWithheld',
    'documents',
    'pages',
    'exhibits',
    'requestedItems',
    'responseSentences',
  ])('refuses another count of %s than there are', async (kind) => {
    const verification = await sealAnything(
      withMetadata(sealInput(), (metadata) => ({ ...metadata, counts: { ...(metadata['counts'] as object), [kind]: 99 } })),
    );
    expect(failedChecks(verification)).toEqual(['counts']);
    expect(verification.checks.find((check) => check.name === 'counts')?.files).toEqual(['metadata/packet.json']);
  });

  it('refuses heads of chains that differ from packet.json', async () => {
    const verification = await sealAnything(
      withMetadata(sealInput(), (metadata) => ({ ...metadata, auditHead: '1'.repeat(64), custodyHead: '2'.repeat(64) })),
    );
    expect(failedChecks(verification)).toEqual(['custody-chain', 'audit-chain']);
  });

  it('refuses a record whose anchor points into a document that is not in the packet', async () => {
    const elsewhere = { ...anchorOn(1, 'SW-555-0199'), documentSha256: sha256Schema.parse('f'.repeat(64)) };
    const verification = await sealAnything(
      withContent((content) => ({ facts: content.facts.map((fact) => ({ ...fact, anchor: elsewhere })) })),
    );
    expect(failedChecks(verification)).toEqual(['anchors']);
    expect(verification.checks.find((check) => check.name === 'anchors')).toMatchObject({
      files: ['data/records/facts.jsonl'],
      detail: expect.stringContaining('F0001'),
    });
  });

  it('refuses a quote that does not stand on its page', async () => {
    const invented = { ...anchorOn(1, 'SW-555-0199'), quote: 'SW-555-0100' };
    const otherPage = { ...anchorOn(1, 'SW-555-0199'), pageNo: 2 };
    for (const anchor of [invented, otherPage]) {
      expect(
        failedChecks(
          await sealAnything(withContent((content) => ({ timeline: content.timeline.map((entry) => ({ ...entry, anchors: [anchor] })) }))),
        ),
      ).toEqual(['anchors']);
    }
  });

  it('takes a quote whose white space differs from the page’s', async () => {
    const spaced = { ...anchorOn(2, 'records\nof seller'), quote: 'records of  seller' };
    expect(
      failedChecks(
        await sealAnything(withContent((content) => ({ timeline: content.timeline.map((entry) => ({ ...entry, anchors: [spaced] })) }))),
      ),
    ).toEqual([]);
  });

  it('refuses pages that are missing from the text', async () => {
    expect(
      failedChecks(
        await sealAnything(
          withPayload((files) => editLine(files, 'data/request/D0001/pages.jsonl', (text) => text.slice(0, text.indexOf('\n') + 1))),
        ),
      ),
    ).toEqual(['counts', 'anchors']);
  });

  it('refuses documents that are not where the records say', async () => {
    expect(
      failedChecks(await sealAnything(withPayload((files) => editLine(files, 'data/evidence/E0002/original.csv', () => 'other')))),
    ).toEqual(['documents']);
    expect(
      failedChecks(
        await sealAnything(withPayload((files) => [...files, { path: 'data/evidence/E0009/original.txt', bytes: Buffer.from('x') }])),
      ),
    ).toEqual(['documents']);
    expect(
      failedChecks(
        await sealAnything(withPayload((files) => editLine(files, 'data/records/items.csv', (text) => text.replace('Warrant', 'Letter')))),
      ),
    ).toEqual(['documents']);
  });

  it('refuses records that are not well formed, and names file and line', async () => {
    const verification = await sealAnything(
      withPayload((files) => editLine(files, 'data/records/facts.jsonl', (text) => text.replace('"confirmed"', '"certain"'))),
    );
    expect(failedChecks(verification)).toEqual(['records', 'counts']);
    expect(verification.checks.find((check) => check.name === 'records')).toMatchObject({
      files: ['data/records/facts.jsonl'],
      detail: expect.stringContaining('line 1'),
    });
    for (const garbage of ['{', '\u0000\n', '[]\n', 'null\n', '"'.repeat(100_000)]) {
      expect(failedChecks(await sealAnything(withPayload((files) => editLine(files, 'data/records/case.json', () => garbage))))).toContain(
        'records',
      );
    }
  });

  it('refuses bytes that are not text where text is expected', async () => {
    const binary = withPayload((files) =>
      files.map((file) => (file.path === 'data/records/reviews.jsonl' ? { ...file, bytes: Buffer.from([0xff, 0xfe, 0x0a]) } : file)),
    );
    expect(failedChecks(await sealAnything(binary))).toContain('records');
  });

  it('refuses parts about another case or revision, and a revision that names nothing it supersedes', async () => {
    expect(failedChecks(await sealAnything(withMetadata(sealInput(), (metadata) => ({ ...metadata, revision: 2 }))))).toContain(
      'case-and-revision',
    );
    const second = { ...sampleContent(), case: { ...sampleContent().case, revision: 2 } };
    expect(failedChecks(await sealAnything(sealInput({ content: second })))).toEqual(['case-and-revision']);
    expect(failedChecks(await sealAnything(sealInput({ content: second, supersedes: 'a'.repeat(64) })))).toEqual([]);
  });

  it('refuses gaps in production numbers', async () => {
    const production = (...ranges: string[]): SealInput =>
      withPayload((files) => [
        ...files,
        { path: 'data/production/DATA/loadfile.dat', bytes: Buffer.from(['þBEGBATESþ\u0014þENDBATESþ', ...ranges].join('\r\n')) },
      ]);
    expect(failedChecks(await sealAnything(production('þEX-0001þ\u0014þEX-0003þ', 'þEX-0004þ\u0014þEX-0004þ')))).toEqual([]);
    expect(failedChecks(await sealAnything(production('þEX-0001þ\u0014þEX-0003þ', 'þEX-0005þ\u0014þEX-0005þ')))).toEqual(['bates-numbers']);
    expect(
      failedChecks(await sealAnything(withPayload((files) => [...files, { path: 'data/production/TEXT/x.txt', bytes: Buffer.from('x') }]))),
    ).toEqual(['bates-numbers']);
  });
});
