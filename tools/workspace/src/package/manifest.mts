import { isBuiltin } from 'node:module';
import { basename } from 'node:path';
import type { LibraryOptions } from './library-options.mts';

/** The workspace's own package.json. */
export interface WorkspaceManifest {
  readonly version: string;
  readonly license: string;
  readonly engines: Readonly<Record<string, string>>;
  readonly dependencies: Readonly<Record<string, string>>;
}

/**
 * The package.json of a library. It depends on what it imports, at the version that the workspace tests with or a newer one
 * of the same kind. Throws for an import that is neither a peer nor a dependency of the workspace: nobody would install it.
 */
export function createManifest(
  root: string,
  { description, entries = ['index'], peers = {}, optionalPeers = [], files = [] }: LibraryOptions,
  { version, license, engines, dependencies }: WorkspaceManifest,
  imports: readonly string[],
): object {
  const name = `@tickertape/${basename(root)}`;
  const rangeOf = (dependency: string): string => {
    const tested = dependency.startsWith('@tickertape/') ? version : dependencies[dependency];
    if (!tested)
      throw new Error(`${name} imports ${dependency}, which is neither a peer nor in the workspace's dependencies`);
    return `^${tested}`;
  };
  const imported = [...new Set(imports.filter((id) => !isBuiltin(id)).map(packageOf))].sort();
  return {
    name,
    version,
    description,
    license,
    engines,
    type: 'module',
    sideEffects: false,
    exports: {
      ...Object.fromEntries(
        entries.map((entry) => [
          entry === 'index' ? '.' : `./${entry}`,
          { types: `./${entry}.d.ts`, default: `./${entry}.js` },
        ]),
      ),
      './package.json': './package.json',
    },
    files: ['*.js', '*.js.map', '**/*.d.ts', ...files],
    dependencies: Object.fromEntries(imported.filter((id) => !(id in peers)).map((id) => [id, rangeOf(id)])),
    peerDependencies: Object.fromEntries(
      Object.entries(peers).map(([id, range]) => [id, range === 'workspace:^' ? rangeOf(id) : range]),
    ),
    peerDependenciesMeta: Object.fromEntries(optionalPeers.map((id) => [id, { optional: true }])),
  };
}

/** The package of an import: `@scope/name/entry` and `name/entry` without the entry. */
function packageOf(id: string): string {
  return id.split('/', id.startsWith('@') ? 2 : 1).join('/');
}
