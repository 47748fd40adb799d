import type { DeskEvent } from '../../contract/events.ts';
import type { UserId } from '../../core/ids.ts';
import type { Role } from '../../core/policy/permissions.ts';
import type { Stores } from '../store/stores.ts';
import type { BlobStore } from '../vault/blob-store.ts';
import type { Signer } from '../packets/signer.ts';

/** The person on whose behalf a use case runs. */
export interface Actor {
  readonly userId: UserId;
  readonly name: string;
  readonly roles: readonly Role[];
}

/** The unlocked desk: everything a use case may touch, handed in by `compose.ts`. */
export interface OpenDesk {
  readonly deskId: string;
  readonly deskName: string;
  readonly vaultDir: string;
  /** The organisation's root certificate, in PEM: what packets are checked against. */
  readonly rootCertificatePem: string;
  /** Stores outside any transaction: for reading, and for single statements. */
  readonly stores: Stores;
  /** Runs `work` in one transaction; inside it only the stores it is given may be used. */
  readonly transaction: <T>(work: (stores: Stores) => Promise<T>) => Promise<T>;
  readonly blobs: BlobStore;
  /** UTC epoch milliseconds. */
  readonly now: () => number;
  /** A fresh UUID v4. */
  readonly newId: () => string;
  /** Tells the windows what changed, after the transaction that changed it. */
  readonly emit: (event: DeskEvent) => void;
}

/** A signed-in person at the unlocked desk, with that person's signing key. */
export interface CallContext {
  readonly desk: OpenDesk;
  readonly actor: Actor;
  /** The signer of `actor`; the key belongs to this person alone and is forgotten when the desk locks. */
  readonly signer: Signer;
}
