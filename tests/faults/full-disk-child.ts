import { spawnSync } from 'node:child_process';
import { closeSync, cpSync, openSync, rmSync, statfsSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { run, type Ended } from '../main/cli/run-casewright.ts';

/**
 * Runs commands on a small disk of its own, which is filled up to some KiB before each: started by a test with `unshare -m`, so that nobody
 * else sees the disk. Prints one JSON object: how each ended, by its name.
 */
const [disk = '', made = '', passphraseFile = '', number = '', folder = ''] = process.argv.slice(2);
const mounted = spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=24m', 'tmpfs', disk], { encoding: 'utf8' });
if (mounted.status !== 0) throw new Error(mounted.stderr);
const vault = join(disk, 'vault');
const ballast = join(disk, 'ballast');
const inVault = ['--vault', vault, '--passphrase-file', passphraseFile];
const ends: Record<string, Ended> = {};

/** Leaves so much room on the disk and no more. */
const leave = (leftKib: number): void => {
  rmSync(ballast, { force: true });
  const { bavail, bsize } = statfsSync(disk);
  const file = openSync(ballast, 'w');
  const block = Buffer.alloc(4_096);
  for (let count = Math.floor((bavail * bsize - leftKib * 1_024) / block.length); count > 0; count -= 1) writeSync(file, block);
  closeSync(file);
};

cpSync(made, vault, { recursive: true });
const six = join(folder, 'six.bin');
const small = join(folder, 'small.txt');
const seal = ['seal', ...inVault, '--case', number, '--out', join(folder, 'out')];
for (const leftKib of [2_000, 60, 0]) {
  leave(leftKib);
  ends[`import ${leftKib}`] = await run(['import', ...inVault, six, small, '--json']);
}
for (const leftKib of [120, 60, 0]) {
  leave(leftKib);
  ends[`seal ${leftKib}`] = await run(seal);
}
for (const leftKib of [40, 8, 0]) {
  leave(leftKib);
  ends[`search ${leftKib}`] = await run(['search', ...inVault, 'specimen', '--json']);
  ends[`init ${leftKib}`] = await run(['init', '--vault', join(disk, 'other'), '--passphrase-file', passphraseFile, '--json']);
}
rmSync(ballast);
ends['import again'] = await run(['import', ...inVault, six, small, '--json']);
ends['seal again'] = await run(seal);
ends['search again'] = await run(['search', ...inVault, '"small specimen"', '--json']);
ends['init again'] = await run(['init', '--vault', join(disk, 'other'), '--passphrase-file', passphraseFile, '--json']);
// What the test looks into afterwards, from outside.
cpSync(vault, join(folder, 'vault-left'), { recursive: true });
process.stdout.write(JSON.stringify(ends));
