import { defineConfig } from 'vite';

const api = 'http://127.0.0.1:3000';

export default defineConfig({
  root: import.meta.dirname,
  cacheDir: '../../node_modules/.vite/web',
  resolve: { tsconfigPaths: true },
  server: { port: 4200, proxy: { '/v1': api, '/health': api } },
  build: {
    outDir: '../../dist/apps/web',
    emptyOutDir: true,
    target: 'es2022',
    // The page is served under `default-src 'self'`: nothing inline, and no data: URLs.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
  },
});
