import { z } from 'zod';
import { userIdSchema } from '../core/ids.ts';
import { permissionSchema, roleSchema } from '../core/policy/permissions.ts';
import { call, nothing } from './call.ts';

/** A person of this desk as others see them. */
export const userSchema = z.object({
  id: userIdSchema,
  name: z.string(),
  roles: z.array(roleSchema).readonly(),
  certificateFingerprint: z.string().optional(),
});
export type User = z.infer<typeof userSchema>;

/** At least 12 characters; length beats composition rules (NIST SP 800-63B, 3.1.1.2 asks for 15 where it is the only factor; 8 at least). */
export const passphraseSchema = z.string().min(12, 'a passphrase has at least 12 characters').max(1024);
const nameSchema = z.string().trim().min(1).max(120);

/** The state of the vault and of who sits at the desk. `unusable` carries the reason in `problem`. */
export const sessionStateSchema = z.object({
  vault: z.enum(['none', 'locked', 'open', 'unusable']),
  problem: z.object({ kind: z.string(), message: z.string() }).optional(),
  deskName: z.string().optional(),
  users: z.array(userSchema.omit({ certificateFingerprint: true })).readonly(),
  user: userSchema.optional(),
  permissions: z.array(permissionSchema).readonly(),
  lockAfterMinutes: z.int(),
  locksAtMs: z.int().optional(),
  host: z.enum(['electron', 'loopback']),
  version: z.string(),
});
export type SessionState = z.infer<typeof sessionStateSchema>;

export const session = {
  /** Who sits at the desk, and whether the vault is open. The one call that answers in every state. */
  state: call({ access: 'public', input: nothing, output: sessionStateSchema }),
  /** Makes the vault with its first person, who gets the roles admin and investigator, and signs them in. The recovery key is shown once. */
  createDesk: call({
    access: 'public',
    input: z.object({ deskName: nameSchema, userName: nameSchema, passphrase: passphraseSchema }),
    output: z.object({ recoveryKey: z.string() }),
    failures: ['desk-exists', 'disk'],
  }),
  /** Opens the vault as one person. Says only that person and passphrase do not fit together, never which part is wrong. */
  unlock: call({
    access: 'public',
    input: z.object({ userId: userIdSchema, passphrase: z.string().min(1).max(1024) }),
    output: nothing,
    failures: ['wrong-passphrase', 'slow-down', 'unusable', 'in-use'],
  }),
  /** Opens the vault with the recovery key and gives one person a new passphrase and a new signing key. */
  recover: call({
    access: 'public',
    input: z.object({ userId: userIdSchema, recoveryKey: z.string().min(1).max(200), newPassphrase: passphraseSchema }),
    output: nothing,
    failures: ['wrong-recovery-key', 'slow-down', 'unusable', 'in-use'],
  }),
  /** Closes the database and zeroes the keys. */
  lock: call({ access: 'signed-in', input: nothing, output: nothing }),
  /** Tells the desk that a person is at work, so the idle lock waits. */
  stillHere: call({ access: 'signed-in', input: nothing, output: z.object({ locksAtMs: z.int() }) }),
  /** Rewraps the one slot of the person signed in. */
  changePassphrase: call({
    access: 'signed-in',
    input: z.object({ passphrase: z.string().min(1).max(1024), newPassphrase: passphraseSchema }),
    output: nothing,
    failures: ['wrong-passphrase', 'slow-down'],
  }),
  people: call({ access: 'signed-in', input: nothing, output: z.object({ users: z.array(userSchema).readonly() }) }),
  addUser: call({
    access: 'user.manage',
    input: z.object({ name: nameSchema, roles: z.array(roleSchema).min(1), passphrase: passphraseSchema }),
    output: userSchema,
    failures: ['name-taken'],
  }),
};
