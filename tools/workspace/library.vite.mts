import { basename } from 'node:path';
import { defineConfig } from 'vite';
import { completePackage } from './src/package/complete-package.mts';
import type { LibraryOptions } from './src/package/library-options.mts';

/**
 * The build of a library: a package in dist/libs/<name> that can be published as it is. Its public entries are ES modules,
 * every import is left to the importer, so that nothing exists twice in an app. Only what the compiler calls for decorators
 * is built in.
 */
export const defineLibrary = (root: string, options: LibraryOptions) =>
  defineConfig({
    root,
    publicDir: false,
    plugins: [completePackage(root, options)],
    build: {
      outDir: `../../dist/libs/${basename(root)}`,
      emptyOutDir: true,
      target: 'es2022',
      minify: false,
      sourcemap: true,
      reportCompressedSize: false,
      lib: {
        entry: Object.fromEntries((options.entries ?? ['index']).map((name) => [name, `src/${name}.ts`])),
        formats: ['es'],
        fileName: (_, name) => `${name}.js`,
      },
      rolldownOptions: {
        external: (id) => !/^(\.|\/|@oxc-project\/runtime\/)/.test(id),
        // What is imported later has a name of its own; the rest is what several entries share.
        output: { chunkFileNames: ({ isDynamicEntry }) => (isDynamicEntry ? '[name].js' : 'shared.js') },
        // Most of a build is the compiler writing declarations, which is nothing to warn of.
        checks: { pluginTimings: false },
      },
    },
  });
