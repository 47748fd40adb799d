// `npm test`: installs what is missing (packages, and on Debian as root also Chromium and the tools the tests check us with), then every check and test.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT, ensureBuilt, ensureInstalled } from './prepare.mjs';

const say = (text) => console.log(`casewright: ${text}`);
const onPath = (program) => (process.env.PATH ?? '').split(':').some((folder) => existsSync(join(folder, program)));

/** Programs that the tests use, and the Debian packages that bring them. */
const PROGRAMS = [
  ['chromium', 'chromium', 'the end-to-end tests drive it'],
  ['openssl', 'openssl', 'it checks our seals'],
  ['sha512sum', 'coreutils', 'it checks our manifests'],
  ['pdftotext', 'poppler-utils', 'it reads our PDFs'],
];

const isDebianRoot = () => process.getuid?.() === 0 && existsSync('/etc/debian_version');

const ensurePrograms = () => {
  const missing = PROGRAMS.filter(([program]) => !onPath(program));
  if (missing.length === 0) return;
  for (const [program, , why] of missing) say(`${program} is not on this machine: ${why}`);
  if (!isDebianRoot()) {
    say('install them by your system’s package manager; the tests that need them will say so');
    return;
  }
  const packages = missing.map(([, name]) => name);
  say(`installing Debian’s ${packages.join(', ')}`);
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  spawnSync('apt-get', ['update', '-q'], { stdio: ['ignore', 'ignore', 'inherit'], env });
  const result = spawnSync('apt-get', ['install', '-y', '-q', '--no-install-recommends', ...packages], {
    stdio: ['ignore', 'ignore', 'inherit'],
    env,
  });
  if (result.status !== 0) say('they could not be installed; the tests that need them will fail and say so');
};

await ensureInstalled();
ensurePrograms();
await ensureBuilt();
const { runChecks, runEndToEnd, runUnitTests } = await import('./task.mjs');
const suites = [await runChecks(), await runUnitTests(), await runEndToEnd()];
const passed = suites.reduce((sum, suite) => sum + suite.passed, 0);
const failed = suites.reduce((sum, suite) => sum + suite.failed, 0);
const line = `${passed} passed, ${failed} failed`;
mkdirSync(join(ROOT, 'test-results'), { recursive: true });
writeFileSync(join(ROOT, 'test-results', 'totals.txt'), `${line}\n`);
console.log(
  `\nchecks ${suites[0].passed}/${suites[0].passed + suites[0].failed}, tests ${suites[1].passed}/${suites[1].passed + suites[1].failed}, flows ${suites[2].passed}/${suites[2].passed + suites[2].failed}\n`,
);
console.log(line);
process.exit(failed === 0 && passed > 0 ? 0 : 1);
