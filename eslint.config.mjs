import nx from '@nx/eslint-plugin';
import tseslint from 'typescript-eslint';

const nest = ['@nestjs/*', 'rxjs'];
const validation = ['class-validator', 'class-transformer', 'reflect-metadata'];
const drivers = ['libsql', 'redis', 'ioredis'];

/** The dependency rules of the workspace: one line a kind of project. */
const depConstraints = [
  {
    sourceTag: 'type:contract',
    onlyDependOnLibsWithTags: ['type:contract'],
    bannedExternalImports: [...nest, ...drivers],
  },
  {
    sourceTag: 'type:core',
    onlyDependOnLibsWithTags: ['type:contract'],
    bannedExternalImports: [...nest, ...drivers, ...validation],
  },
  {
    sourceTag: 'type:sdk',
    onlyDependOnLibsWithTags: ['type:contract'],
    bannedExternalImports: [...nest, ...drivers, ...validation],
  },
  { sourceTag: 'imports:nothing', notDependOnLibsWithTags: ['*'] },
  { sourceTag: 'type:adapter', onlyDependOnLibsWithTags: ['type:core', 'type:contract'], bannedExternalImports: nest },
  {
    sourceTag: 'type:integration',
    onlyDependOnLibsWithTags: ['type:core', 'type:contract'],
    bannedExternalImports: drivers,
  },
  { sourceTag: 'scope:shared', onlyDependOnLibsWithTags: ['scope:shared'] },
  { sourceTag: 'scope:server', onlyDependOnLibsWithTags: ['scope:server', 'scope:shared'] },
  {
    sourceTag: 'scope:client',
    onlyDependOnLibsWithTags: ['scope:client', 'scope:shared'],
    bannedExternalImports: [...nest, ...validation, ...drivers],
  },
  { sourceTag: 'type:e2e', onlyDependOnLibsWithTags: ['type:contract', 'type:sdk'] },
  { sourceTag: 'scope:tools', onlyDependOnLibsWithTags: ['scope:tools', 'scope:shared'] },
];

export default [
  { ignores: ['**/dist', '**/node_modules', '**/coverage', '.nx', '**/files/**'] },
  ...tseslint.configs.recommended.map((config) => ({ ...config, files: ['**/*.ts'] })),
  {
    files: ['**/*.ts'],
    plugins: { '@nx': nx },
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      '@nx/enforce-module-boundaries': ['error', { allow: [], depConstraints }],
      '@typescript-eslint/await-thenable': 'error',
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/no-misused-promises': ['error', { checksVoidReturn: { attributes: false } }],
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
    },
  },
  {
    // The shared contract runs anywhere: no Node, and class-validator only behind the dto entry.
    files: ['libs/wire/src/**/*.ts', 'libs/events/src/**/*.ts'],
    ignores: ['**/*.spec.ts', '**/testing.ts', 'libs/events/src/dto.ts', '**/*.dto.ts'],
    rules: {
      'no-restricted-imports': ['error', { patterns: ['node:*', ...validation] }],
    },
  },
  {
    // The SDK runs in every page and every Node, without Node's own modules.
    files: ['libs/client/src/**/*.ts'],
    ignores: ['**/*.spec.ts', 'libs/client/src/testing/**'],
    rules: {
      'no-restricted-imports': ['error', { patterns: ['node:*', '@tickertape/*/*'] }],
    },
  },
  {
    // One file chooses the store and is the only importer of adapters.
    files: ['apps/api/src/**/*.ts'],
    ignores: ['apps/api/src/store.ts', 'apps/api/src/store.spec.ts'],
    rules: {
      'no-restricted-imports': [
        'error',
        { patterns: [{ group: ['@tickertape/tape-*'], message: 'Only apps/api/src/store.ts chooses the store.' }] },
      ],
    },
  },
  {
    // Features never import each other: what they share lives beside them, not in one of them.
    files: ['apps/api/src/features/**/*.ts'],
    rules: {
      'no-restricted-imports': [
        'error',
        {
          patterns: [
            { group: ['@tickertape/tape-*'], message: 'Only apps/api/src/store.ts chooses the store.' },
            { regex: '^\\.\\./(?!\\.\\.)', message: 'Features never import each other.' },
          ],
        },
      ],
    },
  },
];
