import { createManifest } from './manifest.mts';

const workspace = {
  version: '1.2.3',
  license: 'MIT',
  engines: { node: '>=20.19' },
  dependencies: { libsql: '0.5.29', openai: '6.49.0' },
};
const description = 'A library.';

const manifestOf = (imports: string[], options: object = {}) =>
  createManifest('/somewhere/libs/tape', { description, ...options }, workspace, imports) as Record<string, object>;

it('depends on what it imports, at the version of the workspace or a newer one of the same kind', () => {
  const { dependencies } = manifestOf(['openai/resources/chat', 'libsql', 'node:fs', '@tickertape/wire', 'libsql']);
  expect(dependencies).toEqual({ '@tickertape/wire': '^1.2.3', libsql: '^0.5.29', openai: '^6.49.0' });
});

it('leaves peers to the app', () => {
  const peers = { '@tickertape/events': 'workspace:^', rxjs: '^7.1.0' };
  const manifest = manifestOf(['@tickertape/events/dto', 'rxjs'], { peers, optionalPeers: ['rxjs'] });
  expect(manifest).toMatchObject({
    dependencies: {},
    peerDependencies: { '@tickertape/events': '^1.2.3', rxjs: '^7.1.0' },
    peerDependenciesMeta: { rxjs: { optional: true } },
  });
});

it('exports its entries and nothing else', () => {
  const { exports } = manifestOf([], { entries: ['index', 'dto'] });
  expect(exports).toEqual({
    '.': { types: './index.d.ts', default: './index.js' },
    './dto': { types: './dto.d.ts', default: './dto.js' },
    './package.json': './package.json',
  });
});

it('refuses an import that nobody would install', () => {
  expect(() => manifestOf(['fast-check'])).toThrow('@tickertape/tape imports fast-check');
});
