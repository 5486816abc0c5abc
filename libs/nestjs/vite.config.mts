import { defineLibrary } from '../../tools/workspace/library.vite.mts';

export default defineLibrary(import.meta.dirname, {
  description:
    'Tickertape in a NestJS app: @Sse() streams that resume exactly, problem documents and a clean shutdown.',
  peers: {
    // Earlier ones number a frame whose id is empty, and do not wait for the Observable.
    '@nestjs/common': '^11.1.20 || ^12.0.0',
    '@nestjs/core': '^11.1.20 || ^12.0.0',
    // Its classes are what an app injects.
    '@tickertape/tape': 'workspace:^',
    // Nest's ValidationPipe loads both by itself.
    'class-transformer': '^0.5.1',
    'class-validator': '^0.14.0 || ^0.15.0',
    'reflect-metadata': '^0.2.0',
    rxjs: '^7.8.0',
  },
});
