import { CommandError, printJson, type Command } from './command.ts';
import { VAULT_HELP, VAULT_OPTIONS, VAULT_USAGE, withDesk } from './open-desk.ts';

/** `casewright import`: files and folders into the vault, a line of JSON each. */
export const importCommand: Command = {
  name: 'import',
  usage: `import ${VAULT_USAGE} PATH... --json`,
  help: [
    'Imports files and folders, reads their text and indexes it. Prints a line per file: {path, sha256, sizeBytes, mediaType, pages, status, reason, ms},',
    'status imported, duplicate, kept-unreadable or failed. An interrupted import goes on at the next start of the desk.',
    VAULT_HELP,
  ].join('\n'),
  options: { ...VAULT_OPTIONS, json: { type: 'boolean' } },
  run: async (arguments_) => {
    if (arguments_.operands.length === 0)
      throw new CommandError(`Give at least one file or folder.\nUsage: casewright ${importCommand.usage}`, 2);
    const { importPaths } = await import('../services/import-paths.ts');
    return withDesk(importCommand, arguments_, 'document.import', async (context, desk) => {
      let failed = 0;
      for await (const line of importPaths(context, desk.importParts(), arguments_.operands)) {
        if (line.status === 'failed') failed += 1;
        printJson(line);
      }
      return failed === 0 ? 0 : 1;
    });
  },
};
