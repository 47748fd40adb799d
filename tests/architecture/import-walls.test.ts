import { execFileSync, spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const root = process.cwd();
const copy = mkdtempSync(join(tmpdir(), 'casewright-walls-'));
const cruiser = join(root, 'node_modules/dependency-cruiser/bin/dependency-cruiser.mjs');

/** Files with an import that a wall forbids, and the rule that has to report it. */
const VIOLATIONS: readonly (readonly [path: string, source: string, rule: string])[] = [
  ['src/core/cases/planted.ts', "import '../../main/loopback.ts';", 'core'],
  ['src/core/text/planted.ts', "import 'node:fs';", 'core-is-pure'],
  ['src/contract/planted.ts', "import '../main/store/database.ts';", 'contract'],
  ['src/main/store/planted.ts', "import '../services/context.ts';", 'store'],
  [
    'src/main/services/planted.ts',
    "import { createStores } from '../store/stores.ts';\nexport const planted = createStores;",
    'services-values',
  ],
  ['src/main/api/planted.ts', "import '../store/stores.ts';", 'api'],
  ['src/main/jobs/planted.ts', "import { app } from 'electron';\nexport const planted = app;", 'electron-stays-in-the-shell'],
  ['src/main/planted.ts', "import './shell/origin.ts';", 'nobody-imports-the-shell'],
  ['src/preload/planted.ts', "import '../main/loopback.ts';", 'preload'],
  ['src/renderer/app/planted.ts', "import '../../main/loopback.ts';", 'window-not-desk'],
  ['src/renderer/ui/planted.ts', "import '../platform/client.ts';", 'ui'],
  ['src/renderer/features/cases/planted.ts', "import '../intake/planted-too.ts';", 'features-apart'],
];

beforeAll(() => {
  for (const name of ['src', 'migrations', '.dependency-cruiser.mjs', 'tsconfig.json', 'package.json'])
    cpSync(join(root, name), join(copy, name), { recursive: true });
  symlinkSync(join(root, 'node_modules'), join(copy, 'node_modules'));
  mkdirSync(join(copy, 'src/renderer/features/intake'), { recursive: true });
  writeFileSync(join(copy, 'src/renderer/features/intake/planted-too.ts'), 'export {};');
  for (const [path, source] of VIOLATIONS) {
    mkdirSync(dirname(join(copy, path)), { recursive: true });
    writeFileSync(join(copy, path), `${source}\n`);
  }
});

afterAll(() => rmSync(copy, { recursive: true, force: true }));

interface Report {
  readonly summary: {
    readonly totalCruised: number;
    readonly violations: readonly { readonly from: string; readonly rule: { readonly name: string } }[];
  };
}

describe('the import walls', () => {
  it('report every planted violation, by the rule that forbids it', () => {
    const { stdout } = spawnSync(
      process.execPath,
      [cruiser, '--config', '.dependency-cruiser.mjs', '--output-type', 'json', 'src', 'migrations'],
      { cwd: copy, encoding: 'utf8', maxBuffer: 1 << 28 },
    );
    const report = JSON.parse(stdout) as Report;
    const found = new Set(report.summary.violations.map((violation) => `${violation.from}: ${violation.rule.name}`));
    expect(VIOLATIONS.map(([path, , rule]) => `${path}: ${rule}`).filter((expected) => !found.has(expected))).toEqual([]);
  });

  it('are checked over the whole of the source, not over nothing', () => {
    const output = execFileSync(process.execPath, [cruiser, '--config', '.dependency-cruiser.mjs', '--output-type', 'json', 'src/core'], {
      cwd: root,
      encoding: 'utf8',
      maxBuffer: 1 << 28,
    });
    expect((JSON.parse(output) as Report).summary.totalCruised).toBeGreaterThan(10);
  });
});
