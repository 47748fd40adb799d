import { fail, ok } from '../../core/result.ts';
import type { DeskSession } from '../services/desk-session.ts';
import type { Handlers } from './router.ts';

const LOCKED = { kind: 'locked', message: 'The desk is locked. Sign in again; nothing was lost.' } as const;

/** The calls about who sits at the desk. */
export const sessionHandlers: Handlers<'session', DeskSession> = {
  state: async (session) => ok(await session.state()),
  createDesk: (session, input) => session.createDesk(input),
  unlock: async (session, { userId, passphrase }) => {
    const unlocked = await session.unlock(userId, passphrase);
    if (unlocked.ok) return unlocked;
    const { kind } = unlocked.failure;
    if (kind === 'wrong-recovery-key') throw new Error('A passphrase was answered as a recovery key.');
    return fail({ ...unlocked.failure, kind });
  },
  recover: async (session, input) => {
    const recovered = await session.recover(input);
    if (recovered.ok) return recovered;
    const { kind } = recovered.failure;
    if (kind === 'wrong-passphrase') throw new Error('A recovery key was answered as a passphrase.');
    return fail({ ...recovered.failure, kind });
  },
  lock: async (session) => {
    await session.lock();
    return ok({});
  },
  stillHere: async (session) => {
    const here = session.stillHere();
    return here ? ok(here) : fail(LOCKED);
  },
  changePassphrase: (session, input) => session.changePassphrase(input),
  people: async (session) => ok({ users: await session.people() }),
  addUser: (session, input) => session.addUser(input),
};
