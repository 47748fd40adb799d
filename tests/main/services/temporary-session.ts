import { randomBytes, randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SESSION_PARTS } from '../../../src/main/compose-session.ts';
import { createDeskSession } from '../../../src/main/services/desk-session.ts';
import type { SessionOptions, SessionParts } from '../../../src/main/services/session-parts.ts';
import { makeSlot } from '../../../src/main/vault/keyring.ts';

/** Passphrases of the people in tests. */
export const ROBIN = 'a passphrase of Robin';
export const SAM = 'a passphrase of Sam';

/** The real parts, with slots that cost a guess less than people's, so that tests are quick; the cost stands in each slot. */
const QUICK_PARTS: SessionParts = {
  ...SESSION_PARTS,
  keyring: {
    ...SESSION_PARTS.keyring,
    makeSlot: (content, passphrase, random) => makeSlot(content, passphrase, random, { memoryKib: 8_192, iterations: 1, parallelism: 1 }),
  },
};

/** A session on an empty folder with a clock that the test moves, and timers that run only when the test says so. */
export const temporarySession = (choices: Partial<SessionOptions> = {}) => {
  const dir = mkdtempSync(join(tmpdir(), 'vault-'));
  const clock = { nowMs: Date.UTC(2026, 2, 2, 9) };
  const timers = new Set<() => void>();
  const options: SessionOptions = {
    vaultDir: join(dir, 'vault'),
    parts: QUICK_PARTS,
    host: 'loopback',
    version: '0.0.0-test',
    timeZone: 'America/New_York',
    now: () => clock.nowMs,
    newId: randomUUID,
    random: (sizeBytes) => new Uint8Array(randomBytes(sizeBytes)),
    onOpen: () => undefined,
    onClose: () => undefined,
    emit: () => undefined,
    idleLock: true,
    schedule: (_delayMs, work) => {
      timers.add(work);
      return () => timers.delete(work);
    },
    ...choices,
  };
  const session = createDeskSession(options);
  return {
    session,
    options,
    vaultDir: options.vaultDir,
    clock,
    /** Runs what is scheduled now, and waits until the session has done it. */
    fireTimers: async () => {
      const due = [...timers];
      timers.clear();
      for (const work of due) work();
      await session.people().catch(() => undefined);
    },
    timers,
    dispose: async () => {
      await session.lock();
      rmSync(dir, { recursive: true, force: true });
    },
  };
};

/** Makes the desk of a temporary session with Robin as its first person and, signed in as Robin, adds Sam as supervisor. */
export const makeDesk = async ({ session }: ReturnType<typeof temporarySession>) => {
  const created = await session.createDesk({ deskName: 'Example Desk', userName: 'Robin Example', passphrase: ROBIN });
  if (!created.ok) throw new Error(created.failure.message);
  const added = await session.addUser({ name: 'Sam Example', roles: ['supervisor'], passphrase: SAM });
  if (!added.ok) throw new Error(added.failure.message);
  const robin = session.current()?.actor.userId;
  if (!robin) throw new Error('Nobody is signed in.');
  return { recoveryKey: created.value.recoveryKey, robin, sam: added.value.id };
};
