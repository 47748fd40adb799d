import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex } from '@noble/hashes/utils.js';
import type { DeskEvent } from '../../contract/events.ts';
import type { SessionState, User } from '../../contract/session.ts';
import type { UserId } from '../../core/ids.ts';
import { isAllowed, PERMISSIONS, type Permission } from '../../core/policy/permissions.ts';
import { fail, ok, type Result } from '../../core/result.ts';
import type { UserRecord } from '../store/user-store.ts';
import type { CallContext } from './context.ts';
import { createVault } from './create-vault.ts';
import type { SessionOptions } from './session-parts.ts';
import { addPeopleBeside, addPerson, changeOwnPassphrase, contextOfPerson, type NewPerson } from './session-people.ts';
import { type SignedIn, signOut } from './signed-in.ts';
import { recoverAs, unlockAs, unlockByName, type UnlockFailure } from './unlock-vault.ts';

type Nothing = Record<string, never>;

/** Who sits at the desk. One step at a time: a second one waits until the first is done. Every step may be called in any state. */
export interface DeskSession {
  readonly state: () => Promise<SessionState>;
  /** The signed-in person's context; null while locked, and from the moment on at which the idle lock is due. */
  readonly current: () => CallContext | null;
  readonly createDesk: (input: {
    readonly deskName: string;
    readonly userName: string;
    readonly passphrase: string;
  }) => Promise<Result<{ readonly recoveryKey: string }, { readonly kind: 'desk-exists' | 'disk'; readonly message: string }>>;
  /** Opens the vault as one person; who is signed in before that is signed out first. */
  readonly unlock: (userId: UserId, passphrase: string) => Promise<Result<Nothing, UnlockFailure>>;
  /** For commands: as the person of that name, or as the first whose roles allow `permission` and whom the passphrase fits. */
  readonly unlockByName: (name: string | undefined, passphrase: string, permission?: Permission) => Promise<Result<Nothing, UnlockFailure>>;
  readonly recover: (input: {
    readonly userId: UserId;
    readonly recoveryKey: string;
    readonly newPassphrase: string;
  }) => Promise<Result<Nothing, UnlockFailure>>;
  /** Closes the vault and zeroes the keys; does nothing if it is closed. `reason` is recorded, such as `the screen was locked`. */
  readonly lock: (reason?: string) => Promise<void>;
  /** Puts the idle lock off; null if nobody is signed in. */
  readonly stillHere: () => { readonly locksAtMs: number } | null;
  readonly changePassphrase: (input: {
    readonly passphrase: string;
    readonly newPassphrase: string;
  }) => ReturnType<typeof changeOwnPassphrase>;
  readonly addUser: (input: NewPerson) => Promise<Result<User, { readonly kind: 'name-taken'; readonly message: string }>>;
  readonly people: () => Promise<readonly User[]>;
  /** Adds several people, all or none, each with their context at the open desk; in the order given. */
  readonly addPeopleBeside: (inputs: readonly NewPerson[]) => ReturnType<typeof addPeopleBeside>;
  /** Another person's context at the open desk, by that person's own passphrase; for work that several people do in one go. */
  readonly contextFor: (userId: UserId, passphrase: string) => ReturnType<typeof contextOfPerson>;
}

/** Minutes until the idle lock while no settings can be read. */
const DEFAULT_LOCK_AFTER_MINUTES = 15;

