import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { localFiles } from '../../src/main/documents/local-files.ts';
import { importPaths, type ImportResultLine } from '../../src/main/services/import-paths.ts';
import { searchDocuments } from '../../src/main/services/search-documents.ts';
import { openDocumentDesk, type DocumentDesk } from '../main/services/document-desk.ts';
import { catalogue, robustnessDir, type CataloguedFile } from './robustness-files.ts';

const dir = robustnessDir();
if (dir === null) console.log('skipped: ../shared/data/A-robustness-pdf is not on this machine');

/** Every class of sickness, the rarest whole, the others at regular distances; sixty in all. */
const chosen = (files: readonly CataloguedFile[]): CataloguedFile[] => {
  const rare = files.filter((file) => file.needsPassword || file.class === 'unopenable' || file.path.includes('/made/'));
  const others = files.filter((file) => !rare.includes(file) && file.class !== 'ordinary');
  const step = Math.floor(others.length / 20);
  return [
    ...rare.filter((_, index) => index % Math.ceil(rare.length / 40) === 0),
    ...others.filter((_, index) => index % step === 0),
  ].slice(0, 60);
};

describe.skipIf(dir === null)('import of sick PDFs', () => {
  let desk: DocumentDesk;
  let files: CataloguedFile[];
  const lines: ImportResultLine[] = [];
  beforeAll(async () => {
    desk = await openDocumentDesk();
    files = chosen(catalogue(dir ?? ''));
    for await (const line of importPaths(
      desk.context,
      { files: localFiles, runner: desk.runner() },
      files.map((file) => file.path),
    ))
      lines.push(line);
  }, 300_000);
  afterAll(() => desk?.dispose());

  it('takes in every file, each read or kept with its reason', () => {
    expect(lines.length).toBe(files.length);
    expect(files.length).toBeGreaterThanOrEqual(40);
    for (const line of lines) {
      expect(['imported', 'kept-unreadable', 'duplicate'], line.path).toContain(line.status);
      if (line.status === 'kept-unreadable') expect(line.reason, line.path).toMatch(/password|damaged|empty|HTML|text|encrypted/);
    }
  });

  it('says which need a password', () => {
    // One of them is a fragment of 91 bytes without a PDF's header: a text, by its bytes.
    const locked = files.filter((file) => file.needsPassword && readFileSync(file.path).includes('%PDF-'));
    expect(locked.length).toBeGreaterThan(5);
    for (const file of locked)
      expect(
        lines.find((line) => line.path === file.path),
        basename(file.path),
      ).toMatchObject({ status: 'kept-unreadable', reason: expect.stringContaining('password') });
  });

  it('reads what others can read', () => {
    const readable = files.filter((file) => file.class === 'damaged-but-readable' && file.pages > 0);
    expect(readable.length).toBeGreaterThan(3);
    for (const file of readable)
      expect(
        lines.find((line) => line.path === file.path),
        basename(file.path),
      ).toMatchObject({ status: 'imported', pages: file.pages });
  });

  it('leaves the desk in order', async () => {
    await desk.runner().idle();
    const open = await desk.db.selectFrom('job').select('id').where('state', 'in', ['waiting', 'running', 'failed']).execute();
    expect(open).toEqual([]);
    expect(await desk.stores.audit.check()).toMatchObject({ intact: true });
    expect((await searchDocuments(desk.context, { query: 'the', scope: {}, limit: 50 })).total).toBeGreaterThan(0);
  });
});
