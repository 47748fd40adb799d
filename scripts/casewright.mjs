#!/usr/bin/env node
// The command line: makes sure that packages, Node 24 and a build are there, then hands over.
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { ROOT, ensureBuilt, ensureInstalled, environmentFor, findNode } from './prepare.mjs';

try {
  await ensureInstalled();
  await ensureBuilt();
} catch (error) {
  process.stderr.write(`casewright: ${error.message}\n`);
  process.exit(1);
}
const node = findNode();
const child = spawn(node, ['--disable-warning=ExperimentalWarning', join(ROOT, 'dist', 'main', 'cli.js'), ...process.argv.slice(2)], {
  stdio: 'inherit',
  env: environmentFor(node),
});
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
child.on('exit', (code, signal) => process.exit(signal ? 1 : (code ?? 1)));
