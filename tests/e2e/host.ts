import { spawn, type ChildProcess } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { pathToFileURL } from 'node:url';
import { test as base, type BrowserContext, type Page } from '@playwright/test';

/** Where flows leave their pictures, for people to look at. */
export const PICTURES = join(process.cwd(), 'test-results', 'pictures');

/** Where every attempt of a program to leave the loopback is noted. */
const EGRESS_LOG = join(mkdtempSync(join(tmpdir(), 'casewright-egress-')), 'attempts.txt');

/** A program of ours that runs beside a flow; `line` waits for a line of its output. */
export interface Running {
  readonly line: (pattern: RegExp) => Promise<RegExpExecArray>;
  readonly stop: (signal?: NodeJS.Signals) => Promise<void>;
}

/** Starts `casewright ARGS` from the build. */
export const runCasewright = (args: readonly string[], environment: NodeJS.ProcessEnv = {}): Running => {
  const child: ChildProcess = spawn(
    process.execPath,
    ['--disable-warning=ExperimentalWarning', join(process.cwd(), 'dist/main/cli.js'), ...args],
    {
      stdio: ['ignore', 'pipe', 'inherit'],
      env: {
        ...process.env,
        CASEWRIGHT_DEBUG: '1',
        CASEWRIGHT_EGRESS_LOG: EGRESS_LOG,
        NODE_OPTIONS: `--import=${pathToFileURL(join(process.cwd(), 'tests/e2e/loopback-only.mjs')).href}`,
        ...environment,
      },
    },
  );
  const lines: string[] = [];
  const waiting = new Set<() => void>();
  const output = child.stdout;
  if (!output) throw new Error('the program has no output');
  createInterface({ input: output }).on('line', (line) => {
    lines.push(line);
    for (const look of waiting) look();
  });
  const exited = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  return {
    line: (pattern) =>
      new Promise((resolve, reject) => {
        const look = (): void => {
          const found = lines.map((line) => pattern.exec(line)).find((match) => match !== null);
          if (!found) return;
          waiting.delete(look);
          resolve(found);
        };
        waiting.add(look);
        void exited.then(() =>
          reject(new Error(`casewright ${args[0] ?? ''} ended before it said ${String(pattern)}:\n${lines.join('\n')}`)),
        );
        look();
      }),
    stop: async (signal = 'SIGTERM') => {
      child.kill(signal);
      await exited;
    },
  };
};

/** A served desk over a vault of its own. */
export interface ServedDesk {
  readonly folder: string;
  readonly vaultDir: string;
  /** Starts serving and opens the window in `page`; ends an earlier service of the same desk. */
  readonly open: (page: Page) => Promise<void>;
  readonly stop: (signal?: NodeJS.Signals) => Promise<void>;
}

interface Fixtures {
  readonly desk: ServedDesk;
  /** Fails the flow on any error in the window's console, and on any request that leaves the machine's loopback. */
  readonly watched: undefined;
}

/** The flows' `test`: a desk of its own for each, and a window that is watched. */
export const test = base.extend<Fixtures>({
  // Playwright reads the names of the fixtures a fixture needs off this pattern; it needs none.
  // oxlint-disable-next-line no-empty-pattern
  desk: async ({}, use) => {
    const folder = mkdtempSync(join(tmpdir(), 'casewright-flow-'));
    const vaultDir = join(folder, 'vault');
    let running: Running | null = null;
    const stop = async (signal?: NodeJS.Signals): Promise<void> => {
      await running?.stop(signal);
      running = null;
    };
    await use({
      folder,
      vaultDir,
      stop,
      open: async (page) => {
        await stop();
        running = runCasewright(['serve', '--vault', vaultDir, '--no-open']);
        const [, address = ''] = await running.line(/ready at (http:\S+)/);
        await page.goto(address);
      },
    });
    await stop();
    rmSync(folder, { recursive: true, force: true });
  },
  watched: [
    async ({ context }, use) => {
      const problems: string[] = [];
      watch(context, problems);
      await use(undefined);
      if (existsSync(EGRESS_LOG)) problems.push(`the desk left the machine:\n${readFileSync(EGRESS_LOG, 'utf8')}`);
      if (problems.length > 0) throw new Error(`The window had problems:\n${problems.join('\n')}`);
    },
    { auto: true },
  ],
});

const watch = (context: BrowserContext, problems: string[]): void => {
  context.on('page', (page) => {
    page.on('pageerror', (error) => problems.push(`error: ${error.message}`));
    page.on('console', (message) => {
      if (message.type() === 'error' && !/status of 40[0-9]|ERR_CONNECTION_REFUSED|ERR_INCOMPLETE_CHUNKED_ENCODING/.test(message.text()))
        problems.push(`console: ${message.text()}`);
    });
    page.on('request', (request) => {
      if (!/^(http:\/\/127\.0\.0\.1:|blob:|data:|about:)/.test(request.url())) problems.push(`left the machine: ${request.url()}`);
    });
  });
};

/** Keeps a picture of the whole window. */
export const picture = async (page: Page, name: string): Promise<void> => {
  if (!existsSync(PICTURES)) mkdirSync(PICTURES, { recursive: true });
  await page.screenshot({ path: join(PICTURES, `${name}.png`), animations: 'disabled' });
};

export { expect } from '@playwright/test';
