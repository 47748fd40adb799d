import type { DeskEvent } from '../../contract/events.ts';
import type { createRootCertificate, issueUserCertificate, publicKeyOf, signingKeyFrom } from '../packets/certificates.ts';
import type { certificatesFromPem } from '../packets/pem.ts';
import type { openDatabase } from '../store/open-database.ts';
import type { createStores } from '../store/stores.ts';
import type { takeVaultLock } from '../store/vault-lock.ts';
import type { openBlobStore } from '../vault/blob-store.ts';
import type { makeRecovery, makeSlot, openRecovery, openSlot, withSlot, zero } from '../vault/keyring.ts';
import type { readKeyring, writeKeyring } from '../vault/keyring-file.ts';
import type { formatRecoveryKey, parseRecoveryKey, RECOVERY_KEY_BYTES } from '../vault/recovery-key.ts';
import type { createSignInAttempts } from '../vault/sign-in-attempts.ts';
import type { beginVault, finishVault, lookForVault, makeVaultDir, vaultPaths } from '../vault/vault-dir.ts';
import type { vaultKeysOf } from '../vault/vault-keys.ts';
import type { OpenDesk } from './context.ts';

/** The vault, the store and the certificates as the session uses them; the composition root hands them in. */
export interface SessionParts {
  readonly openDatabase: typeof openDatabase;
  readonly createStores: typeof createStores;
  readonly takeVaultLock: typeof takeVaultLock;
  readonly openBlobStore: typeof openBlobStore;
  readonly keyring: {
    readonly read: typeof readKeyring;
    readonly write: typeof writeKeyring;
    readonly makeSlot: typeof makeSlot;
    readonly openSlot: typeof openSlot;
    readonly withSlot: typeof withSlot;
    readonly makeRecovery: typeof makeRecovery;
    readonly openRecovery: typeof openRecovery;
    readonly zero: typeof zero;
  };
  readonly recoveryKey: {
    readonly sizeBytes: typeof RECOVERY_KEY_BYTES;
    readonly format: typeof formatRecoveryKey;
    readonly parse: typeof parseRecoveryKey;
  };
  readonly vaultKeysOf: typeof vaultKeysOf;
  readonly createSignInAttempts: typeof createSignInAttempts;
  readonly vaultDir: {
    readonly paths: typeof vaultPaths;
    readonly look: typeof lookForVault;
    readonly make: typeof makeVaultDir;
    readonly begin: typeof beginVault;
    readonly finish: typeof finishVault;
  };
  readonly certificates: {
    readonly createRoot: typeof createRootCertificate;
    readonly issue: typeof issueUserCertificate;
    readonly signingKeyFrom: typeof signingKeyFrom;
    readonly publicKeyOf: typeof publicKeyOf;
    readonly fromPem: typeof certificatesFromPem;
  };
}

/** What a session needs of its surroundings. */
export interface SessionOptions {
  readonly vaultDir: string;
  readonly parts: SessionParts;
  readonly host: 'electron' | 'loopback';
  readonly version: string;
  /** The zone a new desk shows its dates in, until somebody sets another. */
  readonly timeZone: string;
  /** UTC epoch milliseconds. */
  readonly now: () => number;
  /** A fresh UUID v4. */
  readonly newId: () => string;
  readonly random: (sizeBytes: number) => Uint8Array;
  /** Called when the vault has opened, before anybody is let in: starts the jobs. */
  readonly onOpen: (desk: OpenDesk) => Promise<void> | void;
  /** Called before the vault closes: stops the jobs. */
  readonly onClose: (desk: OpenDesk) => Promise<void> | void;
  readonly emit: (event: DeskEvent) => void;
  /** Whether the desk locks when nobody is at work; off for commands that run by themselves. */
  readonly idleLock: boolean;
  /** Runs `work` after `delayMs` unless the answer is called first. */
  readonly schedule: (delayMs: number, work: () => void) => () => void;
}
