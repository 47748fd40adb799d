import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { LICENCES } from '../../../src/renderer/features/settings/licences.ts';

const readJson = (path: string): Record<string, unknown> =>
  JSON.parse(readFileSync(new URL(`../../../${path}`, import.meta.url), 'utf8')) as Record<string, unknown>;
const dependencies = readJson('package.json')['dependencies'] as Record<string, string>;

describe('LICENCES', () => {
  it('names every dependency that is shipped, with its version and licence', () => {
    for (const name of Object.keys(dependencies)) {
      const manifest = readJson(`node_modules/${name}/package.json`);
      const listed = LICENCES.find((part) => part.name === manifest['name']);
      expect(listed, name).toEqual({ name: manifest['name'], version: manifest['version'], licence: manifest['license'] });
    }
  });
});
