import { defineLibrary } from '../../tools/workspace/library.vite.mts';

export default defineLibrary(import.meta.dirname, {
  description: 'One port for language models: a simulated one that fails on demand, and any OpenAI-compatible server.',
});
