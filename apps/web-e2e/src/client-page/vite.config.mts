import { defineConfig } from 'vite';

export default defineConfig({
  root: import.meta.dirname,
  base: '/client-page/',
  resolve: { tsconfigPaths: true },
  build: { target: 'es2022', emptyOutDir: true, modulePreload: { polyfill: false } },
});
