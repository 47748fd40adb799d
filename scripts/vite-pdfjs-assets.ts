import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, extname, join } from 'node:path';
import type { Plugin } from 'vite';

/** Folders of pdfjs-dist that its worker reads at run time: character maps, fonts, colour profiles and decoders. */
const FOLDERS = ['cmaps', 'standard_fonts', 'wasm', 'iccs'] as const;

/** Not served: the engine for scripts inside documents, which is off, and the second renderer. */
const LEFT_OUT = /quickjs/i;

const MEDIA_TYPES: Readonly<Record<string, string>> = {
  '.mjs': 'text/javascript',
  '.js': 'text/javascript',
  '.wasm': 'application/wasm',
  '.ttf': 'font/ttf',
};

/**
 * Serves pdf.js's worker and the files it reads under `pdfjs/` of our own origin: from node_modules in dev, copied into the output in
 * a build. Nothing of a document's display then needs another origin. The worker lies at `pdfjs/pdf.worker.mjs`.
 */
export const pdfjsAssets = (): Plugin => {
  const root = dirname(createRequire(import.meta.url).resolve('pdfjs-dist/package.json'));
  const files = new Map<string, string>([['pdf.worker.mjs', join(root, 'build', 'pdf.worker.min.mjs')]]);
  for (const folder of FOLDERS) {
    for (const name of readdirSync(join(root, folder))) if (!LEFT_OUT.test(name)) files.set(`${folder}/${name}`, join(root, folder, name));
  }
  return {
    name: 'casewright-pdfjs-assets',
    configureServer(server) {
      server.middlewares.use('/pdfjs/', (request, response, next) => {
        const source = files.get(decodeURIComponent((request.url ?? '').split('?')[0]?.replace(/^\//, '') ?? ''));
        if (!source) {
          next();
          return;
        }
        response.setHeader('Content-Type', MEDIA_TYPES[extname(source)] ?? 'application/octet-stream');
        response.end(readFileSync(source));
      });
    },
    generateBundle() {
      for (const [name, source] of files) this.emitFile({ type: 'asset', fileName: `pdfjs/${name}`, source: readFileSync(source) });
    },
  };
};
