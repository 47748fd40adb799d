import { isAllowed, type Permission } from '../../core/policy/permissions.ts';
import type { ComposedDesk } from '../compose.ts';
import type { CallContext } from '../services/context.ts';
import { CommandError, optional, required, type Command, type CommandArguments } from './command.ts';
import { readPassphrase } from './passphrase.ts';

/** Options of every command that works in a vault. */
export const VAULT_OPTIONS = { vault: { type: 'string' }, user: { type: 'string' }, 'passphrase-file': { type: 'string' } } as const;

/** How the vault options read in a usage line. */
export const VAULT_USAGE = '--vault DIR [--user NAME] [--passphrase-file FILE]';

/** What the help of each such command says about the person it acts as. */
export const VAULT_HELP =
  'Acts as --user NAME, or as the first person whose role allows it and whom the passphrase fits. The passphrase comes from --passphrase-file or a prompt.';

/** Opens the vault as a person who may do `permission`, does `work`, and closes it again whatever happens. */
export const withDesk = async <T>(
  command: Command,
  arguments_: CommandArguments,
  permission: Permission,
  work: (context: CallContext, desk: ComposedDesk) => Promise<T>,
): Promise<T> => {
  const vaultDir = required(command, arguments_, 'vault');
  const passphrase = await readPassphrase(arguments_, 'Passphrase: ');
  const { composeDesk } = await import('../compose.ts');
  const desk = composeDesk({ vaultDir, host: 'loopback', idleLock: false });
  try {
    const unlocked = await desk.session.unlockByName(optional(arguments_, 'user'), passphrase, permission);
    if (!unlocked.ok) throw new CommandError(unlocked.failure.message);
    const context = desk.session.current();
    if (!context) throw new CommandError('The desk locked itself before the command could start.');
    if (!isAllowed(context.actor.roles, permission)) {
      throw new CommandError(
        `${context.actor.name} may not do this: it needs the permission “${permission}”. Nothing was changed; name someone else with --user.`,
      );
    }
    const done = await work(context, desk);
    await desk.stop();
    return done;
  } catch (error) {
    // Why the command failed is what counts, not what it leaves in disorder.
    await desk.stop().catch(() => undefined);
    throw error;
  }
};

/** The value of a result, or its failure as the command's error. */
export const orFail = <T>(
  result:
    | { readonly ok: true; readonly value: T }
    | {
        readonly ok: false;
        readonly failure: { readonly message: string; readonly details?: readonly { readonly name: string; readonly text: string }[] };
      },
): T => {
  if (result.ok) return result.value;
  const details = (result.failure.details ?? []).map((detail) => `\n  ${detail.name}: ${detail.text}`).join('');
  throw new CommandError(`${result.failure.message}${details}`);
};
