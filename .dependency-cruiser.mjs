// The walls of the house: who may import whom. The reason of each rule stands in docs/architecture.md.
const inside = (folders) => `^(${folders.join('|')})`;
const wall = (name, from, allowed, { packages = [], types = [] } = {}) => {
  const rules = [
    {
      name,
      severity: 'error',
      comment: `${from} may import only ${[...allowed, ...packages].join(', ')}${types.length > 0 ? `, and types of ${types.join(', ')}` : ''}`,
      from: { path: inside([from]) },
      to: { path: '^(src|migrations|scripts|tests|bench)/', pathNot: inside([...allowed, ...types]) },
    },
  ];
  if (types.length > 0) {
    rules.push({
      name: `${name}-values`,
      severity: 'error',
      comment: `${from} takes instances of ${types.join(', ')} by argument and imports only their types`,
      from: { path: inside([from]) },
      to: { path: inside(types), pathNot: inside(allowed), dependencyTypesNot: ['type-only'] },
    });
  }
  if (packages.length > 0) {
    rules.push({
      name: `${name}-packages`,
      severity: 'error',
      comment: `${from} may use these packages only: ${packages.join(', ')}`,
      from: { path: inside([from]) },
      to: { path: '^node_modules/', pathNot: packages.map((name) => `^node_modules/(@types/)?${name}/`) },
    });
  }
  return rules;
};

/** @type {import('dependency-cruiser').IConfiguration} */
export default {
  forbidden: [
    {
      name: 'no-cycles',
      severity: 'error',
      comment: 'two files that import each other are one concept or hide a third',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    { name: 'resolvable', severity: 'error', comment: 'an import that can not be found', from: {}, to: { couldNotResolve: true } },
    ...wall('core', 'src/core/', ['src/core/']),
    {
      name: 'core-is-pure',
      severity: 'error',
      comment: 'core has no I/O',
      from: { path: '^src/core/' },
      to: { dependencyTypes: ['core'] },
    },
    ...wall('contract', 'src/contract/', ['src/core/', 'src/contract/'], { packages: ['zod'] }),
    ...wall('migrations', 'migrations/', ['migrations/'], { packages: ['kysely'] }),
    ...wall('store', 'src/main/store/', ['src/core/', 'src/contract/', 'src/main/store/', 'migrations/'], {
      packages: ['kysely', 'better-sqlite3', 'zod'],
    }),
    ...wall('vault', 'src/main/vault/', [
      'src/core/',
      'src/main/vault/',
      'src/main/packets/certificates\\.ts',
      'src/main/packets/signer\\.ts',
    ]),
    ...wall('documents', 'src/main/documents/', ['src/core/', 'src/main/documents/']),
    ...wall('packets', 'src/main/packets/', ['src/core/', 'src/main/packets/']),
    ...wall('sync', 'src/main/sync/', ['src/core/', 'src/main/sync/', 'src/main/packets/']),
    ...wall('intake', 'src/main/intake/', ['src/core/', 'src/main/intake/', 'src/main/sync/', 'src/main/packets/']),
    ...wall('jobs', 'src/main/jobs/', ['src/core/', 'src/main/jobs/'], { types: ['src/main/services/', 'src/main/store/'] }),
    ...wall('services', 'src/main/services/', ['src/core/', 'src/contract/', 'src/main/services/'], {
      types: ['src/main/store/', 'src/main/documents/', 'src/main/packets/', 'src/main/sync/', 'src/main/vault/', 'src/main/jobs/'],
    }),
    ...wall('api', 'src/main/api/', ['src/core/', 'src/contract/', 'src/main/services/', 'src/main/api/']),
    {
      name: 'electron-stays-in-the-shell',
      severity: 'error',
      comment: 'only src/main/index.ts, src/main/shell/ and src/preload/ know Electron',
      from: { pathNot: '^src/(main/(index\\.ts|shell/)|preload/)' },
      to: { path: '(^|/)electron(/|$)', dependencyTypes: ['npm', 'npm-dev', 'npm-optional', 'npm-peer', 'npm-no-pkg', 'npm-unknown'] },
    },
    {
      name: 'nobody-imports-the-shell',
      severity: 'error',
      comment: 'the shell is an entry',
      from: { path: '^src/', pathNot: '^src/main/(index\\.ts|shell/)' },
      to: { path: '^src/main/(shell/|index\\.ts)' },
    },
    ...wall('preload', 'src/preload/', ['src/contract/'], { packages: ['electron'] }),
    {
      name: 'window-not-desk',
      severity: 'error',
      comment: 'the window talks to the desk through the contract only',
      from: { path: '^src/renderer/' },
      to: { path: '^(src/(main|preload)|migrations|scripts)/' },
    },
    {
      name: 'window-no-node',
      severity: 'error',
      comment: 'the window runs in a browser',
      from: { path: '^src/renderer/' },
      to: { dependencyTypes: ['core'] },
    },
    ...wall('ui', 'src/renderer/ui/', ['src/renderer/ui/', 'src/core/']),
    ...wall('platform', 'src/renderer/platform/', ['src/renderer/platform/', 'src/core/', 'src/contract/', 'src/renderer/ui/']),
    {
      name: 'features-apart',
      severity: 'error',
      comment: 'a feature never imports another feature; what two need belongs in ui, platform or core',
      from: { path: '^src/renderer/features/([^/]+)/' },
      to: { path: '^src/renderer/(features|app)/', pathNot: '^src/renderer/features/$1/' },
    },
  ],
  options: {
    parser: 'swc',
    tsPreCompilationDeps: 'specify',
    tsConfig: { fileName: 'tsconfig.json' },
    doNotFollow: { path: 'node_modules' },
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'node', 'default', 'types'] },
  },
};
