import { defineConfig } from 'vite';

const BENCHES = ['generations', 'fan-out', 'idle', 'append', 'resume', 'tokens', 'soak'];
const SERVERS = ['node-http', 'node-sockets', 'plain-nest', 'better-sse'];

/** One module for each benchmark, one for its readers, and one for each server that ours is compared with. */
const input = {
  ...Object.fromEntries(BENCHES.map((name) => [name, `${import.meta.dirname}/src/${name}.ts`])),
  'readers.worker': `${import.meta.dirname}/src/readers/readers.worker.ts`,
  ...Object.fromEntries(SERVERS.map((name) => [`servers/${name}`, `${import.meta.dirname}/src/servers/${name}.ts`])),
};

export default defineConfig({
  root: import.meta.dirname,
  publicDir: false,
  resolve: { tsconfigPaths: true },
  build: {
    ssr: true,
    outDir: '../../dist/tools/bench',
    emptyOutDir: true,
    target: 'node20',
    minify: false,
    sourcemap: true,
    rolldownOptions: { input, output: { entryFileNames: '[name].mjs', chunkFileNames: '[name]-[hash].mjs' } },
  },
});
