import { defineConfig } from 'vite';
import { recipes } from './recipes.vite.mts';

export default defineConfig({
  root: import.meta.dirname,
  base: '/client-page/',
  plugins: [recipes()],
  resolve: { tsconfigPaths: true },
  // All of the events library and three frameworks are in it.
  build: { target: 'es2022', emptyOutDir: true, modulePreload: { polyfill: false }, chunkSizeWarningLimit: 2_000 },
});
