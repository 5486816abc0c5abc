import { basename } from 'node:path';
import { defineConfig } from 'vite';

/** The build of a library: its public entries as ES modules in dist/libs/<name>, every import left to the importer. */
export const defineLibrary = (root: string, entries: string[] = ['index']) =>
  defineConfig({
    root,
    publicDir: false,
    build: {
      outDir: `../../dist/libs/${basename(root)}`,
      emptyOutDir: true,
      target: 'es2022',
      minify: false,
      sourcemap: true,
      reportCompressedSize: false,
      lib: { entry: Object.fromEntries(entries.map((name) => [name, `src/${name}.ts`])), formats: ['es'] },
      rolldownOptions: { external: (id) => !id.startsWith('.') && !id.startsWith('/') },
    },
  });
