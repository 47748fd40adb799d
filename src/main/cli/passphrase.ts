import { readFileSync } from 'node:fs';
import { CommandError, optional, type CommandArguments } from './command.ts';

/** The option that every command with a vault has. */
export const PASSPHRASE_OPTION = { 'passphrase-file': { type: 'string' } } as const;

/**
 * The passphrase from `--passphrase-file` (its first line) or from a prompt that shows nothing; never from an argument, where other
 * programs of the machine could read it.
 */
export const readPassphrase = async (arguments_: CommandArguments, prompt: string): Promise<string> => {
  const file = optional(arguments_, 'passphrase-file');
  if (file !== undefined) return firstLine(file);
  if (!process.stdin.isTTY)
    throw new CommandError('There is no terminal to ask for the passphrase. Give it with --passphrase-file FILE.', 2);
  return ask(prompt);
};

const firstLine = (file: string): string => {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (error) {
    throw new CommandError(`The passphrase file can not be read: ${error instanceof Error ? error.message : String(error)}`, 2);
  }
  // Some editors put a byte order mark before the first line; nobody types one.
  const [line = ''] = text.replace(/^\uFEFF/, '').split(/\r?\n/, 1);
  if (line === '') throw new CommandError('The passphrase file is empty: its first line is the passphrase.', 2);
  return line;
};

const ask = (prompt: string): Promise<string> =>
  new Promise((resolve, reject) => {
    const { stdin, stderr } = process;
    let typed = '';
    const finish = (): void => {
      stdin.setRawMode(false);
      stdin.pause();
      stdin.off('data', hear);
      stderr.write('\n');
    };
    const hear = (chunk: string): void => {
      for (const character of chunk) {
        if (character === '\u0003' || character === '\u0004') {
          finish();
          reject(new CommandError('Cancelled.', 130));
          return;
        }
        if (character === '\r' || character === '\n') {
          finish();
          resolve(typed);
          return;
        }
        typed = character === '\u007f' || character === '\b' ? Array.from(typed).slice(0, -1).join('') : typed + character;
      }
    };
    // Before the prompt: whoever types as soon as it shows must not be shown typing.
    stdin.setRawMode(true);
    stderr.write(prompt);
    stdin.setEncoding('utf8');
    stdin.on('data', hear);
    stdin.resume();
  });
