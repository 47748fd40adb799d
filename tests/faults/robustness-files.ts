import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** Where the collection of sick PDFs lies beside the project; null on a machine without it. */
export const robustnessDir = (): string | null => {
  const dir = fileURLToPath(new URL('../../../shared/data/A-robustness-pdf/', import.meta.url));
  return existsSync(join(dir, 'catalogue.csv')) ? dir : null;
};

/** One file of the collection and what three other programs made of it. */
export interface CataloguedFile {
  readonly path: string;
  readonly class: string;
  readonly needsPassword: boolean;
  readonly pages: number;
  readonly words: number;
}

/** The collection's catalogue; the files' names are looked up on disk, since some have commas. */
export const catalogue = (dir: string): CataloguedFile[] => {
  const [header = '', ...lines] = readFileSync(join(dir, 'catalogue.csv'), 'utf8').trim().split(/\r?\n/);
  const names = header.split(',');
  return lines.map((line) => {
    const values = [...line.matchAll(/("(?:[^"]|"")*"|[^,]*)(?:,|$)/g)].map((found) =>
      (found[1] ?? '').replace(/^"|"$/g, '').replaceAll('""', '"'),
    );
    const of = (name: string): string => values[names.indexOf(name)] ?? '';
    return {
      path: join(dir, of('path').replace(/^A-robustness-pdf\//, '')),
      class: of('class').trim(),
      needsPassword: of('needs_password') === 'True',
      pages: Number(of('poppler_pages')) || 0,
      words: Math.max(Number(of('poppler_words_first60p')) || 0, Number(of('mupdf_words_first60p')) || 0),
    };
  });
};

/** Every PDF of the collection, by walking it. */
export const allFiles = (dir: string): string[] =>
  readdirSync(dir, { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.pdf$/i.test(name))
    .sort()
    .map((name) => join(dir, name));
