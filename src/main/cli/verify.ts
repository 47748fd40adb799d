import { readFileSync } from 'node:fs';
import { CommandError, oneOperand, printJson, required, type Command } from './command.ts';

/** `casewright verify`: needs no vault and no window. */
export const verifyCommand: Command = {
  name: 'verify',
  usage: 'verify PACKET --root CERT [--json]',
  help: [
    'Checks a sealed packet completely. Exit status 0 only if everything holds; else each failed check is named, with the files it is about.',
    'CERT is the organisation’s root certificate in PEM, had from outside the packet. No vault is needed.',
  ].join('\n'),
  options: { root: { type: 'string' }, json: { type: 'boolean' } },
  run: async (arguments_) => {
    const packet = oneOperand(verifyCommand, arguments_);
    const rootPem = readText(required(verifyCommand, arguments_, 'root'), 'root certificate');
    if (!rootPem.includes('BEGIN CERTIFICATE')) throw new CommandError('The file given with --root is not a certificate in PEM.', 2);
    const { verifyPacket } = await import('../packets/verify-packet.ts');
    const verification = await verifyPacket(packet, { rootPems: [rootPem] }).catch((error: unknown) => {
      throw new CommandError(`The packet can not be read: ${error instanceof Error ? error.message : String(error)}`, 2);
    });
    if (arguments_.options['json'] === true) printJson(verification);
    else {
      for (const check of verification.checks) {
        process.stdout.write(
          `${check.passed ? 'ok    ' : 'FAILED'} ${check.name}: ${check.detail === '' ? check.title : check.detail}${check.passed || check.files.length === 0 ? '' : `\n       ${check.files.join('\n       ')}`}\n`,
        );
      }
      process.stdout.write(
        `${verification.valid ? 'valid' : 'NOT VALID'}${verification.packetId === undefined ? '' : ` ${verification.packetId}`}\n`,
      );
    }
    return verification.valid ? 0 : 1;
  },
};

const readText = (path: string, what: string): string => {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    throw new CommandError(`The ${what} can not be read: ${error instanceof Error ? error.message : String(error)}`, 2);
  }
};
