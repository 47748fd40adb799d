import { randomBytes, randomUUID } from 'node:crypto';
import type { DeskEvent } from '../contract/events.ts';
import { certificatesFromPem } from './packets/pem.ts';
import { createRootCertificate, issueUserCertificate, publicKeyOf, signingKeyFrom } from './packets/certificates.ts';
import type { OpenDesk } from './services/context.ts';
import { createDeskSession, type DeskSession } from './services/desk-session.ts';
import type { SessionParts } from './services/session-parts.ts';
import { openDatabase } from './store/open-database.ts';
import { createStores } from './store/stores.ts';
import { takeVaultLock } from './store/vault-lock.ts';
import { openBlobStore } from './vault/blob-store.ts';
import { readKeyring, writeKeyring } from './vault/keyring-file.ts';
import { makeRecovery, makeSlot, openRecovery, openSlot, withSlot, zero } from './vault/keyring.ts';
import { formatRecoveryKey, parseRecoveryKey, RECOVERY_KEY_BYTES } from './vault/recovery-key.ts';
import { createSignInAttempts } from './vault/sign-in-attempts.ts';
import { beginVault, finishVault, lookForVault, makeVaultDir, vaultPaths } from './vault/vault-dir.ts';
import { vaultKeysOf } from './vault/vault-keys.ts';
import { VERSION } from './version.ts';

/** The real vault, store and certificates. */
export const SESSION_PARTS: SessionParts = {
  openDatabase,
  createStores,
  takeVaultLock,
  openBlobStore,
  keyring: { read: readKeyring, write: writeKeyring, makeSlot, openSlot, withSlot, makeRecovery, openRecovery, zero },
  recoveryKey: { sizeBytes: RECOVERY_KEY_BYTES, format: formatRecoveryKey, parse: parseRecoveryKey },
  vaultKeysOf,
  createSignInAttempts,
  vaultDir: { paths: vaultPaths, look: lookForVault, make: makeVaultDir, begin: beginVault, finish: finishVault },
  certificates: {
    createRoot: createRootCertificate,
    issue: issueUserCertificate,
    signingKeyFrom,
    publicKeyOf,
    fromPem: certificatesFromPem,
  },
};

/** What differs between the hosts and commands that open a desk. */
export interface ComposeSessionOptions {
  readonly vaultDir: string;
  readonly host: 'electron' | 'loopback';
  readonly idleLock: boolean;
  readonly onOpen: (desk: OpenDesk) => Promise<void> | void;
  readonly onClose: (desk: OpenDesk) => Promise<void> | void;
  readonly emit: (event: DeskEvent) => void;
}

/** The session of a vault folder on this machine's real disk, clock and randomness. */
export const composeSession = (options: ComposeSessionOptions): DeskSession =>
  createDeskSession({
    ...options,
    version: VERSION,
    timeZone: Intl.DateTimeFormat().resolvedOptions().timeZone,
    now: Date.now,
    newId: randomUUID,
    random: (sizeBytes) => new Uint8Array(randomBytes(sizeBytes)),
    schedule: (delayMs, work) => {
      const timer = setTimeout(work, delayMs);
      timer.unref();
      return () => clearTimeout(timer);
    },
    parts: SESSION_PARTS,
  });
