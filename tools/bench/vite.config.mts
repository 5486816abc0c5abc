import { defineConfig } from 'vite';

const BENCHES = [
  'generations',
  'fan-out',
  'idle',
  'append',
  'resume',
  'tokens',
  'soak',
  'polling-vs-push',
  'celebrity',
];
const SERVERS = ['node-http', 'node-sockets', 'plain-nest', 'better-sse'];

/** One module for each benchmark, for its readers, to load into the API, and for each server that ours is compared with. */
const input = {
  ...Object.fromEntries(BENCHES.map((name) => [name, `${import.meta.dirname}/src/${name}.ts`])),
  'readers.worker': `${import.meta.dirname}/src/readers/readers.worker.ts`,
  'keep-alive.preload': `${import.meta.dirname}/src/polling-vs-push/keep-alive.preload.ts`,
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
