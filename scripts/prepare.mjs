// What both commands need before they can do anything: packages, Node 24, a build. Plain JavaScript without dependencies, for Node 20 and newer.
import { spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, readdirSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The project's folder. */
export const ROOT = dirname(dirname(fileURLToPath(import.meta.url)));
const CACHE = join(ROOT, '.cache');
const say = (text) => process.stderr.write(`casewright: ${text}\n`);

/** Runs `work` while no other process of this clone does the same; waits for a living one, takes over from a dead one. */
const alone = async (name, work) => {
  mkdirSync(CACHE, { recursive: true });
  const lock = join(CACHE, `${name}.lock`);
  for (let waited = 0; ; waited += 1) {
    try {
      mkdirSync(lock);
      break;
    } catch (error) {
      if (error.code !== 'EEXIST') throw error;
      if (!holderLives(lock)) {
        rmSync(lock, { recursive: true, force: true });
        continue;
      }
      if (waited === 4) say(`another start of this clone is busy with the step “${name}”; waiting for it`);
      await new Promise((resolve) => setTimeout(resolve, 500));
    }
  }
  writeFileSync(join(lock, 'pid'), String(process.pid));
  try {
    return await work();
  } finally {
    rmSync(lock, { recursive: true, force: true });
  }
};

const holderLives = (lock) => {
  let pid;
  try {
    pid = Number(readFileSync(join(lock, 'pid'), 'utf8'));
  } catch {
    // The holder may be between making the folder and writing its number.
    return existsSync(lock) && Date.now() - statSync(lock).mtimeMs < 5_000;
  }
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === 'EPERM';
  }
};

const run = (command, args, options = {}) =>
  new Promise((resolve, reject) => {
    const child = spawn(command, args, {
      cwd: ROOT,
      stdio: ['ignore', 2, 2],
      shell: process.platform === 'win32' && command === 'npm',
      ...options,
    });
    child.on('error', reject);
    child.on('exit', (code, signal) =>
      code === 0 ? resolve() : reject(new Error(`${command} ${args[0] ?? ''} ended with ${signal ?? code}`)),
    );
  });

const fileDigest = (path) => createHash('sha256').update(readFileSync(path)).digest('hex');

/** Installs the packages of the lockfile where they are missing or of another lockfile. */
export const ensureInstalled = async () => {
  const marker = join(ROOT, 'node_modules', '.casewright-lockfile');
  const wanted = fileDigest(join(ROOT, 'package-lock.json'));
  const isInstalled = () => existsSync(marker) && readFileSync(marker, 'utf8') === wanted;
  if (isInstalled()) return;
  await alone('install', async () => {
    if (isInstalled()) return;
    say('installing the packages of the lockfile (once; some minutes on a slow line)');
    // Exactly the lockfile, with what the machine's settings might leave out; no package needs its install script.
    await run('npm', ['ci', '--ignore-scripts', '--include=dev', '--include=optional', '--no-audit', '--no-fund', '--loglevel=error']);
    writeFileSync(marker, wanted);
  });
};

/** The Node that runs our code: this one from 24, else the one that the lockfile brings, else this one from 22.18. Ends the process with the reason where there is none. */
export const findNode = () => {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  if (major >= 24) return process.execPath;
  const brought = join(
    ROOT,
    'node_modules',
    `node-${process.platform}-${process.arch}`,
    'bin',
    process.platform === 'win32' ? 'node.exe' : 'node',
  );
  if (existsSync(brought) && spawnSync(brought, ['--version']).status === 0) return brought;
  if (major === 22 && minor >= 18) return process.execPath;
  say(
    `Node ${process.versions.node} is too old for the encrypted database, and this machine (${process.platform} ${process.arch}) has no Node 24 among the installed packages. Install Node 24, then run the same command again.`,
  );
  return process.exit(1);
};

/** An environment in which `node` means `node24` for every child. */
export const environmentFor = (node) => ({
  ...process.env,
  PATH: `${dirname(node)}${process.platform === 'win32' ? ';' : ':'}${process.env.PATH ?? ''}`,
});

const SOURCES = ['src', 'migrations', 'resources', 'scripts', 'electron.config.ts', 'package.json', 'package-lock.json', 'tsconfig.json'];

const sourcesDigest = () => {
  const hash = createHash('sha256');
  const visit = (path) => {
    if (!existsSync(path)) return;
    if (statSync(path).isDirectory()) {
      for (const name of readdirSync(path).sort()) visit(join(path, name));
      return;
    }
    hash.update(relative(ROOT, path)).update('\0').update(readFileSync(path)).update('\0');
  };
  for (const source of SOURCES) visit(join(ROOT, source));
  return hash.digest('hex');
};

/** Builds `dist/` where it is missing or older than its sources, judged by their content. */
export const ensureBuilt = async () => {
  const marker = join(ROOT, 'dist', '.sources');
  const wanted = sourcesDigest();
  const isBuilt = () => existsSync(marker) && readFileSync(marker, 'utf8') === wanted;
  if (isBuilt()) return;
  await alone('build', async () => {
    if (isBuilt()) return;
    await build(wanted);
  });
};

/** Builds everything, whatever is there. */
export const build = async (digest = sourcesDigest()) => {
  say('building (some seconds)');
  const node = findNode();
  rmSync(join(ROOT, 'dist', '.sources'), { force: true });
  const log = [];
  const builder = join(ROOT, 'node_modules', 'electron-vite', 'bin', 'electron-vite.js');
  await new Promise((resolve, reject) => {
    const child = spawn(node, [builder, 'build', '--config', 'electron.config.ts', '--logLevel', 'warn'], {
      cwd: ROOT,
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { ...environmentFor(node), NODE_ENV: 'production' },
    });
    child.stdout.on('data', (chunk) => log.push(chunk));
    child.stderr.on('data', (chunk) => log.push(chunk));
    child.on('error', reject);
    child.on('exit', (code) => {
      if (code === 0) resolve();
      else {
        process.stderr.write(Buffer.concat(log));
        reject(new Error('the build failed; its output stands above'));
      }
    });
  });
  const marker = join(ROOT, 'dist', '.sources');
  writeFileSync(`${marker}.new`, digest);
  renameSync(`${marker}.new`, marker);
};
