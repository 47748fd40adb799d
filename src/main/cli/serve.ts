import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { PROGRAM_DIR } from '../project-files.ts';
import { optional, type Command } from './command.ts';

const GRACE_MS = 20_000;
const BROWSERS = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
];

/** `casewright serve`: the desk on loopback, for a browser window. */
export const serveCommand: Command = {
  name: 'serve',
  usage: 'serve [--vault DIR] [--no-open]',
  help: [
    'Serves the desk on 127.0.0.1 at a free port and opens it in this machine’s Chromium. Prints one line with the address when it is ready;',
    'the address works once. With --no-open nothing is opened and it runs until it is stopped; else it stops when its last window has closed.',
    'The vault is in DIR, or in the folder named by CASEWRIGHT_VAULT, or in ~/.casewright/vault.',
  ].join('\n'),
  options: { vault: { type: 'string' }, 'no-open': { type: 'boolean' } },
  run: async (arguments_) => {
    const vaultDir = resolve(optional(arguments_, 'vault') ?? process.env['CASEWRIGHT_VAULT'] ?? join(homedir(), '.casewright', 'vault'));
    const keepsRunning = arguments_.options['no-open'] === true;
    const [{ createWindowFiles }, { composeDesk }, { startLoopbackHost }] = await Promise.all([
      import('../api/window-files.ts'),
      import('../compose.ts'),
      import('../loopback.ts'),
    ]);
    const desk = composeDesk({ vaultDir, host: 'loopback', idleLock: true });
    const over = Promise.withResolvers<void>();
    const host = await startLoopbackHost({
      route: desk.route,
      dataRoutes: desk.dataRoutes,
      windowFiles: createWindowFiles(join(PROGRAM_DIR, 'dist', 'renderer')),
      events: desk.events,
      graceMs: GRACE_MS,
      onLastWindowClosed: () => {
        if (!keepsRunning) over.resolve();
      },
    });
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => over.resolve());
    process.stdout.write(`Casewright is ready at ${host.address}\n`);
    const closeBrowser = keepsRunning ? () => {} : openBrowser(host.address);
    await over.promise;
    closeBrowser();
    await desk.stop();
    await host.close();
    return 0;
  },
};

/** Opens a window of its own without the browser's extras; where no Chromium is found the printed address is what there is. */
const openBrowser = (address: string): (() => void) => {
  const browser = [process.env['CHROMIUM_PATH'], ...BROWSERS].find((path) => path !== undefined && existsSync(path));
  const hasDisplay = process.platform !== 'linux' || Boolean(process.env['DISPLAY'] ?? process.env['WAYLAND_DISPLAY']);
  if (browser === undefined || !hasDisplay) {
    process.stderr.write(
      `casewright: ${browser === undefined ? 'no Chromium was found on this machine' : 'this machine has no display'}; open the address above in a browser of this machine. Ctrl+C ends the desk.\n`,
    );
    return () => {};
  }
  const profile = mkdtempSync(join(tmpdir(), 'casewright-window-'));
  // Everyone on this machine can read the arguments of a process, so the token goes in by way of a file that only its owner can read.
  const opener = join(profile, 'open.html');
  writeFileSync(
    opener,
    `<!doctype html><meta charset="utf-8"><title>Casewright</title><meta http-equiv="refresh" content="0; url=${address}">\n`,
    { mode: 0o600 },
  );
  const asRoot = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  const child = spawn(
    browser,
    [
      `--app=${pathToFileURL(opener).href}`,
      `--user-data-dir=${profile}`,
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      '--disable-breakpad',
      ...asRoot,
    ],
    { stdio: 'ignore' },
  );
  child.on('error', () =>
    process.stderr.write('casewright: the browser could not be started; open the address above in a browser of this machine.\n'),
  );
  return () => {
    child.kill();
    rmSync(profile, { recursive: true, force: true, maxRetries: 5 });
  };
};
