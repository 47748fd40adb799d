import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { searchDocuments } from '../../src/main/services/search-documents.ts';
import { pdfOf } from '../main/documents/pdf-fixtures.ts';
import { openFaultDesk } from './import-child.ts';

const CHILD = fileURLToPath(new URL('./import-child.ts', import.meta.url));

let dir: string;
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'kill-'));
});
afterEach(() => rmSync(dir, { recursive: true, force: true }));

/** Runs the importing program; kills it without warning `afterMs` behind the queueing. Answers whether it got to its end. */
const runChild = (parameters: string[], afterMs: number | null): Promise<boolean> =>
  new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [CHILD, ...parameters], { stdio: ['ignore', 'pipe', 'pipe'] });
    let output = '';
    let errors = '';
    child.stderr.on('data', (data: Buffer) => (errors += data.toString()));
    child.stdout.on('data', (data: Buffer) => {
      const wasQueued = output.includes('queued');
      output += data.toString();
      if (afterMs !== null && !wasQueued && output.includes('queued')) setTimeout(() => child.kill('SIGKILL'), afterMs);
    });
    child.on('exit', (code, signal) => (signal === 'SIGKILL' || code === 0 ? resolve(output.includes('done')) : reject(new Error(errors))));
  });

describe('import', () => {
  it('survives kill -9 at any moment: every file once, every page once, custody and audit whole', async () => {
    const folder = join(dir, 'incoming');
    mkdirSync(folder);
    const files = new Map<string, Uint8Array>();
    for (let index = 0; index < 12; index += 1)
      files.set(
        `paper-${String(index).padStart(2, '0')}.pdf`,
        await pdfOf(index === 5 ? 900 : 6, (page) => [`Specimen ${index} page ${page}`, 'Marlowe Example']),
      );
    files.set('large.txt', Buffer.from(`Specimen text ${'x'.repeat(80)}\n`.repeat(60_000)));
    files.set('same.pdf', files.get('paper-00.pdf') as Uint8Array);
    for (const [name, bytes] of files) writeFileSync(join(folder, name), bytes);
    const desk = join(dir, 'vault');
    mkdirSync(desk);

    let isDone = false;
    const kills = [20, 90, 250, 500, 900, 1_400, 2_000];
    for (const [index, afterMs] of kills.entries()) isDone = (await runChild(index === 0 ? [desk, folder] : [desk], afterMs)) || isDone;
    if (!isDone) expect(await runChild([desk], null)).toBe(true);

    const { desk: open, close } = await openFaultDesk(desk);
    const { db } = open.stores;
    const documents = await db.selectFrom('document').selectAll().execute();
    const expected = new Set([...files.values()].map((bytes) => createHash('sha256').update(bytes).digest('hex')));
    expect(new Set(documents.map((document) => document.sha256))).toEqual(expected);
    expect(documents.length).toBe(13);
    expect(documents.map((document) => [document.state, document.pages_read === document.page_count])).toEqual(
      documents.map(() => ['read', true]),
    );
    const pages = await db
      .selectFrom('page')
      .select(['document_id', (eb) => eb.fn.countAll<number>().as('count'), (eb) => eb.fn.max('page_no').as('last')])
      .groupBy('document_id')
      .execute();
    for (const page of pages)
      expect([page.count, page.last]).toEqual(Array(2).fill(documents.find((document) => document.id === page.document_id)?.page_count));
    expect((await db.selectFrom('custody_event').select('document_id').where('action', '=', 'received').execute()).length).toBe(13);
    const received = (await open.stores.audit.list({ limit: 1_000 })).records.filter((link) => link.record.action === 'document.received');
    expect(new Set(received.map((link) => link.record.subjectId)).size).toBe(13);
    expect(received.length).toBe(13);
    expect(await open.stores.audit.check()).toMatchObject({ intact: true });
    expect(await db.selectFrom('reading').select('document_id').execute()).toHaveLength(13);
    for (const document of documents) expect((await open.blobs.verify(document.sha256 as never)).sizeBytes).toBe(document.size_bytes);
    const imports = (await db.selectFrom('job').select(['state', 'result_json']).where('kind', '=', 'import-file').execute()).map(
      (job) => JSON.parse(job.result_json ?? '{}') as { status: string },
    );
    expect(imports.map((result) => result.status).sort()).toEqual(['duplicate', ...Array(13).fill('imported')]);
    const { total } = await searchDocuments({ desk: open }, { query: '"Specimen 5 page 899"', scope: {}, limit: 10 });
    expect(total).toBe(1);
    await close();
  }, 240_000);
});
