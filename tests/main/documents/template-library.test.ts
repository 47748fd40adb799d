import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { templatesInOrder } from '../../../src/core/responses/template.ts';
import { openTemplateLibrary } from '../../../src/main/documents/template-library.ts';
import { TEMPLATES_DIR } from './docx-fixtures.ts';

const dir = mkdtempSync(join(tmpdir(), 'templates-'));
afterAll(() => rmSync(dir, { recursive: true }));

describe('openTemplateLibrary', () => {
  it('lists the shipped templates, those that fit on top', async () => {
    const { templates, problems } = await openTemplateLibrary(TEMPLATES_DIR).list();
    expect(problems).toEqual([]);
    expect(templates.length).toBeGreaterThanOrEqual(4);
    expect(templatesInOrder(templates, 'preservation-request')[0]?.id).toBe('preservation-confirmation');
    expect(templatesInOrder(templates, 'copyright-takedown')[0]?.id).toBe('dmca-notice-outcome');
  });

  it('names a template that can not be used and lists the others', async () => {
    mkdirSync(join(dir, 'damaged'));
    writeFileSync(join(dir, 'damaged', 'template.json'), '{"id":"damaged"');
    const { templates, problems } = await openTemplateLibrary(dir).list();
    expect(templates).toEqual([]);
    expect(problems).toMatchObject([{ folder: 'damaged', message: expect.stringContaining('damaged') }]);
  });

  it('reaches nothing outside its folder', async () => {
    expect(await openTemplateLibrary(join(TEMPLATES_DIR, 'preservation-confirmation')).load('../dmca-notice-outcome')).toBeUndefined();
    expect(await openTemplateLibrary(join(dir, 'nowhere')).list()).toEqual({ templates: [], problems: [] });
  });
});
