import { createHash } from 'node:crypto';
import { ATTESTATION_PATHS, type Attestation } from '../../core/packets/attestation.ts';
import { BAGIT_TXT, type HashedFile, bagInfoText, externalIdentifier, manifestText } from '../../core/packets/bag-text.ts';
import type { PacketMetadata } from '../../core/packets/packet-metadata.ts';
import type { TagFile } from '../../core/packets/schema-files.ts';
import type { SignedAttestation } from './attest.ts';

/** A file of the bag whose bytes are at hand. */
export interface SmallFile extends HashedFile {
  readonly bytes: Uint8Array;
  readonly sizeBytes: number;
}

/** A file from its bytes. */
export const smallFile = (path: string, content: Uint8Array | string): SmallFile => {
  const bytes = typeof content === 'string' ? Buffer.from(content) : content;
  return { path, bytes, sizeBytes: bytes.length, sha256: digest('sha256', bytes), sha512: digest('sha512', bytes) };
};

/** Everything outside `data/` that the tag manifests list, and those manifests: the bag but for `signatures/`. */
export const tagPart = (bag: {
  readonly organisation: string;
  readonly payload: readonly (HashedFile & { readonly sizeBytes: number })[];
  readonly tagFiles: readonly TagFile[];
  readonly metadata: PacketMetadata;
  readonly approval: Attestation;
  readonly submit: SignedAttestation;
  readonly approve: SignedAttestation;
}): { readonly files: readonly SmallFile[]; readonly tagManifestSha512: SmallFile } => {
  const manifestSha512 = smallFile('manifest-sha512.txt', manifestText(bag.payload, 'sha512'));
  const info = bagInfoText({
    organisation: bag.organisation,
    baggedOn: new Date(bag.approval.atMs).toISOString().slice(0, 10),
    externalIdentifier: externalIdentifier(manifestSha512.sha512),
    caseNumber: bag.metadata.caseNumber,
    revision: bag.metadata.revision,
    supersedes: bag.metadata.supersedes,
    payloadBytes: bag.payload.reduce((sum, file) => sum + file.sizeBytes, 0),
    payloadFiles: bag.payload.length,
    generator: `${bag.metadata.generator.name} ${bag.metadata.generator.version}`,
  });
  const tags = [
    smallFile('bagit.txt', BAGIT_TXT),
    smallFile('bag-info.txt', info),
    smallFile('manifest-sha256.txt', manifestText(bag.payload, 'sha256')),
    manifestSha512,
    smallFile(ATTESTATION_PATHS.submit.json, bag.submit.json),
    smallFile(ATTESTATION_PATHS.submit.p7s, bag.submit.p7s),
    smallFile(ATTESTATION_PATHS.approve.json, bag.approve.json),
    smallFile(ATTESTATION_PATHS.approve.p7s, bag.approve.p7s),
    ...bag.tagFiles.map((file) => smallFile(file.path, file.text)),
  ];
  const tagManifestSha512 = smallFile('tagmanifest-sha512.txt', manifestText(tags, 'sha512'));
  return { files: [...tags, smallFile('tagmanifest-sha256.txt', manifestText(tags, 'sha256')), tagManifestSha512], tagManifestSha512 };
};

const digest = (algorithm: string, bytes: Uint8Array): string => createHash(algorithm).update(bytes).digest('hex');
