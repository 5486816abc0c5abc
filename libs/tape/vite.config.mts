import { defineLibrary } from '../../tools/workspace/library.vite.mts';

export default defineLibrary(import.meta.dirname, {
  description: 'An append-only log of topics with resumable readers and folded states, behind a small port for stores.',
  entries: ['index', 'testing'],
  // Only `testing` asks for it: the contract that every store has to keep.
  peers: { 'fast-check': '^4.0.0' },
  optionalPeers: ['fast-check'],
});
