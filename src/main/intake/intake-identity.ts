import { chmod, mkdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createPinnedCertificate, signingKeyFrom } from '../packets/certificates.ts';
import { writeDurably } from '../packets/durable-files.ts';

/** Who signs the receipts of a store. Desks pin `certificatePem`, which lies at `certificatePath`. */
export interface IntakeIdentity {
  readonly storeId: string;
  readonly certificatePem: string;
  readonly certificatePath: string;
  readonly privateKey: Uint8Array;
}

/** Ten years. */
const VALID_MS = 10 * 365 * 86_400_000;

/**
 * The store's key and certificate; made on the first start, readable by the owner only, and kept ever after. `random` gives so many random bytes. Throws
 * if only one of the two is there: a store whose key was lost must not silently get another.
 */
export const openIntakeIdentity = async (
  storeDir: string,
  environment: { readonly nowMs: number; readonly random: (count: number) => Uint8Array },
): Promise<IntakeIdentity> => {
  await mkdir(storeDir, { recursive: true, mode: 0o700 });
  const keyPath = join(storeDir, 'intake.key');
  const certificatePath = join(storeDir, 'intake.pem');
  const [key, certificate] = await Promise.all([readIfThere(keyPath), readIfThere(certificatePath)]);
  if (key !== undefined && certificate !== undefined) return parse(key, certificate, certificatePath);
  if (certificate !== undefined)
    throw new Error(
      `The key ${keyPath} is missing, but its certificate is there. Restore the key from a backup; desks trust only that one.`,
    );
  const made =
    key ??
    `${JSON.stringify({ storeId: `intake-${Buffer.from(environment.random(8)).toString('hex')}`, privateKey: Buffer.from(signingKeyFrom(environment.random(48))).toString('hex') })}\n`;
  const { storeId, privateKey } = parse(made, '', certificatePath);
  const certificatePem = createPinnedCertificate({
    name: `Casewright intake ${storeId}`,
    userId: storeId,
    privateKey,
    serialBytes: environment.random(16),
    notBeforeMs: environment.nowMs - 60_000,
    notAfterMs: environment.nowMs + VALID_MS,
  });
  await writeDurably(keyPath, made, 0o600);
  await chmod(keyPath, 0o600);
  await writeDurably(certificatePath, certificatePem, 0o644);
  return { storeId, certificatePem, certificatePath, privateKey };
};

const parse = (key: string, certificatePem: string, certificatePath: string): IntakeIdentity => {
  const parsed = JSON.parse(key) as { storeId?: unknown; privateKey?: unknown };
  if (typeof parsed.storeId !== 'string' || typeof parsed.privateKey !== 'string' || !/^[0-9a-f]{64}$/.test(parsed.privateKey))
    throw new Error('The key of the intake is damaged. Restore intake.key from a backup.');
  return { storeId: parsed.storeId, certificatePem, certificatePath, privateKey: new Uint8Array(Buffer.from(parsed.privateKey, 'hex')) };
};

const readIfThere = (path: string): Promise<string | undefined> =>
  readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return undefined;
    throw error;
  });
