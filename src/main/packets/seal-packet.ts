import { createHash } from 'node:crypto';
import { access, open, rm } from 'node:fs/promises';
import { type Attestation, type AttestationRole, parseAttestation } from '../../core/packets/attestation.ts';
import { byPath, isBagPath, packetFolder } from '../../core/packets/bag-names.ts';
import { type HashedFile, manifestText } from '../../core/packets/bag-text.ts';
import { type PacketMetadata, packetMetadataSchema } from '../../core/packets/packet-metadata.ts';
import type { TagFile } from '../../core/packets/schema-files.ts';
import { fail, ok, type Result } from '../../core/result.ts';
import type { SignedAttestation } from './attest.ts';
import { smallFile, tagPart } from './bag-layout.ts';
import { signDetached, verifyDetached } from './cms.ts';
import { hashFile, renameDurably } from './durable-files.ts';
import { certificateToPem, certificatesFromPem } from './pem.ts';
import type { Signer } from './signer.ts';
import { MAX_ZIP_BYTES, MAX_ZIP_ENTRIES, zipSizeBytes } from './zip-layout.ts';
import { ChangedSource, type ZipSource, zipStream } from './zip-writer.ts';

/** A payload file with the hashes it was frozen with at submission. */
export interface BagFile extends HashedFile {
  readonly sizeBytes: number;
  open(): AsyncIterable<Uint8Array>;
}

/** What is sealed: exactly what was submitted and approved. */
export interface SealInput {
  readonly organisation: string;
  readonly payload: readonly BagFile[];
  readonly tagFiles: readonly TagFile[];
  readonly submit: SignedAttestation;
  readonly approve: SignedAttestation;
  readonly sealer: Signer;
}

/** A packet on the disk. `packetId` is the SHA-256 of its tagmanifest-sha512.txt. */
export interface SealedPacket {
  readonly packetId: string;
  readonly zipSha256: string;
  readonly sizeBytes: number;
  readonly fileCount: number;
  readonly path: string;
}

export interface SealFailure {
  readonly kind: 'attestation-wrong' | 'content-wrong' | 'payload-changed' | 'packet-too-large' | 'packet-exists' | 'not-written';
  readonly message: string;
}

export interface SealProgress {
  readonly doneBytes: number;
  readonly totalBytes: number;
}

/**
 * Writes the sealed packet to `outPath` (through `.part`, synced, then renamed) and reads it back. The same input gives the same bytes; a different
 * packet under that name is never overwritten. Nothing is left behind on failure.
 */
export const sealPacket = async (
  input: SealInput,
  outPath: string,
  onProgress: (progress: SealProgress) => void = () => {},
): Promise<Result<SealedPacket, SealFailure>> => {
  const packet = composePacket(input);
  if (!packet.ok) return packet;
  const part = `${outPath}.part`;
  try {
    await writeFileDurably(part, packet.value.bytes(onProgress));
    const { sha256: zipSha256, sizeBytes } = await hashFile(part);
    if (await exists(outPath)) {
      if ((await hashFile(outPath)).sha256 !== zipSha256) {
        return fail({ kind: 'packet-exists', message: `Another packet is already at ${outPath}. It was kept; choose another folder.` });
      }
    } else {
      await renameDurably(part, outPath);
    }
    return ok({ packetId: packet.value.packetId, zipSha256, sizeBytes, fileCount: packet.value.fileCount, path: outPath });
  } catch (error) {
    if (error instanceof ChangedSource) return fail(payloadChanged(error));
    if (!isSystemError(error)) throw error;
    return fail({
      kind: 'not-written',
      message: `The packet could not be written to ${outPath} (${error.code}). Nothing was left there; free space or choose another folder, then seal again.`,
    });
  } finally {
    await rm(part, { force: true });
  }
};

/** A packet that was composed but not written yet. `bytes` may be asked for again and gives the same; it throws `ChangedSource` as `zipStream` does. */
export interface ComposedPacket {
  readonly packetId: string;
  readonly fileCount: number;
  readonly sizeBytes: number;
  readonly bytes: (onProgress?: (progress: SealProgress) => void) => AsyncIterable<Uint8Array>;
}

/** Checks the attestations, signs the seal and composes the packet, for a caller that stores its bytes elsewhere than in a plain file. */
export const composePacket = (input: SealInput): Result<ComposedPacket, SealFailure> => {
  const prepared = prepare(input);
  if (!prepared.ok) return prepared;
  const { sources, packetId } = prepared.value;
  const sizeBytes = zipSizeBytes(sources);
  if (sizeBytes > MAX_ZIP_BYTES || sources.length > MAX_ZIP_ENTRIES) {
    return fail({
      kind: 'packet-too-large',
      message: `The packet would hold ${sources.length} files and ${sizeBytes} bytes; the limits are ${MAX_ZIP_ENTRIES} and ${MAX_ZIP_BYTES}. Nothing was written.`,
    });
  }
  return ok({
    packetId,
    fileCount: sources.length,
    sizeBytes,
    bytes: (onProgress) => zipStream(sources, (doneBytes) => onProgress?.({ doneBytes, totalBytes: sizeBytes })),
  });
};

