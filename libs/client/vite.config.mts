import { defineLibrary } from '../../tools/workspace/library.vite.mts';

export default defineLibrary(import.meta.dirname, {
  description:
    'The client of a Tickertape server: live views and events in browsers and Node, never missed, never repeated.',
});
