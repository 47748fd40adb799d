// `npm start`: installs and builds what is missing, then opens the desk in Electron, or on loopback where Electron's program isn't to be had.
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT, ensureBuilt, ensureInstalled, environmentFor, findNode } from './prepare.mjs';

const say = (text) => process.stderr.write(`casewright: ${text}\n`);
const FAILED_MARK = join(ROOT, '.cache', 'electron-fetch-failed');
const ONE_DAY_MS = 24 * 3600 * 1000;

const electronBinary = () => {
  const folder = join(ROOT, 'node_modules', 'electron');
  const pathFile = join(folder, 'path.txt');
  if (!existsSync(pathFile)) return undefined;
  const binary = join(process.env.ELECTRON_OVERRIDE_DIST_PATH ?? join(folder, 'dist'), readFileSync(pathFile, 'utf8').trim());
  return existsSync(binary) ? binary : undefined;
};

const fetchElectron = (node) => {
  if (existsSync(FAILED_MARK) && Date.now() - statSync(FAILED_MARK).mtimeMs < ONE_DAY_MS)
    return 'its program could not be fetched within the last day';
  say('fetching Electron’s program (once; two minutes at most)');
  const result = spawnSync(node, [join(ROOT, 'node_modules', 'electron', 'install.js')], {
    stdio: 'ignore',
    timeout: 120_000,
    env: environmentFor(node),
  });
  if (result.status === 0) return undefined;
  mkdirSync(join(ROOT, '.cache'), { recursive: true });
  writeFileSync(FAILED_MARK, new Date().toISOString());
  return 'its program is not on this machine and could not be fetched';
};

const whyNoElectron = (node) => {
  if (process.env.CASEWRIGHT_WINDOW === 'browser') return 'CASEWRIGHT_WINDOW=browser asks for the browser';
  if (process.platform === 'linux' && !process.env.DISPLAY && !process.env.WAYLAND_DISPLAY)
    return 'this machine has no display for its window';
  return electronBinary() ? undefined : fetchElectron(node);
};

try {
  await ensureInstalled();
  await ensureBuilt();
} catch (error) {
  say(error.message);
  process.exit(1);
}
const node = findNode();
const reason = whyNoElectron(node);
const args = process.argv.slice(2);
let child;
if (reason === undefined) {
  say('opening the desk in Electron');
  child = spawn(electronBinary(), [ROOT, ...args], { stdio: 'inherit' });
} else {
  say(`not opening in Electron: ${reason}. The same desk is served on this machine’s loopback address instead.`);
  child = spawn(node, ['--disable-warning=ExperimentalWarning', join(ROOT, 'dist', 'main', 'cli.js'), 'serve', ...args], {
    stdio: 'inherit',
    env: environmentFor(node),
  });
}
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
child.on('exit', (code, signal) => process.exit(signal ? 1 : (code ?? 1)));
