import { optional, printJson, required, type Command } from './command.ts';
import { orFail } from './open-desk.ts';
import { PASSPHRASE_OPTION, readPassphrase } from './passphrase.ts';

/** `casewright init`: makes a desk with its first person. */
export const initCommand: Command = {
  name: 'init',
  usage: 'init --vault DIR [--desk NAME] [--user NAME] [--passphrase-file FILE] [--json]',
  help: [
    'Makes an encrypted vault in DIR with its first person (roles admin and investigator).',
    'Prints the recovery key once; it opens the vault when a passphrase is lost. Keep it on paper, away from this machine.',
    'The passphrase has at least 12 characters.',
  ].join('\n'),
  options: {
    vault: { type: 'string' },
    desk: { type: 'string' },
    user: { type: 'string' },
    json: { type: 'boolean' },
    ...PASSPHRASE_OPTION,
  },
  run: async (arguments_) => {
    const vaultDir = required(initCommand, arguments_, 'vault');
    const passphrase = await readPassphrase(arguments_, 'New passphrase (at least 12 characters): ');
    const { composeDesk } = await import('../compose.ts');
    const desk = composeDesk({ vaultDir, host: 'loopback', idleLock: false });
    try {
      const userName = optional(arguments_, 'user') ?? 'Desk Admin';
      const made = orFail(
        await desk.route('session.createDesk', { deskName: optional(arguments_, 'desk') ?? 'Desk', userName, passphrase }),
      ) as { recoveryKey: string };
      if (arguments_.options['json'] === true) printJson({ vault: vaultDir, user: userName, recoveryKey: made.recoveryKey });
      else
        process.stdout.write(
          `The desk is ready in ${vaultDir}.\nPerson: ${userName}\nRecovery key, shown this once:\n\n  ${made.recoveryKey}\n\n`,
        );
      return 0;
    } finally {
      await desk.stop();
    }
  },
};
