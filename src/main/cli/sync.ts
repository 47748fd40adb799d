import { CommandError, printJson, type Command } from './command.ts';
import { orFail, VAULT_HELP, VAULT_OPTIONS, VAULT_USAGE, withDesk } from './open-desk.ts';

/** `casewright sync --once`: delivers what is due. */
export const syncCommand: Command = {
  name: 'sync',
  usage: `sync ${VAULT_USAGE} --once`,
  help: `Tries every packet of the outbox that is due, once, and prints {"delivered", "waiting", "problem"}. “delivered” have a verified receipt; “waiting” do not yet. Exit status 0 if nothing is left waiting because of a problem. While the desk is open in a window it delivers by itself.\n${VAULT_HELP}`,
  options: { ...VAULT_OPTIONS, once: { type: 'boolean' }, json: { type: 'boolean' } },
  run: async (arguments_) => {
    if (arguments_.options['once'] !== true)
      throw new CommandError(`Say --once: an open desk delivers by itself.\nUsage: casewright ${syncCommand.usage}`, 2);
    return withDesk(syncCommand, arguments_, 'packet.send', async (_context, desk) => {
      const outcome = orFail(await desk.route('packets.syncNow', {})) as { delivered: number; waiting: number; problem: string | null };
      printJson(outcome);
      return outcome.problem === null ? 0 : 1;
    });
  },
};
