import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Target } from '../../core/desk/settings.ts';
import { CommandError, optional, printJson, type Command, type CommandArguments } from './command.ts';
import { orFail, VAULT_HELP, VAULT_OPTIONS, VAULT_USAGE, withDesk } from './open-desk.ts';

/** `casewright target`: says where packets go, for desks that are set up by script. */
export const targetCommand: Command = {
  name: 'target',
  usage: `target ${VAULT_USAGE} (--folder DIR | --intake URL) [--receipt-cert FILE] [--ca FILE] [--proxy URL]`,
  help: `Sets where the outbox sends packets: a folder, or an intake server. --receipt-cert is the certificate that the other side signs its receipts with; an intake needs it.\n${VAULT_HELP}`,
  options: {
    ...VAULT_OPTIONS,
    folder: { type: 'string' },
    intake: { type: 'string' },
    'receipt-cert': { type: 'string' },
    ca: { type: 'string' },
    proxy: { type: 'string' },
  },
  run: async (arguments_) => {
    const target = targetOf(arguments_);
    return withDesk(targetCommand, arguments_, 'desk.configure', async (_context, desk) => {
      const settings = orFail(await desk.route('desk.settings', {})) as object;
      orFail(await desk.route('desk.saveSettings', { ...settings, target }));
      printJson({ target: target.kind === 'folder' ? target.path : target.url });
      return 0;
    });
  },
};

const targetOf = (arguments_: CommandArguments): Target => {
  const folder = optional(arguments_, 'folder');
  const url = optional(arguments_, 'intake');
  const certificate = readPem(arguments_, 'receipt-cert');
  if ((folder === undefined) === (url === undefined))
    throw new CommandError(`Give either --folder or --intake.\nUsage: casewright ${targetCommand.usage}`, 2);
  if (folder !== undefined)
    return { kind: 'folder', path: resolve(folder), ...(certificate === undefined ? {} : { receiptCertificatePem: certificate }) };
  if (certificate === undefined) throw new CommandError('An intake needs --receipt-cert: without it no receipt could be verified.', 2);
  const caPem = readPem(arguments_, 'ca');
  const proxyUrl = optional(arguments_, 'proxy');
  return {
    kind: 'intake',
    url: url as string,
    receiptCertificatePem: certificate,
    ...(caPem === undefined ? {} : { caPem }),
    ...(proxyUrl === undefined ? {} : { proxyUrl }),
  };
};

const readPem = (arguments_: CommandArguments, option: string): string | undefined => {
  const path = optional(arguments_, option);
  if (path === undefined) return undefined;
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    throw new CommandError(`The file of --${option} can not be read: ${error instanceof Error ? error.message : String(error)}`, 2);
  }
};
