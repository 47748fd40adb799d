import { readFileSync } from 'node:fs';
import { relative } from 'node:path';
import { createDocumentReader } from '../../src/main/documents/document-reader.ts';
import { catalogue, robustnessDir } from './robustness-files.ts';

/**
 * Reads the whole collection of sick PDFs and compares with what other programs got out of them:
 * `node tests/faults/all-robustness-pdfs.ts`. Exit 1 if a reader hung or died, or a file with text elsewhere gave none here.
 */
const dir = robustnessDir();
if (dir === null) {
  console.log('skipped: ../shared/data/A-robustness-pdf is not on this machine');
  process.exit(0);
}
const reader = createDocumentReader({ threads: 2 });
const tally = { read: 0, unreadable: 0, broken: 0, aborted: 0, lessText: 0, otherPages: 0 };
const startMs = performance.now();
const readOne = async (file: ReturnType<typeof catalogue>[number]): Promise<void> => {
  let words = 0;
  let pageCount = 0;
  const end = await reader.read({
    bytes: new Uint8Array(readFileSync(file.path)),
    fromPage: 1,
    onOpened: (opened) => {
      pageCount = opened.pageCount;
    },
    onPages: (pages) => {
      for (const page of pages) if (page.pageNo <= 60) words += page.text.match(/[\p{L}\p{N}]+/gu)?.length ?? 0;
    },
  });
  tally[end.kind] += 1;
  const name = relative(dir, file.path);
  if (end.kind === 'broken') console.log(`BROKEN     ${name}: ${end.reason}`);
  if (end.kind === 'unreadable' && !file.needsPassword && file.class !== 'unopenable')
    console.log(`unreadable ${name} (${file.class}, ${file.pages} pages, ${file.words} words elsewhere): ${end.reason}`);
  if (end.kind === 'read' && file.words > 20 && words < file.words * 0.5) {
    tally.lessText += 1;
    console.log(`less text  ${name} (${file.class}): ${words} words, elsewhere ${file.words}`);
  }
  if (end.kind === 'read' && file.pages > 0 && file.pages !== pageCount) {
    tally.otherPages += 1;
    console.log(`pages      ${name}: ${pageCount}, elsewhere ${file.pages}`);
  }
};
const files = catalogue(dir);
await Promise.all(
  [0, 1].map(async (lane) => {
    for (let index = lane; index < files.length; index += 2) await readOne(files[index] as (typeof files)[number]);
  }),
);
await reader.close();
console.log(`${files.length} files in ${Math.round((performance.now() - startMs) / 1_000)} s:`, tally);
process.exitCode = tally.broken > 0 ? 1 : 0;
