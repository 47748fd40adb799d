import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { createIncidentLog } from '../../src/main/incidents.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'incidents-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const thrownBy = (work: () => unknown): unknown => {
  try {
    work();
  } catch (error) {
    return error;
  }
  throw new Error('It did not throw.');
};

describe('createIncidentLog', () => {
  it('says where a bug is and nothing of what was read, however the message runs', () => {
    const log = createIncidentLog(folder);
    const secret = 'the seller lives at 555 Example Street';
    for (const error of [
      thrownBy(() => JSON.parse(`{"a":\n${secret}\n`)),
      thrownBy(() => z.strictObject({}).parse({ [secret]: 1 })),
      new Error(`one line\n    ${secret}\nat ${secret}\n${secret}`),
      Object.assign(new Error(secret), { cause: new Error(secret) }),
      secret,
    ]) {
      const incident = log('documents.search', error);
      expect(incident).toMatch(/^\d{8}-[0-9a-f]{6}$/);
      const text = readFileSync(join(folder, 'incidents.log'), 'utf8');
      expect(text).toContain(`incident ${incident} in documents.search`);
      expect(text).not.toContain('555');
      expect(text).not.toContain('seller');
    }
    expect(readFileSync(join(folder, 'incidents.log'), 'utf8')).toContain('incidents.test.ts');
    expect(statSync(join(folder, 'incidents.log')).mode & 0o077).toBe(0);
  });
});
