import { analyzeCommand } from './cli/analyze.ts';
import { CommandError, parseCommand, type Command } from './cli/command.ts';
import { importCommand } from './cli/import.ts';
import { initCommand } from './cli/init.ts';
import { intakeCommand } from './cli/intake.ts';
import { sampleCommand } from './cli/sample.ts';
import { sealCommand } from './cli/seal.ts';
import { searchCommand } from './cli/search.ts';
import { serveCommand } from './cli/serve.ts';
import { syncCommand } from './cli/sync.ts';
import { targetCommand } from './cli/target.ts';
import { verifyCommand } from './cli/verify.ts';
import { diskProblemOf } from './services/disk-problem.ts';

const COMMANDS: readonly Command[] = [
  initCommand,
  importCommand,
  searchCommand,
  analyzeCommand,
  sampleCommand,
  sealCommand,
  verifyCommand,
  targetCommand,
  syncCommand,
  serveCommand,
  intakeCommand,
];

const overview = (): string =>
  [
    'Casewright: the offline desk for legal claims and investigations.',
    '',
    ...COMMANDS.map((command) => `  casewright ${command.usage}`),
    '',
    'casewright COMMAND --help says more. The passphrase comes from --passphrase-file FILE or a prompt, never from an argument.',
    '',
  ].join('\n');

const main = async (args: readonly string[]): Promise<number> => {
  const [name, ...rest] = args;
  if (name === undefined || name === '--help' || name === '-h' || name === 'help') {
    process.stdout.write(overview());
    return name === undefined ? 2 : 0;
  }
  const command = COMMANDS.find((candidate) => candidate.name === name);
  if (!command) {
    process.stderr.write(`casewright: there is no command “${name}”.\n\n${overview()}`);
    return 2;
  }
  const parsed = parseCommand(command, rest);
  if (parsed.options['help'] === true) {
    process.stdout.write(`Usage: casewright ${command.usage}\n\n${command.help}\n`);
    return 0;
  }
  return command.run(parsed);
};

// Who reads our output may stop reading, such as `head`; there is nobody left to tell.
process.stdout.on('error', (error: NodeJS.ErrnoException) => process.exit(error.code === 'EPIPE' ? 0 : 1));

try {
  process.exitCode = await main(process.argv.slice(2));
} catch (error) {
  const message = error instanceof CommandError ? error.message : diskProblemOf(error);
  if (message === null) throw error;
  process.stderr.write(`casewright: ${message}\n`);
  process.exitCode = error instanceof CommandError ? error.exitCode : 1;
}
