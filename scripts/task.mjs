// The project's tasks, each run on Node 24: `node scripts/task.mjs NAME`. `npm run` names the same ones.
import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT, build, ensureBuilt, ensureInstalled, environmentFor, findNode } from './prepare.mjs';

/** Where the runners leave their reports. */
const REPORTS = join(ROOT, 'test-results');
const VITEST_REPORT = join(REPORTS, 'vitest.json');
const PLAYWRIGHT_REPORT = join(REPORTS, 'playwright.json');

const bin = (name) => join(ROOT, 'node_modules', name);

/** Each step of the check: its name, and a program of node_modules with its arguments. */
const CHECKS = [
  ['format', bin('oxfmt/bin/oxfmt'), ['--check']],
  ['lint', bin('oxlint/bin/oxlint'), ['--type-aware', '--deny-warnings']],
  ['types', bin('typescript/bin/tsc'), ['-p', 'tsconfig.json']],
  [
    'import walls',
    bin('dependency-cruiser/bin/dependency-cruiser.mjs'),
    ['--config', '.dependency-cruiser.mjs', '--output-type', 'err', 'src', 'migrations'],
  ],
  ['unused code', bin('knip/bin/knip.js'), ['--no-progress']],
  ['schema dump', join(ROOT, 'scripts', 'schema-dump.ts'), ['--check']],
];

const runNode = (script, args, { quiet = false, env = {} } = {}) =>
  new Promise((resolve) => {
    const node = findNode();
    const output = [];
    const child = spawn(node, ['--disable-warning=ExperimentalWarning', script, ...args], {
      cwd: ROOT,
      stdio: ['ignore', quiet ? 'pipe' : 'inherit', quiet ? 'pipe' : 'inherit'],
      env: { ...environmentFor(node), ...env },
    });
    child.stdout?.on('data', (chunk) => output.push(chunk));
    child.stderr?.on('data', (chunk) => output.push(chunk));
    child.on('error', (error) => resolve({ code: 1, output: String(error) }));
    child.on('exit', (code) => resolve({ code: code ?? 1, output: Buffer.concat(output).toString() }));
  });

/** Runs the checks that run no test; prints the output of those that fail. Answers how many passed and failed. */
export const runChecks = async () => {
  const totals = { passed: 0, failed: 0 };
  for (const [name, script, args] of CHECKS) {
    const startedAtMs = Date.now();
    const { code, output } = await runNode(script, args, { quiet: true });
    totals[code === 0 ? 'passed' : 'failed'] += 1;
    console.log(`${code === 0 ? '✓' : '✗'} ${name} (${((Date.now() - startedAtMs) / 1000).toFixed(1)} s)`);
    if (code !== 0) console.log(output);
  }
  return totals;
};

/** Runs the unit, store, service and fault tests; counts from vitest's own report. */
export const runUnitTests = async (args = []) => {
  mkdirSync(REPORTS, { recursive: true });
  rmSync(VITEST_REPORT, { force: true });
  const { code } = await runNode(bin('vitest/vitest.mjs'), [
    'run',
    '--reporter=default',
    '--reporter=json',
    `--outputFile.json=${VITEST_REPORT}`,
    ...args,
  ]);
  return countVitest(code);
};

const countVitest = (code) => {
  if (!existsSync(VITEST_REPORT)) return { passed: 0, failed: 1 };
  const report = JSON.parse(readFileSync(VITEST_REPORT, 'utf8'));
  const brokenFiles = report.testResults.filter(
    (file) => file.status === 'failed' && file.assertionResults.every((test) => test.status !== 'failed'),
  ).length;
  const failed = report.numFailedTests + brokenFiles;
  return { passed: report.numPassedTests, failed: failed === 0 && code !== 0 ? 1 : failed };
};

/** Runs the flows in Chromium; counts from Playwright's own report. */
export const runEndToEnd = async (args = []) => {
  rmSync(PLAYWRIGHT_REPORT, { force: true });
  const { code } = await runNode(bin('@playwright/test/cli.js'), ['test', ...args], {
    env: { PLAYWRIGHT_JSON_OUTPUT_NAME: PLAYWRIGHT_REPORT },
  });
  if (!existsSync(PLAYWRIGHT_REPORT)) return { passed: 0, failed: 1 };
  const { stats } = JSON.parse(readFileSync(PLAYWRIGHT_REPORT, 'utf8'));
  return { passed: stats.expected + stats.flaky, failed: stats.unexpected === 0 && code !== 0 ? 1 : stats.unexpected };
};

const finish = ({ failed }) => process.exit(failed === 0 ? 0 : 1);
const add = (...totals) =>
  totals.reduce((sum, part) => ({ passed: sum.passed + part.passed, failed: sum.failed + part.failed }), { passed: 0, failed: 0 });

const TASKS = {
  build: async () => build(),
  check: async (args) => finish(add(await runChecks(), await runUnitTests(args))),
  format: async () => process.exit((await runNode(bin('oxfmt/bin/oxfmt'), [])).code),
  'test:unit': async (args) => finish(await runUnitTests(args)),
  'test:e2e': async (args) => finish(await runEndToEnd(args)),
  'schema:dump': async () => process.exit((await runNode(join(ROOT, 'scripts', 'schema-dump.ts'), [])).code),
};

if (process.argv[1] === join(ROOT, 'scripts', 'task.mjs')) {
  const [name = '', ...args] = process.argv.slice(2);
  const task = TASKS[name];
  if (!task) {
    console.error(`There is no task “${name}”. Tasks: ${Object.keys(TASKS).join(', ')}.`);
    process.exit(2);
  }
  await ensureInstalled();
  if (name === 'check' || name.startsWith('test:')) await ensureBuilt();
  await task(args);
}
