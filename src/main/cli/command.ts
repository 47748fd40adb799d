import { parseArgs, type ParseArgsOptionsConfig } from 'node:util';

/** A command of the command line. Its file says how it is called; what it works with is loaded when it runs, so that none waits for the parts of others. */
export interface Command {
  readonly name: string;
  /** How it is called, after `casewright`. */
  readonly usage: string;
  /** What it does, for `--help`; plain sentences. */
  readonly help: string;
  readonly options: ParseArgsOptionsConfig;
  /** Runs it; answers the exit status. */
  readonly run: (arguments_: CommandArguments) => Promise<number>;
}

/** Parsed options and what stands beside them. */
export interface CommandArguments {
  readonly options: Readonly<Record<string, string | boolean | (string | boolean)[] | undefined>>;
  readonly operands: readonly string[];
}

/** A mistake of the caller or the surroundings: its message goes to standard error, without a stack. */
export class CommandError extends Error {
  readonly exitCode: number;
  constructor(message: string, exitCode = 1) {
    super(message);
    this.exitCode = exitCode;
  }
}

/** Parses what follows the command's name; a wrong option is told with the usage. */
export const parseCommand = (command: Command, args: readonly string[]): CommandArguments => {
  try {
    const { values, positionals } = parseArgs({
      args: [...args],
      options: { ...command.options, help: { type: 'boolean', short: 'h' } },
      allowPositionals: true,
      strict: true,
    });
    return { options: values, operands: positionals };
  } catch (error) {
    throw new CommandError(`${error instanceof Error ? error.message : String(error)}\nUsage: casewright ${command.usage}`, 2);
  }
};

/** The text of an option that must be there. */
export const required = (command: Command, { options }: CommandArguments, name: string): string => {
  const value = options[name];
  if (typeof value !== 'string' || value === '') throw new CommandError(`--${name} is missing.\nUsage: casewright ${command.usage}`, 2);
  return value;
};

/** The text of an option, if given. */
export const optional = ({ options }: CommandArguments, name: string): string | undefined => {
  const value = options[name];
  return typeof value === 'string' ? value : undefined;
};

/** The one operand of a command that takes exactly one. */
export const oneOperand = (command: Command, { operands }: CommandArguments): string => {
  const [operand, ...rest] = operands;
  if (operand === undefined || rest.length > 0) throw new CommandError(`Give exactly one argument.\nUsage: casewright ${command.usage}`, 2);
  return operand;
};

/** Writes one JSON value and a line end to standard output. */
export const printJson = (value: unknown): void => {
  process.stdout.write(`${JSON.stringify(value)}\n`);
};
