import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { SampleDesk } from '../../contract/desk.ts';
import { optional, printJson, required, type Command } from './command.ts';
import { orFail } from './open-desk.ts';
import { PASSPHRASE_OPTION, readPassphrase } from './passphrase.ts';

/** `casewright sample`: a new desk with synthetic people, documents and cases. */
export const sampleCommand: Command = {
  name: 'sample',
  usage: 'sample --vault DIR [--user NAME] [--passphrase-file FILE] --json',
  help: [
    'Makes a vault in DIR and fills it with the sample desk: synthetic people, documents and cases, one of each kind, one of them signed off and ready to seal.',
    'Everyone in it signs in with the passphrase given. Prints {"users", "cases", "rootCertificate", "recoveryKey"}; rootCertificate is the path of the organisation’s root certificate in PEM.',
  ].join('\n'),
  options: { vault: { type: 'string' }, user: { type: 'string' }, json: { type: 'boolean' }, ...PASSPHRASE_OPTION },
  run: async (arguments_) => {
    const vaultDir = required(sampleCommand, arguments_, 'vault');
    const passphrase = await readPassphrase(arguments_, 'New passphrase for everyone of the sample desk (at least 12 characters): ');
    const { composeDesk } = await import('../compose.ts');
    const desk = composeDesk({ vaultDir, host: 'loopback', idleLock: false });
    try {
      const made = orFail(
        await desk.route('session.createDesk', {
          deskName: 'Sample desk',
          userName: optional(arguments_, 'user') ?? 'Ada Admin-Example',
          passphrase,
        }),
      ) as { recoveryKey: string };
      const sample = orFail(await desk.route('desk.openSample', { passphrase })) as SampleDesk;
      const rootCertificate = join(vaultDir, 'root.pem');
      writeFileSync(rootCertificate, desk.session.current()?.desk.rootCertificatePem ?? '');
      printJson({ ...sample, rootCertificate, recoveryKey: made.recoveryKey });
      return 0;
    } finally {
      await desk.stop();
    }
  },
};
