import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The built command line, as `npm run build` leaves it. */
export const CLI = fileURLToPath(new URL('../../../dist/main/cli.js', import.meta.url));
if (!existsSync(CLI)) throw new Error('There is no build in dist/. Run `npm run build` first; `npm test` does.');

/** The passphrase of every vault of these tests. */
export const PASSPHRASE = 'a specimen passphrase';

/** How a command ended. */
export interface Ended {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly stdout: string;
  readonly stderr: string;
}

const OPTIONS = ['--disable-warning=ExperimentalWarning'];

/** Starts a command; nothing stands on its standard input. */
export const start = (args: readonly string[], env: Readonly<Record<string, string>> = {}): ChildProcess =>
  spawn(process.execPath, [...OPTIONS, CLI, ...args], { stdio: ['ignore', 'pipe', 'pipe'], env: { ...process.env, ...env } });

/** Runs a command to its end. */
export const run = (args: readonly string[], env: Readonly<Record<string, string>> = {}): Promise<Ended> => ended(start(args, env));

/** Waits for a started command and collects what it says. */
export const ended = (child: ChildProcess): Promise<Ended> =>
  new Promise((resolve, reject) => {
    let stdout = '';
    let stderr = '';
    child.stdout?.setEncoding('utf8').on('data', (text: string) => (stdout += text));
    child.stderr?.setEncoding('utf8').on('data', (text: string) => (stderr += text));
    child.once('error', reject);
    child.once('close', (code, signal) => resolve({ code, signal, stdout, stderr }));
  });

/** Waits until a started command has said something that `pattern` finds. */
export const said = (child: ChildProcess, pattern: RegExp): Promise<RegExpExecArray> =>
  new Promise((resolve, reject) => {
    let text = '';
    const hear = (piece: Buffer | string): void => {
      text += piece.toString();
      const found = pattern.exec(text);
      if (found) resolve(found);
    };
    child.stdout?.on('data', hear);
    child.stderr?.on('data', hear);
    child.once('close', (code) => reject(new Error(`It ended with ${code} before it said ${pattern}: ${text}`)));
  });

/** The JSON objects a command printed, a line each; every line has to be one. */
export const jsonLines = ({ stdout }: Ended): Record<string, unknown>[] =>
  stdout
    .trimEnd()
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as Record<string, unknown>);

/** The one JSON object a command printed. */
// oxlint-disable-next-line typescript/no-unnecessary-type-parameters -- the test names the shape that it goes on to check
export const json = <T = Record<string, unknown>>(end: Ended): T => {
  if (end.code !== 0) throw new Error(`It ended with ${end.code}: ${end.stderr}${end.stdout}`);
  const [only, ...rest] = jsonLines(end);
  if (only === undefined || rest.length > 0) throw new Error(`It printed not one object but: ${end.stdout}`);
  return only as T;
};

/** A folder of a test's own with a passphrase file in it. */
export const workFolder = () => {
  const dir = mkdtempSync(join(tmpdir(), 'casewright-cli-'));
  const passphraseFile = join(dir, 'passphrase');
  writeFileSync(passphraseFile, `${PASSPHRASE}\n`);
  return {
    dir,
    path: (...parts: readonly string[]) => join(dir, ...parts),
    /** The options of a command that works in the vault in `name`. */
    vault: (name: string) => ['--vault', join(dir, name), '--passphrase-file', passphraseFile],
    dispose: () => rmSync(dir, { recursive: true, force: true, maxRetries: 5 }),
  };
};
export type WorkFolder = ReturnType<typeof workFolder>;

/** No message for people holds a stack or a class of the program. */
export const PLAIN = /^(?!.*(\n\s+at |Error:|SqliteError|undefined|\[object))/s;
