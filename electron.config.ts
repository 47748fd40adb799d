import { existsSync, readdirSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'electron-vite';
import { pdfjsAssets } from './scripts/vite-pdfjs-assets.ts';

const root = dirname(fileURLToPath(import.meta.url));

/** Every `*-worker.ts` of the desk is an entry of its own: workers are started by file, not by import. */
const workerEntries = (folder: string): Record<string, string> =>
  Object.fromEntries(
    readdirSync(folder, { recursive: true, encoding: 'utf8' })
      .filter((path) => path.endsWith('-worker.ts') && path !== join('sync', 'outbox-worker.ts'))
      .map((path) => [basename(path, '.ts'), join(folder, path)]),
  );

const main = join(root, 'src/main');
const electronEntry = join(main, 'index.ts');

export default defineConfig({
  main: {
    build: {
      outDir: 'dist/main',
      target: 'node24',
      sourcemap: true,
      minify: false,
      rollupOptions: {
        input: { ...(existsSync(electronEntry) ? { index: electronEntry } : {}), cli: join(main, 'cli.ts'), ...workerEntries(main) },
        output: { format: 'es', entryFileNames: '[name].js', chunkFileNames: 'chunks/[name]-[hash].js' },
      },
    },
  },
  preload: {
    build: {
      outDir: 'dist/preload',
      sourcemap: true,
      minify: false,
      externalizeDeps: false,
      rollupOptions: { input: { index: join(root, 'src/preload/index.ts') }, output: { format: 'cjs', entryFileNames: '[name].cjs' } },
    },
  },
  renderer: {
    root: join(root, 'src/renderer'),
    base: './',
    plugins: [react(), pdfjsAssets()],
    build: {
      outDir: join(root, 'dist/renderer'),
      emptyOutDir: true,
      sourcemap: false,
      assetsInlineLimit: 0,
      modulePreload: { polyfill: false },
      rollupOptions: { input: join(root, 'src/renderer/index.html') },
    },
  },
});
