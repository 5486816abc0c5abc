import { defineLibrary } from '../../tools/workspace/library.vite.mts';

export default defineLibrary(import.meta.dirname, {
  description: 'Families of events for Tickertape: types, folds and DTOs, and what it takes to define your own.',
  entries: ['index', 'dto', 'catalogue'],
  // Its decorators leave their rules in one register, the app's.
  peers: {
    'class-transformer': '^0.5.1',
    'class-validator': '^0.14.0 || ^0.15.0',
    'reflect-metadata': '^0.2.0',
  },
  optionalPeers: ['class-transformer', 'class-validator', 'reflect-metadata'],
});