/** What to say when a payload file is no longer what was submitted. */
export const payloadChanged = (error: ChangedSource): SealFailure => ({
  kind: 'payload-changed',
  message: `The stored bytes of ${error.sourceName} are not those that were submitted. No packet was written; the submission is unchanged.`,
});

const writeFileDurably = async (path: string, bytes: AsyncIterable<Uint8Array>): Promise<void> => {
  const file = await open(path, 'w', 0o600);
  try {
    for await (const chunk of bytes) await file.writeFile(chunk);
    await file.sync();
  } finally {
    await file.close();
  }
};

const prepare = (input: SealInput): Result<{ sources: readonly ZipSource[]; packetId: string }, SealFailure> => {
  const metadata = metadataOf(input.tagFiles);
  const paths = [...input.payload, ...input.tagFiles].map((file) => file.path);
  const wrongPath = paths.find((path) => !isBagPath(path)) ?? input.payload.find((file) => !file.path.startsWith('data/'))?.path;
  if (!metadata || wrongPath !== undefined || new Set(paths.map((path) => path.toLowerCase())).size < paths.length) {
    return fail({
      kind: 'content-wrong',
      message: `The submission can't be sealed: ${metadata ? `the path ${wrongPath ?? 'of a file stands twice'} is not one a bag can hold` : 'its metadata/packet.json is missing or damaged'}.`,
    });
  }
  const manifest = manifestText(input.payload, 'sha512');
  const submit = checkedAttestation('submit', input.submit, metadata, manifest, input.sealer.chainPem);
  if (!submit.ok) return submit;
  const approve = checkedAttestation('approve', input.approve, metadata, manifest, input.sealer.chainPem);
  if (!approve.ok) return approve;
  if (submit.value.attestation.person.id === approve.value.attestation.person.id) {
    return fail({
      kind: 'attestation-wrong',
      message: 'The same person submitted and approved. A different person must approve before the packet can be sealed.',
    });
  }
  const { files, tagManifestSha512 } = tagPart({ ...input, metadata, approval: approve.value.attestation });
  const seal = smallFile('signatures/seal.p7s', signDetached(tagManifestSha512.bytes, input.sealer));
  const chain = smallFile(
    'signatures/chain.pem',
    chainPem(
      [submit.value.certificateDer, approve.value.certificateDer, ...certificatesFromPem(input.sealer.certificatePem)],
      input.sealer.chainPem,
    ),
  );
  const folder = packetFolder(metadata.caseNumber, metadata.revision);
  const made = [...files, seal, chain].map((file) => ({ ...file, open: () => once(file.bytes) }));
  const sources = [...input.payload, ...made]
    .sort(byPath)
    .map((file) => ({ ...file, name: `${folder}/${file.path}`, open: () => file.open() }));
  return ok({ sources, packetId: createHash('sha256').update(tagManifestSha512.bytes).digest('hex') });
};

/** `signatures/chain.pem`: each signer's certificate once, in the order submit, approve, seal, then the root. */
export const chainPem = (signers: readonly Uint8Array[], rootPem: string): string => {
  const pems = [...signers, ...certificatesFromPem(rootPem)].map(certificateToPem);
  return [...new Set(pems)].join('');
};

const checkedAttestation = (
  role: AttestationRole,
  signed: SignedAttestation,
  metadata: PacketMetadata,
  manifest: string,
  rootPem: string,
): Result<{ attestation: Attestation; certificateDer: Uint8Array }, SealFailure> => {
  const wrong = (reason: string) =>
    fail({
      kind: 'attestation-wrong' as const,
      message: `The ${role === 'submit' ? 'submission' : 'approval'} can't be sealed: ${reason}`,
    });
  const attestation = parseAttestation(signed.json);
  if (!attestation || attestation.role !== role) return wrong('its attestation is damaged.');
  if (attestation.caseNumber !== metadata.caseNumber || attestation.revision !== metadata.revision)
    return wrong('it is about another case or revision.');
  if (attestation.subject.sha512 !== createHash('sha512').update(manifest).digest('hex')) return wrong('it is about other files.');
  const verified = verifyDetached(Buffer.from(signed.json), signed.p7s, [rootPem], attestation.atMs);
  if (!verified.ok) return wrong(verified.failure.message);
  if (verified.value.signer.userId !== attestation.person.id)
    return wrong(`it names ${attestation.person.name} but was signed by ${verified.value.signer.name}.`);
  return ok({ attestation, certificateDer: verified.value.signer.der });
};

const metadataOf = (tagFiles: readonly TagFile[]): PacketMetadata | undefined => {
  try {
    return packetMetadataSchema.parse(JSON.parse(tagFiles.find((file) => file.path === 'metadata/packet.json')?.text ?? ''));
  } catch {
    return undefined;
  }
};

async function* once(bytes: Uint8Array): AsyncIterable<Uint8Array> {
  yield bytes;
}

const exists = async (path: string): Promise<boolean> =>
  access(path).then(
    () => true,
    () => false,
  );

const isSystemError = (error: unknown): error is NodeJS.ErrnoException =>
  error instanceof Error && typeof (error as NodeJS.ErrnoException).code === 'string';
