import { ATTESTATION_PATHS, type Attestation, type AttestationRole, parseAttestation } from '../../core/packets/attestation.ts';
import type { CheckLog, PacketCheckName } from '../../core/packets/packet-checks.ts';
import type { BagReader } from './bag-reader.ts';
import type { CertificateInfo } from './certificate-reading.ts';
import { type SignatureFailure, type VerifiedSignature, signerOf, verifyDetached } from './cms.ts';
import { certificateToPem } from './pem.ts';
import { chainPem } from './seal-packet.ts';

/** The attestations of a packet, as far as they could be read. */
export interface Attestations {
  readonly submit: Attestation | undefined;
  readonly approve: Attestation | undefined;
}

/**
 * Checks the seal and both attestations against roots given from outside. Certificates are judged at the time of approval: a packet stays good after
 * its signers' certificates run out. The seal is set after the approval, so its certificate may also have been issued after it.
 */
export const checkSignatures = async (bag: BagReader, rootPems: readonly string[], log: CheckLog): Promise<Attestations> => {
  const attestations = { submit: await readAttestation(bag, 'submit', log), approve: await readAttestation(bag, 'approve', log) };
  const atMs = attestations.approve?.atMs;
  const judge = async (
    check: PacketCheckName,
    contentPath: string,
    p7sPath: string,
    mayBeLater = false,
  ): Promise<VerifiedSignature | undefined> => {
    const content = await bag.bytes(contentPath);
    const p7s = await bag.bytes(p7sPath);
    if (!content || !p7s) {
      log.problem(check, `${content ? p7sPath : contentPath} is missing or too large.`, [content ? p7sPath : contentPath]);
      return undefined;
    }
    if (atMs === undefined) {
      log.problem(check, 'The time of approval, at which certificates are judged, is unknown.', [ATTESTATION_PATHS.approve.json]);
      return undefined;
    }
    const verified = verifyDetached(content, p7s, rootPems, mayBeLater ? Math.max(atMs, issuedAtMs(p7s)) : atMs);
    if (verified.ok) return verified.value;
    const files = verified.failure.kind === 'content-changed' ? [contentPath, p7sPath] : [p7sPath];
    log.problem(check, verified.failure.message, files);
    if (ABOUT_TRUST.includes(verified.failure.kind)) log.problem('trusted-root', verified.failure.message, files);
    return undefined;
  };
  const submit = await judge('submission', ATTESTATION_PATHS.submit.json, ATTESTATION_PATHS.submit.p7s);
  const approve = await judge('approval', ATTESTATION_PATHS.approve.json, ATTESTATION_PATHS.approve.p7s);
  const seal = await judge('seal', 'tagmanifest-sha512.txt', 'signatures/seal.p7s', true);
  if (rootPems.length === 0) log.problem('trusted-root', 'No trusted root certificate was given.');
  checkPerson('submission', attestations.submit, submit, log);
  checkPerson('approval', attestations.approve, approve, log);
  checkFourEyes(attestations, submit, approve, log);
  if (seal) log.seen('seal', `Sealed by ${seal.signer.name}, vouched for by ${seal.root.name}.`);
  await checkChain(bag, [submit, approve, seal], log);
  return attestations;
};

const issuedAtMs = (p7s: Uint8Array): number => {
  const signer = signerOf(p7s);
  return signer.ok ? signer.value.notBeforeMs : 0;
};

const ABOUT_TRUST: readonly SignatureFailure['kind'][] = ['untrusted-certificate', 'expired-certificate', 'not-a-signing-certificate'];

const CHECK_OF: Readonly<Record<AttestationRole, PacketCheckName>> = { submit: 'submission', approve: 'approval' };

const readAttestation = async (bag: BagReader, role: AttestationRole, log: CheckLog): Promise<Attestation | undefined> => {
  const path = ATTESTATION_PATHS[role].json;
  if (!bag.files.has(path)) return undefined;
  const attestation = parseAttestation((await bag.text(path)) ?? '');
  if (!attestation || attestation.role !== role) {
    log.problem(CHECK_OF[role], `${path} is not a whole attestation of its kind.`, [path]);
    return undefined;
  }
  const manifest = bag.files.get('manifest-sha512.txt');
  if (manifest && manifest.sha512 !== attestation.subject.sha512) {
    log.problem(CHECK_OF[role], `${path} vouches for another manifest-sha512.txt than the one in the packet.`, [
      path,
      'manifest-sha512.txt',
    ]);
  }
  return attestation;
};

const checkPerson = (
  check: 'submission' | 'approval',
  attestation: Attestation | undefined,
  signature: VerifiedSignature | undefined,
  log: CheckLog,
): void => {
  if (!attestation || !signature) return;
  const { signer } = signature;
  if (signer.userId !== attestation.person.id || signer.name !== attestation.person.name) {
    const paths = ATTESTATION_PATHS[attestation.role];
    log.problem(check, `The attestation names ${attestation.person.name}, but the certificate is that of ${signer.name}.`, [
      paths.json,
      paths.p7s,
    ]);
  }
  log.seen(check, `${attestation.person.name}, ${new Date(attestation.atMs).toISOString()}.`);
};

const checkFourEyes = (
  attestations: Attestations,
  submit: VerifiedSignature | undefined,
  approve: VerifiedSignature | undefined,
  log: CheckLog,
): void => {
  const files = [ATTESTATION_PATHS.submit.json, ATTESTATION_PATHS.approve.json];
  if (!attestations.submit || !attestations.approve) return log.problem('four-eyes', 'Submission and approval are not both there.', files);
  if (attestations.submit.person.id === attestations.approve.person.id) {
    log.problem('four-eyes', `${attestations.submit.person.name} submitted and approved.`, files);
  } else if (submit && approve && samePublicKey(submit.signer, approve.signer)) {
    log.problem('four-eyes', 'Submission and approval were signed with the same key.', files);
  }
  if (attestations.approve.atMs < attestations.submit.atMs) log.problem('four-eyes', 'The approval is older than the submission.', files);
  log.seen('four-eyes', `${attestations.submit.person.name} submitted, ${attestations.approve.person.name} approved.`);
};

const samePublicKey = (left: CertificateInfo, right: CertificateInfo): boolean => Buffer.from(left.publicKey).equals(right.publicKey);

const checkChain = async (bag: BagReader, signatures: readonly (VerifiedSignature | undefined)[], log: CheckLog): Promise<void> => {
  const path = 'signatures/chain.pem';
  if (!bag.files.has(path)) return;
  const known = signatures.filter((signature) => signature !== undefined);
  const [root] = known.map((signature) => signature.root);
  if (known.length < signatures.length || !root)
    return log.problem('certificate-chain', 'Not every signature could be checked, so neither could the certificates.', [path]);
  const expected = chainPem(
    known.map((signature) => signature.signer.der),
    certificateToPem(root.der),
  );
  if ((await bag.text(path)) !== expected)
    log.problem('certificate-chain', `${path} does not hold exactly the certificates that were used.`, [path]);
};
