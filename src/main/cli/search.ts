import { printJson, oneOperand, type Command } from './command.ts';
import { orFail, VAULT_HELP, VAULT_OPTIONS, VAULT_USAGE, withDesk } from './open-desk.ts';

interface Found {
  readonly total: number;
  readonly hits: readonly {
    readonly documentName: string;
    readonly pageNo: number;
    readonly snippet: readonly { readonly text: string; readonly hit: boolean }[];
  }[];
}

/** `casewright search`: the hits of the desk's index. */
export const searchCommand: Command = {
  name: 'search',
  usage: `search ${VAULT_USAGE} QUERY [--limit N] [--json]`,
  help: `Finds words, "exact phrases", the starts of words, numbers and handles in every document of the desk. With --json one object {query, total, more, ms, hits}, each hit with its anchor.\n${VAULT_HELP}`,
  options: { ...VAULT_OPTIONS, json: { type: 'boolean' }, limit: { type: 'string' } },
  run: async (arguments_) => {
    const query = oneOperand(searchCommand, arguments_);
    const limit = Number(arguments_.options['limit'] ?? 200);
    return withDesk(searchCommand, arguments_, 'case.read', async (_context, desk) => {
      const found = orFail(await desk.route('documents.search', { query, limit })) as Found;
      if (arguments_.options['json'] === true) printJson({ query, ...found });
      else {
        for (const hit of found.hits)
          process.stdout.write(
            `${hit.documentName}, p. ${hit.pageNo}: ${hit.snippet
              .map((part) => part.text)
              .join('')
              .replaceAll(/\s+/g, ' ')}\n`,
          );
        process.stdout.write(`${found.total} hits\n`);
      }
      return 0;
    });
  },
};