/** Makes the session of one vault folder; nothing is opened yet. */
export const createDeskSession = (sessionOptions: SessionOptions): DeskSession => {
  const emit = (event: DeskEvent): void => {
    sessionOptions.emit(event);
    if (event.topics.includes('desk')) void followSettings();
  };
  const options = { ...sessionOptions, emit, attempts: sessionOptions.parts.createSignInAttempts(sessionOptions.vaultDir) };
  const { parts, vaultDir, now } = options;
  let signedIn: SignedIn | null = null;
  let lockAfterMinutes = DEFAULT_LOCK_AFTER_MINUTES;
  let locksAtMs = Infinity;
  let armedAtMs = 0;
  let cancelTimer = (): void => undefined;
  let queue: Promise<unknown> = Promise.resolve();

  const inTurn = <T>(work: () => Promise<T>): Promise<T> => {
    const turn = queue.then(work, work);
    queue = turn.catch(() => undefined);
    return turn;
  };

  const armIdleLock = (): void => {
    cancelTimer();
    cancelTimer = () => undefined;
    armedAtMs = now();
    locksAtMs = options.idleLock ? now() + lockAfterMinutes * 60_000 : Infinity;
    if (options.idleLock) watchIdle();
  };
  const watchIdle = (): void => {
    cancelTimer = options.schedule(Math.max(1_000, locksAtMs - now()), () => {
      // Back before the start of the wait: the clock was set back, and the timer is the one that knows how long it was.
      if (armedAtMs <= now() && now() < locksAtMs) watchIdle();
      else void inTurn(() => close('nobody was at work')).catch(() => undefined);
    });
  };

  /** A change of the settings counts at once; anything else about the desk leaves the idle lock as it is. */
  const followSettings = async (): Promise<void> => {
    const present = signedIn;
    const settings = await present?.context.desk.stores.settings.read().catch(() => null);
    if (!settings || present !== signedIn || settings.lockAfterMinutes === lockAfterMinutes) return;
    lockAfterMinutes = settings.lockAfterMinutes;
    armIdleLock();
  };

  const close = async (reason: string): Promise<void> => {
    const leaving = signedIn;
    if (!leaving) return;
    signedIn = null;
    cancelTimer();
    try {
      await signOut(options, leaving, reason);
    } finally {
      emit({ topics: ['session'] });
    }
  };

  const enter = async (entering: SignedIn): Promise<void> => {
    try {
      const { desk } = entering.context;
      lockAfterMinutes = (await desk.stores.settings.read()).lockAfterMinutes;
      await options.onOpen(desk);
    } catch (error) {
      await signOut(options, entering, 'it could not be started');
      throw error;
    }
    signedIn = entering;
    armIdleLock();
    emit({ topics: ['session'] });
  };

  const enterWith = (open: () => Promise<Result<SignedIn, UnlockFailure>>): Promise<Result<Nothing, UnlockFailure>> =>
    inTurn(async () => {
      await close('someone else signs in');
      const opened = await open();
      if (!opened.ok) return opened;
      await enter(opened.value);
      return ok({});
    });

  const current = (): CallContext | null => (signedIn && now() < locksAtMs ? signedIn.context : null);

  const whileSignedIn = <T>(work: (present: SignedIn) => Promise<T>): Promise<T> =>
    inTurn(async () => {
      if (!signedIn) throw new Error('Nobody is signed in.');
      return work(signedIn);
    });

  return {
    current,
    state: async () => {
      const common = { users: [], permissions: [], lockAfterMinutes, host: options.host, version: options.version } as const;
      if ((await parts.vaultDir.look(vaultDir)) !== 'present') return { ...common, vault: 'none' };
      const read = await parts.keyring.read(vaultDir);
      if (!read.ok) return { ...common, vault: 'unusable', problem: read.failure };
      const users = read.value.slots.map(({ userId, name, roles }) => ({ id: userId, name, roles }));
      const open = { ...common, deskName: read.value.deskName, users };
      const context = current();
      if (!context) return { ...open, vault: 'locked' };
      const { actor, signer } = context;
      return {
        ...open,
        vault: 'open',
        user: {
          id: actor.userId,
          name: actor.name,
          roles: actor.roles,
          certificateFingerprint: fingerprintOf(parts, signer.certificatePem),
        },
        permissions: PERMISSIONS.filter((permission) => isAllowed(actor.roles, permission)),
        ...(Number.isFinite(locksAtMs) ? { locksAtMs } : {}),
      };
    },
    createDesk: (input) =>
      inTurn(async () => {
        const made = await createVault(options, input).catch((error: unknown) => diskFailure(error, vaultDir));
        if (made === null) {
          return fail({
            kind: 'desk-exists',
            message: `There is a desk in ${vaultDir} already. Nothing was changed. Unlock it, or choose another folder.`,
          } as const);
        }
        if ('kind' in made) return fail(made);
        parts.keyring.zero(made.keys.vaultKey, made.keys.signingKey, made.keys.rootKey);
        // Whatever keeps the desk from opening now shows again at the lock screen; the recovery key would be lost for good.
        await unlockAs(options, made.actor.userId, input.passphrase)
          .then((opened) => (opened.ok ? enter(opened.value) : undefined))
          .catch(() => undefined);
        return ok({ recoveryKey: made.recoveryKey });
      }),
    unlock: (userId, passphrase) => enterWith(() => unlockAs(options, userId, passphrase)),
    unlockByName: (name, passphrase, permission) => enterWith(() => unlockByName(options, name, passphrase, permission)),
    recover: (input) => enterWith(() => recoverAs(options, input)),
    lock: (reason = 'asked by the person signed in') => inTurn(() => close(reason)),
    stillHere: () => {
      if (!current()) return null;
      armIdleLock();
      return { locksAtMs };
    },
    changePassphrase: (input) => whileSignedIn((present) => changeOwnPassphrase(options, present, input)),
    addUser: (input) =>
      whileSignedIn(async (present) => {
        const added = await addPerson(options, present, input);
        if (!added.ok) return added;
        emit({ topics: ['session'] });
        return ok(userOf(parts, added.value));
      }),
    addPeopleBeside: (inputs) =>
      whileSignedIn(async (present) => {
        const added = await addPeopleBeside(options, present, inputs);
        if (added.ok) emit({ topics: ['session'] });
        return added;
      }),
    contextFor: (userId, passphrase) => whileSignedIn((present) => contextOfPerson(options, present, userId, passphrase)),
    people: () => whileSignedIn(async ({ context }) => (await context.desk.stores.users.list()).map((user) => userOf(parts, user))),
  };
};

const userOf = (parts: SessionOptions['parts'], user: UserRecord): User => ({
  id: user.id,
  name: user.name,
  roles: user.roles,
  certificateFingerprint: fingerprintOf(parts, user.certificatePem),
});

const fingerprintOf = (parts: SessionOptions['parts'], certificatePem: string): string => {
  const [der] = parts.certificates.fromPem(certificatePem);
  return der ? bytesToHex(sha256(der)) : '';
};

const DISK_REASONS: Readonly<Record<string, string>> = {
  ENOSPC: 'the disk is full',
  SQLITE_FULL: 'the disk is full',
  SQLITE_IOERR_SHMSIZE: 'the disk is full',
  EDQUOT: 'the space you may use on this disk is used up',
  EACCES: 'this program may not write there',
  EPERM: 'this program may not write there',
  EROFS: 'the disk can not be written to',
  ENOTDIR: 'a part of the path is a file, not a folder',
};

const diskFailure = (error: unknown, vaultDir: string): { readonly kind: 'disk'; readonly message: string } => {
  const reason = DISK_REASONS[(error as NodeJS.ErrnoException | null)?.code ?? ''];
  if (reason === undefined) throw error;
  return {
    kind: 'disk',
    message: `The desk could not be made in ${vaultDir}: ${reason}. Nothing of it is used. Choose another folder or make room, and try again.`,
  };
};
