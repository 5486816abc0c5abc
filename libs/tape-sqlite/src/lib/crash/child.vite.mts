import { defineConfig } from 'vite';

/** Makes one plain JavaScript file of the child. It lies in the workspace, so that it finds the driver. */
export default defineConfig({
  root: import.meta.dirname,
  publicDir: false,
  resolve: { tsconfigPaths: true },
  build: {
    ssr: 'appending-child.ts',
    outDir: '../../../../../dist/specs/tape-sqlite',
    emptyOutDir: true,
    target: 'node20',
    rolldownOptions: { output: { entryFileNames: 'appending-child.mjs' } },
  },
});
