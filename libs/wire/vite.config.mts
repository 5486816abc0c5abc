import { defineLibrary } from '../../tools/workspace/library.vite.mts';

export default defineLibrary(import.meta.dirname, {
  description: 'The protocol between a Tickertape server and its clients: topics, cursors, frames and control events.',
  files: ['PROTOCOL.md'],
});
