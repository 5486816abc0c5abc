import { defineLibrary } from '../../tools/workspace/library.vite.mts';

export default defineLibrary(import.meta.dirname, {
  description: 'A store for @tickertape/tape in one SQLite file.',
  peers: { '@tickertape/tape': 'workspace:^' },
});
