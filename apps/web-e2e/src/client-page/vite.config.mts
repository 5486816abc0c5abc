import { defineConfig } from 'vite';
import { recipes } from './recipes.vite.mts';

export default defineConfig({
  root: import.meta.dirname,
  base: '/client-page/',
  plugins: [recipes()],
  resolve: { tsconfigPaths: true },
  build: { target: 'es2022', emptyOutDir: true, modulePreload: { polyfill: false } },
});
